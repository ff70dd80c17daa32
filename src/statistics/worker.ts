import { expose } from '#work/expose.ts';
import { modelHere } from './modelled.ts';

expose({ model: modelHere });
