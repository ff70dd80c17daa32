import { expose } from '#work/expose.ts';
import { stagePass } from './stage-pass.ts';
import { valuePass } from './value-pass.ts';

expose({ stagePass, valuePass });
