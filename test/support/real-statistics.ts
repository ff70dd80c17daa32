import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Engine } from '#engine/engine.ts';
import { openHere } from '#importers/read-here.ts';
import { importFiles } from '#mapping/import-files.ts';
import { buildPanel } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { computeStatistics } from '#statistics/compute.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { statisticsOf } from '#statistics/index.ts';
import { openNodeEngine } from './node-engine.ts';
import { referenceFile } from './reference-data.ts';

/** The log of the CDNOW tenth sample with the sample's own customer numbers (not the master's), as a person would export it. */
export function cdnowFile(): File {
  const lines = readFileSync(referenceFile('cdnow/cdnowElog.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
  const rows = lines
    .map((line) => line.split(','))
    .map(([, id, date, , sales]) => `${id},${date!.slice(0, 4)}-${date!.slice(4, 6)}-${date!.slice(6)},${sales}`);
  return new File([['customer_id,date,net_amount', ...rows].join('\n')], 'cdnow.csv');
}

/** The orders of Superstore as they are. */
export function superstoreFile(): File {
  const path = referenceFile('superstore/superstore_orders.csv.gz');
  return new File([readFileSync(path)], basename(path));
}

/** These tables of a file that goes the whole way: import, panel, statistics. The engine keeps what was made on the way. */
export async function realStatistics(
  file: File,
  tables: readonly string[],
  asOf?: string,
): Promise<{ engine: Engine; statistics: StatisticTables }> {
  const engine = await openNodeEngine();
  const { signal } = new AbortController();
  await importFiles({ engine, files: [file], opening: openHere, signal });
  const facts = await buildPanel({ engine, runStagePass: stagePass, settings: asOf === undefined ? {} : { asOf } });
  return { engine, statistics: await computeStatistics(engine, statisticsOf(tables), { asOf: facts.asOf }, signal) };
}
