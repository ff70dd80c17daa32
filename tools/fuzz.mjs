// npm run fuzz [files] [seed]: reads 100,000 random files, half of them damaged, and imports a share of them; the seed is printed.
import { spawnSync } from 'node:child_process';

const [files = '100000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
console.log(`${files} files, seed ${seed}`);
const env = { ...process.env, PERENNIAL_FUZZ: files, PERENNIAL_FUZZ_SEED: seed };
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'unit', 'test/fuzz'], { stdio: 'inherit', env });
process.exitCode = status ?? 1;
