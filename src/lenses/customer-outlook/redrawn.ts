import { processes } from '#models/purchases/index.ts';
import type { FittedProcess } from '../fitted.ts';
import type { CustomerOutlookResult } from './analyse.ts';
import { type DrawnCustomer, numbersOf, pathOf } from './outlook.ts';

/** The result with another customer on the line: the same models, their numbers and paths computed anew. Cheap enough for every frame of a drag. */
export function redrawn(result: CustomerOutlookResult, customer: DrawnCustomer): CustomerOutlookResult {
  const models = result.models.flatMap(({ id, values, covariance }): FittedProcess[] => {
    const process = processes.find((one) => one.id === id);
    return process ? [{ process, values, covariance }] : [];
  });
  return {
    ...result,
    customer,
    numbers: models.map((model) => numbersOf(model, customer, result.terms)),
    paths: models.flatMap((model) => pathOf(model, customer, result.span)),
  };
}
