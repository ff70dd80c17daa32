import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Engine } from '#engine/engine.ts';
import { openHere } from '#importers/read-here.ts';
import { importFiles } from '#mapping/import-files.ts';
import type { ImportResult } from '#mapping/types.ts';
import { buildPanel, type PanelSettings } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { computeStatistics } from '#statistics/compute.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { statistics } from '#statistics/index.ts';
import { packTables } from '#statistics/packed.ts';
import { openNodeEngine } from './node-engine.ts';

const root = join(import.meta.dirname, '..');
const sample = join(root, 'sample-data/tea-house');

/** The day against which dates in the future are judged, the same on every machine. */
const today = '2026-11-22';

/** Where the packed statistics of the sample are kept: those of every analysis, and those that are computed on request; `unpackTables` of #statistics/packed.ts reads them. */
export const precomputed = {
  statistics: join(root, 'src/books/tea-house.statistics.json'),
  later: join(root, 'src/books/tea-house.later.json'),
};

/** The whole way of a row in this process: files, canonical tables, panel, statistics. The engine keeps every table. */
export async function analyseFiles(
  engine: Engine,
  files: File[],
  settings: PanelSettings = {},
): Promise<{ imported: ImportResult; statistics: StatisticTables }> {
  const imported = await importFiles({ engine, files, opening: openHere, today });
  const { asOf } = await buildPanel({ engine, settings, runStagePass: stagePass });
  return { imported, statistics: await computeStatistics(engine, statistics, { asOf }, new AbortController().signal) };
}

/** The files of the tea house, as a person would drop them. */
export function teaHouseFiles(): File[] {
  const names = readdirSync(sample).filter((name) => name.endsWith('.csv'));
  return names.sort().map((name) => new File([readFileSync(join(sample, name))], name, { type: 'text/csv' }));
}

/** The texts of the precomputed files. */
export function packedTexts(tables: StatisticTables): Record<keyof typeof precomputed, string> {
  const text = (isLater: boolean): string => {
    const chosen = statistics.filter(({ lazy }) => (lazy ?? false) === isLater).map(({ table }) => [table, tables[table]!] as const);
    return `${JSON.stringify(packTables(Object.fromEntries(chosen)))}\n`;
  };
  return { statistics: text(false), later: text(true) };
}

async function main(check: boolean): Promise<void> {
  const texts = packedTexts((await analyseFiles(await openNodeEngine(), teaHouseFiles())).statistics);
  for (const [name, path] of Object.entries(precomputed)) {
    const text = texts[name as keyof typeof precomputed];
    if (!check) {
      writeFileSync(path, text);
      console.log(`${name}: ${(gzipSync(text).length / 1000).toFixed(1)} kB compressed`);
    } else if (readFileSync(path, 'utf8') !== text) {
      console.error(`${path} is not what the code computes now: run npx tsx tools/precompute.ts`);
      process.exitCode = 1;
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.includes('--check'));
