import { csv } from './csv/definition.ts';
import type { Importer } from './definition.ts';

/** Every format that can be read, in the order in which they are asked. */
export const importers: readonly Importer[] = [csv];
