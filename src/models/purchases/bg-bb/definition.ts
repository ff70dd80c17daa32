import { type ProcessModel, processModel } from '../process-model.ts';
import { isDiscrete } from './likelihood.ts';
import { bgBb, type BgBbParameter } from './process.ts';

const fitted = processModel(bgBb, 'Fader, Hardie & Shang 2010, Marketing Science 29(6), 1086–1108');

/** BG/BB as a model: histories of whole opportunities; `purchases-not-whole` is the reason where they are not. */
export const bgBbModel: ProcessModel<BgBbParameter> = {
  ...fitted,
  units: { x: 'opportunities with a purchase', tx: 'opportunities, up to the last purchase', T: 'opportunities', weight: 'customers' },
  fit(inputs, options, signal) {
    if (isDiscrete(inputs.histories)) return fitted.fit(inputs, options, signal);
    const none = { x: new Float64Array(), tx: new Float64Array(), T: new Float64Array(), weight: new Float64Array() };
    return { ...fitted.fit({ histories: none }, options, signal), reason: { code: 'purchases-not-whole', parameters: {} } };
  },
};
