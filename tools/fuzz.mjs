// npm run fuzz [files] [seed]: reads 100,000 random files, half of them damaged, and imports a share of them, in portions; the seed of each is printed.
import { spawnSync } from 'node:child_process';

const [files = '100000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const portion = 10_000;

let read = 0;
let status = 0;
while (read < Number(files) && status === 0) {
  const [count, own] = [Math.min(portion, Number(files) - read), (Number(seed) + read / portion) % 2 ** 31];
  console.log(`files ${read + 1} to ${read + count} of ${files}: npm run fuzz ${count} ${own}`);
  const env = { ...process.env, PERENNIAL_FUZZ: String(count), PERENNIAL_FUZZ_SEED: String(own) };
  ({ status } = spawnSync('npx', ['vitest', 'run', '--project', 'unit', 'test/fuzz'], { stdio: 'inherit', env }));
  read += count;
}
process.exitCode = status ?? 1;
