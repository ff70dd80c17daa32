import { archive } from './archive/definition.ts';
import { arrow } from './arrow/definition.ts';
import { csv } from './csv/definition.ts';
import type { Importer } from './definition.ts';
import { fixedWidth } from './fixed-width/definition.ts';
import { json } from './json/definition.ts';
import { parquet } from './parquet/definition.ts';
import { workbook } from './workbook/definition.ts';

/** Every format that can be read, in the order in which they are asked. */
export const importers: readonly Importer[] = [parquet, arrow, json, csv, fixedWidth, workbook, archive];
