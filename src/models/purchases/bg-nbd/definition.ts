import { processModel } from '../process-model.ts';
import { bgNbd } from './process.ts';

/** BG/NBD fitted by maximum likelihood: r, alpha (a length of time), a, b. */
export const bgNbdModel = processModel(bgNbd, 'Fader, Hardie & Lee 2005, Marketing Science 24(2), 275–284, doi 10.1287/mksc.1040.0098');
