import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { OpenNotebook, type OpenNotebookOptions } from '#cells/open-notebook.ts';
import type { TableResult } from '#cells/result-table.ts';
import type { Engine } from '#engine/engine.ts';
import type { Lens, LensResult } from '#lenses/definition.ts';
import { emptyCanonicalTables } from '#mapping/import-files.ts';
import { rowsOf } from '#table/rows.ts';
import { openNodeEngine } from '../support/node-engine.ts';

let engine: Engine;
let open: OpenNotebook | undefined;
let enginesAsked = 0;

beforeAll(async () => {
  engine = await openNodeEngine();
  await emptyCanonicalTables(engine);
});
afterAll(() => engine.close());
afterEach(() => {
  open?.dispose();
  enginesAsked = 0;
});

const echo = {
  id: 'echo',
  defaults: { by: null, ages: 3 },
  analyse: (statistics, options) => ({
    badge: 'measured',
    n: statistics.profile?.length ?? 0,
    period: 'month',
    currency: null,
    warnings: [],
    status: 'ready',
    reason: null,
    options,
  }),
} as Partial<Lens> as Lens;

async function opened(text: string, options: Partial<OpenNotebookOptions> = {}) {
  const askedEngine = () => {
    enginesAsked += 1;
    return Promise.resolve(engine);
  };
  open = new OpenNotebook(text, {
    sources: {
      lenses: [echo],
      allLenses: () => Promise.resolve([echo]),
      statistics: () => Promise.resolve({ profile: [{ lines: 1 }] }),
      engine: askedEngine,
    },
    started: true,
    ...options,
  });
  await open.runner.settled();
  return open;
}

/** State of the cell of a name or id. */
function of(notebook: OpenNotebook, name: string) {
  const part = notebook.document.parts.find(({ spec }) => spec.name === name || spec.id === name || spec.kind === name);
  return { key: part?.key ?? '', ...notebook.runner.state(part?.key ?? '') };
}

function rows(notebook: OpenNotebook, name: string) {
  return rowsOf((of(notebook, name).result as TableResult).table).map((row) => ({ ...row }));
}

const chain =
  '```param horizon {type: slider, min: 1, max: 10, value: 3}\n```\n```sql years\nselect range + 1 as year from range($horizon)\n```\n```sql total\nselect sum(year) as total from years\n```\n';

describe('queries', () => {
  test('read other cells by name and parameters by $name', async () => {
    const notebook = await opened(chain);
    expect(rows(notebook, 'years')).toEqual([{ year: 1 }, { year: 2 }, { year: 3 }]);
    expect(rows(notebook, 'total')).toEqual([{ total: 6 }]);
  });

  test('run again when a parameter is turned', async () => {
    const notebook = await opened(chain);
    notebook.runner.setValue(of(notebook, 'horizon').key, 4);
    await notebook.runner.settled();
    expect(rows(notebook, 'total')).toEqual([{ total: 10 }]);
  });

  test('a value of a parameter never becomes SQL', async () => {
    const notebook = await opened(
      "```param who {type: text, value: \"x'; drop table orders; --\"}\n```\n```sql q\nselect $who as who, '$who' as said\n```\n",
    );
    expect(rows(notebook, 'q')).toEqual([{ who: "x'; drop table orders; --", said: '$who' }]);
    expect((await engine.select('select * from orders')).rowCount).toBe(0);
  });

  test.each([
    ['drop table orders', 'sql/not-a-select'],
    ['select 1; drop table orders', 'sql/several-statements'],
    ["select * from read_csv('https://example.org/x.csv')", 'sql/forbidden'],
    ['', 'sql/empty'],
  ])('%j is refused with a reason', async (body, code) => {
    const notebook = await opened(`\`\`\`sql q\n${body}\n\`\`\`\n`);
    expect(of(notebook, 'q').error?.code).toBe(code);
  });

  test('a mistake is pointed at in the text as it is written, also after a parameter', async () => {
    const body = 'select $horizon, nonsense from orders';
    const notebook = await opened(`\`\`\`param horizon {type: number, value: 1}\n\`\`\`\n\`\`\`sql q\n${body}\n\`\`\`\n`);
    const { error } = of(notebook, 'q');
    expect(error?.code).toBe('sql/unknown-column');
    expect(body.slice(error?.position?.start, error?.position?.end)).toBe('nonsense');
  });

  test('of more than 1,000 rows show the first 1,000 and say that there are more', async () => {
    const notebook = await opened('```sql q\nselect * from range(1001)\n```\n```sql exactly\nselect * from range(1000)\n```\n');
    expect(of(notebook, 'q').result).toMatchObject({ more: true, table: { rowCount: 1000 } });
    expect(of(notebook, 'exactly').result).toMatchObject({ more: false, table: { rowCount: 1000 } });
  });

  test('a cell may not take the name of a table of the data', async () => {
    const notebook = await opened('```sql orders\nselect 1\n```\n', { reserved: ['orders'] });
    expect(of(notebook, 'orders').error?.code).toBe('notebook/reserved-name');
  });

  test('a cycle names its cells and nothing of it runs', async () => {
    const notebook = await opened('```sql a\nselect * from b\n```\n```sql b\nselect * from a\n```\n');
    expect(of(notebook, 'a').error).toEqual({ code: 'notebook/cycle', parameters: { cells: 'a, b' } });
    expect(enginesAsked).toBe(0);
  });
});

describe('cells over other cells', () => {
  test('a table shows the chosen columns in their order', async () => {
    const notebook = await opened(
      '```sql q\nselect 1 as a, 2 as b, 3 as "__proto__"\n```\n```table {data: q, columns: [__PROTO__, a]}\n```\n',
    );
    expect((of(notebook, 'table').result as TableResult).table.columns.map((column) => [column.name, column.values[0]])).toEqual([
      ['__proto__', 3],
      ['a', 1],
    ]);
  });

  test.each([
    ['```table {data: q, columns: [x]}\n```', 'cells/no-column'],
    ['```table\n```', 'cells/option'],
    ['```table {data: h}\n```', 'notebook/missing-name'],
    ['```table {data: nothing}\n```', 'notebook/missing-name'],
  ])('%j says what is wrong', async (cell, code) => {
    const notebook = await opened(`\`\`\`sql q\nselect 1 as a\n\`\`\`\n\`\`\`param h\n\`\`\`\n${cell}\n`);
    expect(of(notebook, 'table').error?.code).toBe(code);
  });

  test('a metric is one number with its interval', async () => {
    const notebook = await opened(
      '```sql q\nselect 5 as v, 4 as l, 6 as h\n```\n```metric {data: q, value: v, low: l, high: h, label: Five}\n```\n',
    );
    expect(of(notebook, 'metric').result).toEqual({ label: 'Five', value: 5, low: 4, high: 6, format: 'number' });
  });
});

describe('lens cells', () => {
  test('answer with the defaults of the lens, the written options, and parameters by their values', async () => {
    const notebook = await opened('```param h {type: number, value: 7}\n```\n```lens echo {by: $h, width: half}\n```\n');
    expect((of(notebook, 'echo').result as { answer: LensResult }).answer).toMatchObject({ n: 1, options: { by: 7, ages: 3 } });
    expect(notebook.working(of(notebook, 'echo').key).options.by).toBe(7);
  });

  test('a lens that does not exist is said, with those that do', async () => {
    const notebook = await opened('```lens nothing\n```\n');
    expect(of(notebook, 'nothing').error).toMatchObject({ code: 'cells/no-lens', parameters: { id: 'nothing', known: 'echo' } });
  });
});

describe('parameters', () => {
  test.each([
    ['{type: slider, min: 5, max: 1}', 'cells/option'],
    ['{type: slider, min: 0, max: 1, step: 0}', 'cells/option'],
    ['{type: select}', 'cells/option'],
    ['{type: select, choices: [a], value: b}', 'cells/option'],
    ['{type: date, value: 2026-02-30}', 'cells/option'],
    ['{type: robot}', 'cells/option'],
    ['{type: number, value: ten}', 'cells/option'],
  ])('%s does not fit and says so', async (options, code) => {
    const notebook = await opened(`\`\`\`param p ${options}\n\`\`\`\n`);
    expect(of(notebook, 'p').error?.code).toBe(code);
  });

  test.each([
    ['{type: slider, min: 1, max: 10}', 99, 10],
    ['{type: slider, min: 1, max: 10}', 'x', 1],
    ['{type: select, choices: [a, b]}', 'b', 'b'],
    ['{type: select, choices: [a, b]}', 'c', 'a'],
    ['{type: date, value: 2026-01-01}', '2026-06-31', '2026-01-01'],
    ['{type: text, value: a}', 'b', 'b'],
  ])('%s set to %j reads %j', async (options, set, value) => {
    const notebook = await opened(`\`\`\`param p ${options}\n\`\`\`\n`);
    notebook.runner.setValue(of(notebook, 'p').key, set);
    await notebook.runner.settled();
    expect(of(notebook, 'p').result).toEqual({ value });
  });
});

describe('a notebook from outside', () => {
  const text = `${chain}\`\`\`lens echo\n\`\`\`\n`;

  test('runs nothing when it is opened, and everything after Run', async () => {
    const notebook = await opened(text, { started: false });
    expect(enginesAsked).toBe(0);
    for (const part of notebook.document.parts) expect(notebook.runner.state(part.key).status).toBe('idle');
    notebook.start();
    await notebook.runner.settled();
    expect(rows(notebook, 'total')).toEqual([{ total: 6 }]);
    expect(of(notebook, 'echo').status).toBe('done');
  });

  test('a lazy one waits even when it is ours', async () => {
    const notebook = await opened(`---\nsettings: {run: lazy}\n---\n${text}`);
    expect(of(notebook, 'total').status).toBe('idle');
    notebook.runner.run();
    await notebook.runner.settled();
    expect(of(notebook, 'total').status).toBe('done');
  });
});

test('what needs an engine waits for it, what does not runs', async () => {
  let ready = false;
  const notebook = await opened(`${chain}\`\`\`lens echo\n\`\`\`\n`, { engineReady: () => ready });
  expect(enginesAsked).toBe(0);
  expect(of(notebook, 'echo').status).toBe('done');
  expect(of(notebook, 'total').status).toBe('waiting');
  ready = true;
  notebook.runner.check();
  await notebook.runner.settled();
  expect(of(notebook, 'total').status).toBe('done');
});

test('an edit runs again what it touches and nothing else', async () => {
  const notebook = await opened(
    '```sql a\nselect 1 as x\n```\n```sql b\nselect x + 1 as y from a\n```\n```sql other\nselect 5 as z\n```\n',
  );
  const before = of(notebook, 'other').version;
  notebook.setText('```sql a\nselect 10 as x\n```\n```sql b\nselect x + 1 as y from a\n```\n```sql other\nselect 5 as z\n```\n');
  await notebook.runner.settled();
  expect(rows(notebook, 'b')).toEqual([{ y: 11 }]);
  expect(of(notebook, 'other').version).toBe(before);
});
