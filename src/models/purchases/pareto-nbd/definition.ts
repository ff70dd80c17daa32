import { processModel } from '../process-model.ts';
import { paretoNbd } from './process.ts';

/** Pareto/NBD as a model. */
export const paretoNbdModel = processModel(
  paretoNbd,
  'Schmittlein, Morrison & Colombo 1987, Management Science 33(1), 1–24; Fader & Hardie 2005',
);
