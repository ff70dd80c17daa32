import { mkdtempSync, openAsBlob, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openHere } from '#importers/read-here.ts';
import { importFiles } from '#mapping/import-files.ts';
import { buildPanel } from '#panel/build.ts';
import { stagePass } from '#panel/stage-pass.ts';
import { computeStatistics } from '#statistics/compute.ts';
import { lenses } from '#lenses/index.ts';
import { moreLenses } from '#lenses/more.ts';
import type { StatisticTables } from '#statistics/definition.ts';
import { statistics } from '#statistics/index.ts';
import { openNodeEngine } from '../node-engine.ts';
import { writeOrders } from './orders-file.ts';
import { loadCanonical, openNative, replay } from './native.ts';
import { timePage } from './page.ts';
import { bookReading, textReadings } from './reading.ts';
import { recording, type Step } from './recording.ts';

const lines = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'perennial-bench-'));
const path = join(folder, 'orders.csv');
const never = new AbortController().signal;

/** One line of the report: ours, the peer's, and how many times longer ours takes. */
function report(name: string, ours: number, peer?: number, peerName = 'native'): void {
  const ratio = peer === undefined ? '' : `${(peer / 1000).toFixed(2).padStart(8)} s ${peerName} ${(ours / peer).toFixed(2).padStart(8)} ×`;
  console.log(`${name.padEnd(34)} ${(ours / 1000).toFixed(2).padStart(8)} s ${ratio}`);
}

async function timed<Value>(work: () => Promise<Value>): Promise<[number, Value]> {
  const started = performance.now();
  const value = await work();
  return [performance.now() - started, value];
}

const sum = (steps: readonly Step[]): number => steps.reduce((all, step) => all + step.milliseconds, 0);

try {
  await writeOrders(path, lines);
  console.log(
    `${lines.toLocaleString('en')} order lines, ${(statSync(path).size / 1e6).toFixed(1)} MB; the peer is native DuckDB with one thread\n`,
  );
  const file = new File([await openAsBlob(path)], 'orders.csv');
  const native = await openNative();
  for (const { name, megabytes, ours, peer, peerName } of [
    ...(await textReadings(native, folder, lines)),
    await bookReading(folder, Math.min(lines, 100_000)),
  ])
    report(`${name} (${megabytes.toFixed(0)} MB)`, ours, peer, peerName);
  await native.run('DROP TABLE staging');

  const { engine, steps } = recording(await openNodeEngine());
  const [importing] = await timed(() => importFiles({ engine, files: [file], opening: openHere, signal: never }));
  report('import, to canonical tables', importing, await loadCanonical(native, path));

  steps.length = 0;
  let passing = 0;
  const [panel, facts] = await timed(() =>
    buildPanel({
      engine,
      runStagePass: async function* (days, settings, signal) {
        const started = performance.now();
        yield* stagePass(days, settings, signal);
        passing = performance.now() - started;
      },
    }),
  );
  const panelSteps = steps.splice(0);
  const peers = await replay(native, panelSteps);
  report('panel, everything', panel);
  report(
    'panel, its SQL',
    sum(panelSteps.filter(({ kind }) => kind !== 'load')),
    peers.reduce((all, one) => all + one, 0),
  );
  report('stage pass, with its input and load', passing);
  for (const [index, step] of panelSteps.entries())
    if (step.kind === 'execute' && step.milliseconds > 200)
      report(`  ${/TABLE "?(\w+)/.exec(step.text)?.[1] ?? step.text.slice(0, 30)}`, step.milliseconds, peers[index]);

  const tables: StatisticTables = {};
  let computing = 0;
  for (const statistic of statistics) {
    const [whole, made] = await timed(() => computeStatistics(engine, [statistic], { asOf: facts.asOf }, never));
    Object.assign(tables, made);
    computing += whole;
    const asked = steps.splice(0);
    const answered = (await replay(native, asked)).reduce((all, one) => all + one, 0);
    report(`statistic ${statistic.id}`, sum(asked), answered);
    if (whole - sum(asked) > 200) report('  its model', whole - sum(asked));
  }
  let telling = 0;
  for (const lens of [...lenses, ...moreLenses()]) {
    const [analysing] = await timed(async () => lens.analyse(tables, lens.defaults, never));
    telling += analysing;
    if (analysing > 200) report(`lens ${lens.id}`, analysing);
  }
  report('every lens ready after the import', panel + computing + telling, importing, 'import');

  const page = await timePage(resolve(import.meta.dirname, '../..'), path);
  if (!page) console.log('\nThe site is not built (npm run build), so the page was not timed.');
  else {
    console.log('');
    report('page: first picture', page.firstPicture);
    report('page: engine ready after that', page.engineReady);
    report('page: import and analysis', page.importing);
    console.log(
      `${'page: longest task while importing'.padEnd(34)} ${page.longestTask.toFixed(0).padStart(7)} ms\n${'page: heap afterwards'.padEnd(34)} ${page.heapMegabytes.toFixed(0).padStart(7)} MB`,
    );
  }
  process.exit(0);
} finally {
  rmSync(folder, { recursive: true });
}
