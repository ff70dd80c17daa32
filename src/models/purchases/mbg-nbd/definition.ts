import { processModel } from '../process-model.ts';
import { mbgNbd } from './process.ts';

/** MBG/NBD fitted by maximum likelihood: r, alpha (a length of time), a, b. */
export const mbgNbdModel = processModel(
  mbgNbd,
  'Batislam, Denizel & Filiztekin 2007, International Journal of Research in Marketing 24(3), 201–209; Hoppe & Wagner 2007',
);
