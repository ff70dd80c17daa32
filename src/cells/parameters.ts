import type { Options, OptionValue } from '#notebook/document.ts';
import { isName, parameterName } from '#notebook/names.ts';
import type { RunValue } from '#notebook/run-state.ts';

/** What a parameter cell gives to others. */
export interface ParameterResult {
  value: RunValue;
}

function parameterOf(value: OptionValue): string | null {
  return typeof value === 'string' && value.startsWith('$') && isName(value.slice(1)) ? parameterName(value.slice(1)) : null;
}

/** The parameters that options name as `key: $name`, at every depth, each once. */
export function parametersOf(options: Options): string[] {
  const found = new Set<string>();
  const walk = (value: OptionValue): void => {
    const name = parameterOf(value);
    if (name !== null) found.add(name);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(options);
  return [...found];
}

/** The options that are one parameter each, `key: $name`, in their order. */
export function optionsOfParameters(options: Options): { option: string; name: string }[] {
  return Object.entries(options).flatMap(([option, value]) => {
    const name = parameterOf(value);
    return name === null ? [] : [{ option, name }];
  });
}

/** True for the result of a parameter cell. */
export function isParameterResult(result: unknown): result is ParameterResult {
  return typeof result === 'object' && result !== null && 'value' in result;
}

/** Options in which every `$name` is the value of that parameter; a parameter without a value reads null. */
export function withParameters(options: Options, resultOf: (name: string) => unknown): Options {
  const replace = (value: OptionValue): OptionValue => {
    const name = parameterOf(value);
    if (name !== null) {
      const result = resultOf(name);
      return isParameterResult(result) ? result.value : null;
    }
    if (Array.isArray(value)) return value.map(replace);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replace(each)]));
    return value;
  };
  return replace(options) as Options;
}
