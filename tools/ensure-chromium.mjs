import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './chromium.mjs';

const canInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Installs Debian packages as root without asking; answers whether that worked. */
function install(...packages) {
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  return spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options).status === 0;
}

/** Answers the path of a Chromium, installing Debian's when run as root; ends the process with a sentence when there is none. */
export function ensureChromium() {
  const found = findChromium() ?? (process.env.CHROME_PATH ? undefined : canInstall() && install('chromium') ? findChromium() : undefined);
  if (found) return found;
  console.error(
    process.env.CHROME_PATH
      ? `CHROME_PATH names ${process.env.CHROME_PATH}, which does not exist. Point it at a Chromium or Chrome, or unset it.`
      : 'No Chromium was found. Install it (Debian and Ubuntu: sudo apt-get install chromium) or set CHROME_PATH to a Chromium or Chrome, then try again.',
  );
  process.exit(1);
}

/** Installs a font with Chinese characters where none is known, so that pictures do not show boxes; only warns when it cannot. */
export function ensureChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  if (list.status === 0 && list.stdout.trim()) return;
  if (canInstall() && install('fontconfig', 'fonts-noto-cjk')) return;
  console.warn('No Chinese font was found: Chinese text will show as boxes. Install one (Debian: sudo apt-get install fonts-noto-cjk).');
}
