/** What scripts may ask for and the first picture does not need. */
export { importers } from '#importers/index.ts';
export { fitModel, modelIds, tablesFor } from './models.ts';
export { valueModelIds } from './value-models/inputs.ts';
export { fitInWorker } from './value-models/in-worker.ts';
export { runValueModel } from './value-models/run.ts';
