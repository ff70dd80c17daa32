import { parameterName } from '#notebook/names.ts';
import type { CellDefinition } from '../definition.ts';
import type { ParameterResult } from '../parameters.ts';
import ParamView from './ParamView.svelte';
import { readParameter, valueInForce } from './read-parameter.ts';

/** A value that a person can turn, named `$name` in SQL and options. SQL cells set it in the engine as a typed literal. */
export const param: CellDefinition<ParameterResult> = {
  kind: 'param',
  defaults: {},
  needs: 'nothing',
  inputs: () => ({ uses: [], mentions: [] }),
  outputs: (cell) => (cell.name === null ? [] : [parameterName(cell.name)]),
  run: (cell, { value }) => Promise.resolve({ value: valueInForce(readParameter(cell), value) }),
  view: ParamView,
  showsStates: false,
  migrate: (spec) => spec,
};
