import type { Page } from '@playwright/test';
import type { FileReport, ImportReport } from '../../../src/schema/import-report.ts';
import { expect } from '../fixtures.ts';
import { type NamedBytes, type NamedText, drop, open, type OpenOptions } from './site.ts';

/** A file's report as a test writes it: columns as `source → role`, questions as their ids behind the signature; everything else as it is. */
export interface Told extends Omit<FileReport, 'columns' | 'questions'> {
  columns: string[];
  questions: string[];
}

const fields =
  'name encoding delimiter headerLine system grain table rowsIn loaded continuation notRecords quarantined columns questions problems';

/** A report as a test writes it, after checking that it is plain JSON with exactly its fields, and that every record is accounted for. */
export function told(report: ImportReport): Told[] {
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(Object.keys(report)).toEqual(['files']);
  return report.files.map((file) => {
    expect(
      Object.keys(file)
        .filter((key) => key !== 'sheet')
        .sort(),
    ).toEqual(fields.split(' ').sort());
    expect(file.loaded + file.continuation + file.notRecords + file.quarantined, file.name).toBe(file.rowsIn);
    for (const { confidence, reason } of file.columns) {
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(reason).toMatch(/\S/);
    }
    for (const { text, choices } of file.questions)
      for (const words of [text, ...choices.flatMap((choice) => [choice.id, choice.text, choice.effect])]) expect(words).toMatch(/\S/);
    return {
      ...file,
      columns: file.columns.map(({ source, role }) => `${source} → ${role}`),
      questions: file.questions.map(({ id }) => id.slice(id.indexOf('/') + 1)),
    };
  });
}

/** A report as it must be: one file of orders, read whole, except for what is said. */
export function orders(name: string, rowsIn: number, but: Partial<Told> = {}): Told {
  return {
    ...{ name, encoding: 'utf-8', delimiter: ',', headerLine: 1, system: 'generic', grain: 'order', table: 'orders' },
    ...{ rowsIn, loaded: rowsIn, continuation: 0, notRecords: 0, quarantined: 0 },
    columns: ['order_id → order_id', 'customer_id → customer_id', 'date → date', 'net_amount → net_amount'],
    ...{ questions: [], problems: [] },
    ...but,
  };
}

/** What the data room shows of a report: name of each table that was read, and its five counts. */
export async function expectAccount(page: Page, report: ImportReport): Promise<void> {
  await page.evaluate(() => void (location.hash = '#/data'));
  const labels = ['Records in', 'Loaded', 'Continuation', 'Not a record', 'Quarantined'];
  for (const file of report.files) {
    if (file.columns.length === 0) continue; // a sheet that was passed by
    const title = file.sheet === undefined ? file.name : `${file.name} › ${file.sheet}`;
    const row = page.getByRole('main').locator('tbody tr', { has: page.getByRole('rowheader', { name: title }) });
    const counts = [file.rowsIn, file.loaded, file.continuation, file.notRecords, file.quarantined];
    for (const [index, label] of labels.entries())
      await expect(row.locator(`td[data-label="${label}"]`), `${title}: ${label}`).toHaveText((counts[index] ?? 0).toLocaleString('en'));
  }
}

/** Opens files by the scripting interface and checks that the page accounts for them as the report does. */
export async function openAccounted(
  page: Page,
  files: readonly (NamedText | NamedBytes)[],
  options: OpenOptions = {},
): Promise<{ report: ImportReport; files: Told[] }> {
  const report = await open<ImportReport>(page, files, {}, options);
  const all = told(report);
  await expectAccount(page, report);
  return { report, files: all };
}

/** Drops files and checks that the page accounts for them as the report says. */
export async function dropAccounted(page: Page, files: readonly (NamedText | NamedBytes)[], report: ImportReport): Promise<void> {
  await drop(page, files);
  await settled(page, report);
}

/** Waits until what was dropped is loaded, and checks its accounting. */
export async function settled(page: Page, report: ImportReport): Promise<void> {
  const done = report.files.every(({ table, questions }) => table !== 'none' && questions.every(({ answer }) => answer !== null));
  if (done) await expect(page).toHaveURL(/#\/notebook\/overview/, { timeout: 30_000 });
  await expectAccount(page, report);
}
