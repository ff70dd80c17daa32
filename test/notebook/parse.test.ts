import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '#notebook/parse.ts';

function cellsOf(text: string) {
  return parse(text).parts.map(({ spec, problem }) => ({ ...spec, ...(problem ? { problem: problem.code } : {}) }));
}

function onlyCell(text: string) {
  const cells = cellsOf(text);
  expect(cells).toHaveLength(1);
  return cells[0];
}

describe('the grammar of a fence', () => {
  test('sql: a name, and the query as the body', () => {
    expect(onlyCell('```sql orders_by_month\nselect 1\n```\n')).toEqual({ kind: 'sql', name: 'orders_by_month', body: 'select 1\n' });
  });

  test('param: options as a flow map on the info line', () => {
    expect(onlyCell('```param horizon {type: slider, min: 1, max: 10, value: 5, unit: years}\n```')).toEqual({
      kind: 'param',
      name: 'horizon',
      options: { type: 'slider', min: 1, max: 10, value: 5, unit: 'years' },
    });
  });

  test('chart: no name, options only', () => {
    expect(onlyCell('```chart {data: orders_by_month, mark: line}\n```')).toEqual({
      kind: 'chart',
      options: { data: 'orders_by_month', mark: 'line' },
    });
  });

  test('lens and model: an id first, then a name; options may stand in the body', () => {
    expect(onlyCell('```lens stage-curve {by: segment}\n```')).toEqual({ kind: 'lens', id: 'stage-curve', options: { by: 'segment' } });
    expect(onlyCell('```model bg-nbd clv\nhorizon: $horizon\n```')).toEqual({
      kind: 'model',
      id: 'bg-nbd',
      name: 'clv',
      options: { horizon: '$horizon' },
    });
  });

  test('options of the info line and of the body are taken together, but none may be said twice', () => {
    expect(onlyCell('```table {data: a}\nrows: 5\n```')).toEqual({ kind: 'table', options: { data: 'a', rows: 5 } });
    expect(onlyCell('```table {data: a}\ndata: b\n```')).toMatchObject({ problem: 'notebook/option-twice' });
  });

  test('names may be written in any script', () => {
    expect(onlyCell('```sql 每月订单\nselect 1\n```')).toMatchObject({ name: '每月订单' });
  });

  test.each([
    ['a fence of another kind', '```text\nselect 1\n```\n'],
    ['a kind that is only the beginning of a word', '```sqlite\nselect 1\n```\n'],
    ['an indented fence, which belongs to a list', '- a\n\n  ```sql\n  select 1\n  ```\n'],
    ['a fence inside a fence of another kind', '````markdown\n```sql a\nselect 1\n```\n````\n'],
    ['a backtick in the info string', '```sql `a`\nselect 1\n'],
  ])('%s is prose', (_, text) => {
    expect(onlyCell(text)).toEqual({ kind: 'prose', body: text });
  });

  test('a cell ends at a fence that is at least as long, of the same character', () => {
    expect(cellsOf('````sql\n```\n~~~~\n`````\nafter\n')).toEqual([
      { kind: 'sql', body: '```\n~~~~\n' },
      { kind: 'prose', body: 'after\n' },
    ]);
  });

  test('a fence that is never closed runs to the end', () => {
    expect(onlyCell('```sql\nselect 1\n\n# not a heading')).toEqual({ kind: 'sql', body: 'select 1\n\n# not a heading' });
  });

  test.each([
    ['a lens without an id', '```lens\n```', 'notebook/no-id'],
    ['an id with capitals', '```lens Stage\n```', 'notebook/no-id'],
    ['a name that starts with a digit', '```sql 1a\n```', 'notebook/name'],
    ['a word too many', '```sql a b\n```', 'notebook/info-line'],
    ['options that are no YAML', '```param a {min: \n```', 'notebook/options'],
    ['options that are a list', '```table\n- a\n```', 'notebook/options'],
    ['a reference', '```table\na: &x 1\nb: *x\n```', 'notebook/options'],
    ['a tag', '```table\na: !!js/function x\n```', 'notebook/options'],
    ['a number that is not finite', '```param a {min: .nan}\n```', 'notebook/options'],
    ['too deep a list', `\`\`\`param a {min: ${'['.repeat(40)}${']'.repeat(40)}}\n\`\`\``, 'notebook/too-deep'],
    ['too deep a list without brackets', `\`\`\`table\na:\n${'- '.repeat(60)}1\n\`\`\``, 'notebook/too-deep'],
    ['a query that is too long', `\`\`\`sql\n${'x'.repeat(100_001)}\n\`\`\``, 'notebook/sql-too-long'],
    ['options that are too long', `\`\`\`table\na: ${'x'.repeat(64_001)}\n\`\`\``, 'notebook/options-too-long'],
  ])('%s is a cell with a problem', (_, text, code) => {
    expect(onlyCell(text)).toMatchObject({ problem: code });
  });
});

describe('keys that reach into the language', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused at every depth', (key) => {
    for (const options of [`${key}: {polluted: true}`, `a: {${key}: {polluted: true}}`, `a: [{b: {"${key}": 1}}]`]) {
      expect(onlyCell(`\`\`\`table\n${options}\n\`\`\``)).toMatchObject({ problem: 'notebook/refused-key' });
      expect(parse(`---\nsettings:\n  ${key}: {polluted: true}\n---\n`).problem?.code).toBe('notebook/front-matter');
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('no options of any shape change what a plain object is', () => {
    const key = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString'), fc.string({ maxLength: 5 }));
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc.string({ maxLength: 4 }),
        fc.array(tie('any')),
        fc.dictionary(key, tie('any')),
      ),
    })).any;
    const before = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(value, (options) => {
        parse(`\`\`\`table\n${JSON.stringify(options)}\n\`\`\`\n`);
        expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
      }),
      { numRuns: 1_000, seed: 22 },
    );
  });
});

describe('front matter', () => {
  test('holds title, language, data fingerprint and settings', () => {
    const { frontMatter, problem } = parse(
      '---\nformat: 1\ntitle: Overview\nlanguage: zh-Hans\ndata: sha256-abc\nsettings:\n  currency: CNY\n  period: month\n  asOf: 2026-06-30\n  discountRate: 0.1\n  costs: {margin: 0.3}\n  run: lazy\n---\n# A\n',
    );
    expect(problem).toBeNull();
    expect(frontMatter).toEqual({
      format: 1,
      title: 'Overview',
      language: 'zh-Hans',
      data: 'sha256-abc',
      settings: { currency: 'CNY', period: 'month', asOf: '2026-06-30', discountRate: 0.1, costs: { margin: 0.3 }, run: 'lazy' },
    });
  });

  test.each([
    ['a day that is not', 'asOf: 2026-02-30', 'asOf'],
    ['an unknown period', 'period: week', 'period'],
    ['a rate above one', 'discountRate: 10', 'discountRate'],
    ['a currency that is no code', 'currency: yuan', 'currency'],
  ])('%s is named and not used', (_, line, name) => {
    const { frontMatter, problem } = parse(`---\ntitle: T\nsettings:\n  ${line}\n---\n`);
    expect(problem).toMatchObject({ code: 'notebook/setting', parameters: { name } });
    expect(frontMatter).toMatchObject({ title: 'T', settings: {} });
  });

  test('that is no YAML is said, and the notebook opens all the same', () => {
    const document = parse('---\ntitle: [\n---\n# A\n');
    expect(document.problem?.code).toBe('notebook/front-matter');
    expect(document.parts[0]?.source).toBe('# A\n');
  });

  test('of a newer version is refused', () => {
    expect(() => parse('---\nformat: 2\n---\n')).toThrow(expect.objectContaining({ code: 'notebook/unknown-version' }));
  });
});

describe('limits', () => {
  test('a text of more than 512,000 characters is refused', () => {
    expect(() => parse('x'.repeat(512_001))).toThrow(expect.objectContaining({ code: 'notebook/too-long' }));
    expect(parse('x'.repeat(512_000)).parts).toHaveLength(1);
  });

  test('more than 500 cells are refused', () => {
    expect(parse('```sql\n```\n'.repeat(500)).parts).toHaveLength(500);
    expect(() => parse('```sql\n```\n'.repeat(501))).toThrow(expect.objectContaining({ code: 'notebook/too-many-cells' }));
  });
});
