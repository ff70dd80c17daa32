// What a customer is worth by formula or by a chain of states.
export { chanceOf, periodsUntil, presentValue, type Timing } from '#models/lifecycle/markov/value.ts';
export { formulaClv, type FormulaEstimates, type FormulaInputs, type FormulaOptions } from '#models/value/formula-clv/definition.ts';
export { type Convention, type Flow, multiple } from '#models/value/formula-clv/multiple.ts';
