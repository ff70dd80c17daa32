import { CodedError } from '#base/error.ts';
import type { Cell } from '#notebook/cell.ts';
import type { RunValue } from '#notebook/run-state.ts';
import { cellLimits } from '#schema/thresholds.ts';
import { dayOfIso } from '#table/calendar.ts';
import { listOption, nameOf, numberOption, textOption, wordOption } from '../options.ts';

interface Shape {
  label: string;
  unit: string | null;
}

/** A parameter with everything its control needs. */
export type Parameter = Shape &
  (
    | { type: 'slider'; value: number; min: number; max: number; step: number }
    | { type: 'number'; value: number; min: number | null; max: number | null; step: number | null }
    | { type: 'select'; value: RunValue; choices: RunValue[]; names: string[] }
    | { type: 'date' | 'text' | 'link'; value: string }
  );

function wrong(option: string): CodedError {
  return new CodedError('cells/option', { kind: 'param', option });
}

function readSlider(cell: Cell, shape: Shape): Parameter {
  const min = numberOption(cell, 'min') ?? 0;
  const max = numberOption(cell, 'max') ?? 100;
  if (max <= min) throw wrong('max');
  const whole = Number.isInteger(min) && Number.isInteger(max);
  const step = numberOption(cell, 'step') ?? (whole ? 1 : (max - min) / 100);
  if (!(step > 0) || (max - min) / step > cellLimits.sliderSteps) throw wrong('step');
  const value = numberOption(cell, 'value') ?? min;
  if (value < min || value > max) throw wrong('value');
  return { ...shape, type: 'slider', value, min, max, step };
}

function readNumber(cell: Cell, shape: Shape): Parameter {
  const [min, max, step] = [numberOption(cell, 'min'), numberOption(cell, 'max'), numberOption(cell, 'step')];
  const value = numberOption(cell, 'value') ?? min ?? 0;
  if ((min !== null && value < min) || (max !== null && value > max)) throw wrong('value');
  return { ...shape, type: 'number', value, min, max, step };
}

function readSelect(cell: Cell, shape: Shape): Parameter {
  const choices = listOption(cell, 'choices') ?? [];
  if (choices.length === 0 || choices.length > cellLimits.choices) throw wrong('choices');
  const value = cell.options.value ?? choices[0] ?? null;
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw wrong('value');
  const names = listOption(cell, 'names') ?? choices;
  if (names.length !== choices.length) throw wrong('names');
  return { ...shape, type: 'select', value: choice, choices, names: names.map(String) };
}

/**
 * The parameter that a cell describes: `type` slider (needs min and max), number, select (needs choices; `names` are their words), date (ISO), text, or link (text that marks of figures set; it has no
 * control of its own); `value`, `label` and `unit` may be there.
 * @throws CodedError `cells/option` naming the option that does not fit, `cells/no-name`.
 */
export function readParameter(cell: Cell): Parameter {
  const name = nameOf(cell);
  const shape = { label: textOption(cell, 'label') ?? name, unit: textOption(cell, 'unit') };
  const type = wordOption(cell, 'type', ['slider', 'number', 'select', 'date', 'text', 'link'] as const, 'text');
  if (type === 'slider') return readSlider(cell, shape);
  if (type === 'number') return readNumber(cell, shape);
  if (type === 'select') return readSelect(cell, shape);
  const value = textOption(cell, 'value') ?? '';
  if (type === 'date' && dayOfIso(value) === null) throw wrong('value');
  return { ...shape, type, value };
}

/** The value in force: what a person set when it fits the parameter, else the written one. */
export function valueInForce(parameter: Parameter, set: RunValue | undefined): RunValue {
  if (set === undefined) return parameter.value;
  if (parameter.type === 'select') return parameter.choices.find((choice) => choice === set) ?? parameter.value;
  if (parameter.type === 'slider' || parameter.type === 'number') {
    if (typeof set !== 'number' || !Number.isFinite(set)) return parameter.value;
    return Math.min(Math.max(set, parameter.min ?? set), parameter.max ?? set);
  }
  if (typeof set !== 'string') return parameter.value;
  return parameter.type === 'date' && dayOfIso(set) === null ? parameter.value : set;
}
