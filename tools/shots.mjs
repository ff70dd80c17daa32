// npm run shots: every page and state in both languages and themes, wide and narrow, into shots/ with one page that shows all.
// `npm run shots -- data-doctor zh-light` takes only the pictures whose file names hold all these words; `--folder` names another built site.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium, ensureChineseFont } from './ensure-chromium.mjs';
import { ensureInstalled, root } from './install.mjs';

const folder = join(root, 'shots');
const port = 4300 + (process.pid % 1000);
const address = `http://127.0.0.1:${port}/`;

const header = 'order_id,customer_id,date,net_amount';
const ambiguous = [
  header,
  ...Array.from({ length: 48 }, (_, i) => `A${i},K${i % 8},0${1 + (i % 9)}/0${1 + ((i * 5) % 9)}/2023,${20 + i}.50`),
].join('\n');
const faulty = [
  header,
  'F1,K1,2023-01-05,20.00',
  'F2,K1,2023-13-45,21.00',
  'F3,K2,2023-02-05,ten',
  'F4,,2023-02-07,9.00',
  'F5,K2,2023-03-01,7.50',
].join('\n');

const later = faulty
  .replace('F5,K2,2023-03-01,7.50', 'F5,K2,2023-03-01,8.50\nF6,K1,2023-03-02,4.00')
  .replace('F1,K1,2023-01-05,20.00\n', '');
const many = Array.from(
  { length: 400 },
  (_, i) =>
    `M${i},${i % 23 === 0 ? '' : `K${i % 40}`},202${3 + (i % 2)}-${String(1 + (i % 12)).padStart(2, '0')}-${10 + (i % 18)},${i % 31 === 0 ? '-' : ''}${20 + (i % 50)}.00`,
);
const shop = [header, ...many, ...many.slice(0, 9)].join('\n');
const survey = [
  'respondent_id,customer_id,completed_at,I trust this shop,This shop keeps its promises,I would miss this shop',
  ...Array.from(
    { length: 24 },
    (_, i) => `R${i},K${i},2024-03-${String(1 + i)},${1 + (i % 5)},${i === 5 ? 'x' : 1 + ((i * 2) % 5)},${1 + ((i * 3) % 5)}`,
  ),
].join('\n');

const openFile = (name, text) => (page) =>
  page.evaluate(
    ([fileName, content]) =>
      globalThis.perennial
        .open([new File([typeof content === 'string' ? content : Uint8Array.from(content)], fileName)])
        .catch(() => undefined),
    [name, typeof text === 'string' ? text : [...text]],
  );
/** A zip with two exports among much that is none. */
async function crowded() {
  const { strToU8, zipSync } = await import('fflate'); // installed by now
  return zipSync({
    'export/2023.csv': strToU8([header, ...many.slice(0, 200)].join('\n')),
    'export/2024.csv': strToU8([header, ...many.slice(200)].join('\n')),
    'export/readme.txt': strToU8('Exported for the annual report.\n'),
    ...Object.fromEntries(
      Array.from({ length: 24 }, (_, i) => [`export/photos/product-${i}.jpg`, new Uint8Array([255, 216, 255, 224, i])]),
    ),
    ...Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`export/logs/empty-${i}.csv`, new Uint8Array()])),
  });
}
const openTwice = (name, first, second) => async (page) => {
  await openFile(name, first)(page);
  await openFile(name, second)(page);
  for (const summary of await page.locator('[aria-labelledby=reconciled-title] summary').all()) await summary.click();
};
const tab = (index, text) => async (page) => {
  await openFile('shop.csv', text)(page);
  await page.getByRole('tab').nth(index).click();
  await page.waitForFunction(() => !document.querySelector('main progress'));
  await page
    .locator('#room summary')
    .first()
    .click({ timeout: 1000 })
    .catch(() => undefined);
};
/** Waits until every figure of a book has an answer. */
const settled = (page) =>
  page.waitForFunction(
    () => {
      const lenses = [...document.querySelectorAll('[data-lens]')];
      return lenses.length > 0 && lenses.every((lens) => ['ready', 'failed'].includes(lens.dataset.state));
    },
    null,
    { timeout: 120_000 },
  );
/** The customers behind the last bar of the stages, by keyboard. */
const drawer = async (page) => {
  await settled(page);
  await page.locator('[data-lens=stage-mix] .perennial-drawing').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('row').nth(1).waitFor({ timeout: 60_000 });
};
const customer = async (page) => {
  await drawer(page);
  await page.getByRole('dialog').getByRole('row').nth(1).getByRole('button').first().click();
  await page.getByRole('dialog').getByRole('application').waitFor({ timeout: 60_000 });
};
/** The third cohort of the triangle chosen by keyboard, so that the page is linked to it. */
const linked = async (page) => {
  await settled(page);
  await page.locator('[data-lens=cohorts] .perennial-drawing').focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await page.locator('[data-cell=survival] [role=status] button').waitFor();
  await settled(page);
};
/** One purchase of the drawn customer moved and one taken away by keyboard, with the list of purchases open. */
const drawn = async (page) => {
  await settled(page);
  const outlook = page.locator('[data-lens=customer-outlook]');
  await outlook.locator('summary').click();
  await outlook.locator('button').nth(1).focus();
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Delete']) await page.keyboard.press(key);
};
/** A tab of every figure of a book. */
const everyTab = (index) => async (page) => {
  await settled(page);
  for (const lens of await page.locator('[data-lens]').all()) await lens.getByRole('tab').nth(index).click();
};
const press = (key) => (page) => page.keyboard.press(key);

/** Every state that is worth a look: a name, the hash of its page, and what is done there first. */
const states = [
  { name: 'start', hash: '' },
  { name: 'overview', hash: '#/notebook/overview' },
  { name: 'overview-table', hash: '#/notebook/overview', act: (page) => page.getByRole('tab').nth(1).click() },
  { name: 'lifecycle', hash: '#/notebook/lifecycle', act: settled },
  { name: 'profit', hash: '#/notebook/profit', act: settled },
  { name: 'retention', hash: '#/notebook/retention', act: settled },
  { name: 'retention-linked', hash: '#/notebook/retention', act: linked },
  { name: 'retention-drawn', hash: '#/notebook/retention', act: drawn },
  { name: 'retention-table', hash: '#/notebook/retention', act: everyTab(1) },
  { name: 'retention-method', hash: '#/notebook/retention', act: everyTab(2) },
  { name: 'retention-too-little', hash: '#/notebook/retention', act: openFile('faulty.csv', faulty) },
  { name: 'lifecycle-method', hash: '#/notebook/lifecycle', act: everyTab(2) },
  { name: 'audit', hash: '#/notebook/audit', act: settled },
  { name: 'scorecards', hash: '#/notebook/scorecards', act: settled },
  { name: 'customers', hash: '#/notebook/overview', act: drawer },
  { name: 'customer', hash: '#/notebook/overview', act: customer },
  { name: 'data-empty', hash: '#/data' },
  { name: 'data-question', hash: '#/data', act: openFile('ambiguous.csv', ambiguous) },
  { name: 'data-quarantine', hash: '#/data', act: openFile('faulty.csv', faulty) },
  {
    name: 'data-repair',
    hash: '#/data',
    act: async (page) => {
      await openFile('faulty.csv', faulty)(page);
      await page.locator('[data-file] td button').first().click();
    },
  },
  { name: 'data-files', hash: '#/data', act: tab(0, shop) },
  { name: 'data-crowded', hash: '#/data', act: async (page) => openFile('export.zip', await crowded())(page) },
  { name: 'data-survey', hash: '#/data', act: openFile('survey.csv', survey) },
  { name: 'data-doctor', hash: '#/data', act: tab(1, shop) },
  { name: 'data-tables', hash: '#/data', act: tab(2, shop) },
  { name: 'data-settings', hash: '#/data', act: tab(3, shop) },
  { name: 'data-reconciled', hash: '#/data', act: openTwice('faulty.csv', faulty, later) },
  { name: 'data-error', hash: '#/data', act: openFile('empty.csv', '') },
  { name: 'too-little-data', hash: '#/notebook/overview', act: openFile('faulty.csv', faulty) },
  { name: 'palette', hash: '', act: press('Control+k') },
  { name: 'keys', hash: '', act: press('?') },
  { name: 'as-of', hash: '#/notebook/overview', act: press('a') },
];
const looks = ['en-GB', 'zh-CN'].flatMap((locale) =>
  ['light', 'dark'].flatMap((theme) => [1440, 390].map((width) => ({ locale, theme, width }))),
);

/** Takes the picture of one state in one look; answers the file name and what went wrong on the page. */
async function shoot(browser, state, { locale, theme, width }, file) {
  const context = await browser.newContext({
    locale,
    colorScheme: theme,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(address + state.hash);
  await page.waitForFunction(() => 'perennial' in globalThis);
  await page.evaluate(() => globalThis.perennial.ready);
  await page.waitForTimeout(600);
  await state.act?.(page);
  await page.waitForTimeout(state.act ? 600 : 0);
  await page.evaluate(() => scrollTo(0, 0));
  const over = await page.locator('dialog[open]').count(); // what lies over the page is seen with the screen that it covers
  await page.screenshot({ path: join(folder, file), fullPage: over === 0 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) problems.push(`scrolls sideways by ${wide} px`);
  await context.close();
  return { file, problems };
}

/** One page with every picture, to be looked at from top to bottom. */
function contactSheet(shots) {
  const figures = shots.map(
    ({ file, problems }) =>
      `<figure><a href="${file}"><img src="${file}" loading="lazy" alt=""></a><figcaption>${file}${problems.length ? ` <b>${problems.length} problems</b>` : ''}</figcaption></figure>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Shots</title><style>body{font:13px system-ui;display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:12px}figure{margin:0}img{width:100%;max-height:420px;object-fit:cover;object-position:top;border:1px solid #999}b{color:#c00}</style>${figures.join('\n')}`;
}

const {
  values: { folder: site },
  positionals: words,
} = parseArgs({ allowPositionals: true, options: { folder: { type: 'string', default: join(root, 'dist') } } });
ensureInstalled();
const executablePath = ensureChromium();
ensureChineseFont();
const { chromium } = await import('playwright');
const { quietSwitches } = await import('./chromium.mjs');
readFileSync(join(site, 'index.html')); // fails with the path when the site is not built
mkdirSync(folder, { recursive: true });
const server = spawn(process.execPath, [join(root, 'tools/serve.mjs'), '--port', String(port), '--folder', site], { stdio: 'ignore' });
const browser = await chromium.launch({ executablePath, args: quietSwitches });
const shots = [];
try {
  for (let tries = 0; tries < 50 && !(await fetch(address).catch(() => null)); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  for (const state of states) {
    for (const look of looks) {
      const file = `${state.name}-${look.locale.slice(0, 2)}-${look.theme}-${look.width}.png`;
      if (!words.every((word) => file.includes(word))) continue;
      const shot = await shoot(browser, state, look, file);
      shots.push(shot);
      console.log(shot.file, ...shot.problems);
    }
  }
} finally {
  await browser.close();
  server.kill();
}
writeFileSync(join(folder, 'index.html'), contactSheet(shots));
console.log(`${shots.length} pictures: ${join(folder, 'index.html')}`);
process.exitCode = shots.some(({ problems }) => problems.length > 0) ? 1 : 0;
