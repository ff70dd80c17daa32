import { expose } from '#work/expose.ts';
import { stagePass } from './stage-pass.ts';

expose({ stagePass });
