/** What scripts may ask for and the first picture does not need. */
export { importers } from '#importers/index.ts';
export { fitModel, modelIds, tablesFor } from './models.ts';
