import { expose } from '#work/expose.ts';
import { fitValueModel } from './fit.ts';

expose({ fitValueModel });
