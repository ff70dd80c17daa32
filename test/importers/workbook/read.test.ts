import { type BookType, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bookOf, readSheet, saved, sheetsIn } from './support.ts';

const orders = [
  ['Order', 'Customer', 'Amount'],
  ['A1', '0012', 12.5],
  ['A2', '0013', 7],
];

describe.each<BookType>(['xlsx', 'xlsm', 'xlsb', 'xls', 'biff8', 'ods', 'xlml', 'html'])('a workbook saved as %s', (type) => {
  test('reads as its cells', async () => {
    const sheet = utils.aoa_to_sheet(orders);
    const { rows, shape, lines, summary } = await readSheet(saved(bookOf({ Orders: sheet }), type));
    expect(shape.columns).toEqual(['Order', 'Customer', 'Amount']);
    expect(shape.headerLine).toBe(1);
    expect(rows).toEqual([
      ['A1', '0012', '12.5'],
      ['A2', '0013', '7'],
    ]);
    expect(lines).toEqual([2, 3]);
    expect(summary).toEqual({ records: 2, rows: 2, notRecords: 0, rejected: 0 });
  });
});

describe('dates', () => {
  const dated = (serial: number, z: string) => ({ t: 'n', v: serial, z });
  const read = async (cells: unknown[][], date1904 = false, type: BookType = 'xlsx') => {
    const book = bookOf({ S: [['When', 'What'], ...cells.map((row) => [...row, 'x'])] }, (made) => {
      made.Workbook = { ...made.Workbook, WBProps: { date1904 } };
    });
    return (await readSheet(saved(book, type))).rows.map(([when]) => when);
  };

  test.each<BookType>(['xlsx', 'xlsb', 'xls'])('numbers with a date format are written as ISO dates (%s)', async (type) => {
    const cells = [
      [dated(45296, 'yyyy-mm-dd')],
      [dated(45296.5625, 'm/d/yy h:mm')],
      [dated(45296.5625, 'd/m/yyyy')],
      [dated(0.5625, 'h:mm')],
    ];
    expect(await read(cells, false, type)).toEqual(['2024-01-05', '2024-01-05T13:30:00', '2024-01-05T13:30:00', '13:30:00']);
  });

  test.each<BookType>(['xlsx', 'xlsb', 'xls'])('of the system of 1904 are counted from there (%s)', async (type) => {
    expect(await read([[dated(43834, 'yyyy-mm-dd')], [dated(0, 'yyyy-mm-dd')]], true, type)).toEqual(['2024-01-05', '1904-01-01']);
  });

  test('before March 1900 follow the leap year that was none', async () => {
    expect(await read([[dated(1, 'yyyy-mm-dd')], [dated(59, 'yyyy-mm-dd')], [dated(60, 'yyyy-mm-dd')], [dated(61, 'yyyy-mm-dd')]])).toEqual(
      ['1900-01-01', '1900-02-28', '1900-02-29', '1900-03-01'],
    );
  });

  test('elapsed hours, seconds with fractions and midnights keep what the format shows', async () => {
    expect(await read([[dated(1.5625, '[h]:mm:ss')], [dated(0.5000001157407, 'mm:ss.0')], [dated(45296, 'yyyy-mm-dd hh:mm')]])).toEqual([
      '37:30:00',
      '12:00:00.010',
      '2024-01-05T00:00:00',
    ]);
  });

  test('formats with text, colours and locales are told from formats of money', async () => {
    const formats = [
      'yyyy"年"m"月"d"日"',
      '[$-804]yyyy/m/d;@',
      '[Red]yyyy-mm-dd',
      '"Mon "#,##0.00',
      '[$¥-804]#,##0',
      '0.00E+00',
      '#,##0_);[Red](#,##0)',
    ];
    expect(await read(formats.map((format) => [dated(45296, format)]))).toEqual([
      ...Array.from({ length: 3 }, () => '2024-01-05'),
      ...Array.from({ length: 4 }, () => '45296'),
    ]);
  });
});

describe('values', () => {
  const read = async (values: unknown[]) => {
    const { rows, shape } = await readSheet(saved(bookOf({ S: [['Value', 'Text'], ...values.map((value) => [value, 'x'])] })));
    return { texts: rows.map(([value]) => value), notes: shape.notes };
  };

  test('numbers have the digits that Excel shows and no exponent', async () => {
    const { texts } = await read([0.1 + 0.2, 1 / 3, 1e-7, -2.5e-10, 123456789012, 1e21, -0.5, 9007199254740991]);
    expect(texts).toEqual([
      '0.3',
      '0.333333333333333',
      '0.0000001',
      '-0.00000000025',
      '123456789012',
      '1000000000000000000000',
      '-0.5',
      '9007199254740991',
    ]);
  });

  test('long whole numbers stay digits and are told of', async () => {
    const { texts, notes } = await read([6.22e15, 123, 1.5e16]);
    expect(texts).toEqual(['6220000000000000', '123', '15000000000000000']);
    expect(notes).toEqual([{ code: 'long_numbers', parameters: { count: 2, columns: 'Value' } }]);
  });

  test('truth values and errors are text', async () => {
    const { texts, notes } = await read([true, false, { t: 'e', v: 0x2a }, { t: 'e', v: 0x0f }]);
    expect(texts).toEqual(['TRUE', 'FALSE', '#N/A', '#VALUE!']);
    expect(notes).toEqual([{ code: 'error_cells', parameters: { count: 2 } }]);
  });

  test('shares shown as percent stay shares, and are told of', async () => {
    const { texts, notes } = await read([{ t: 'n', v: 0.123, z: '0.0%' }]);
    expect(texts).toEqual(['0.123']);
    expect(notes).toEqual([{ code: 'percent_numbers', parameters: { columns: 'Value' } }]);
  });

  test('the last result of a formula counts', async () => {
    expect((await read([{ t: 'n', v: 42, f: 'A1*2' }])).texts).toEqual(['42']);
  });

  const text = fc
    .string({ unit: 'grapheme-composite', maxLength: 30 })
    .filter((value) => !/[\0-\x08\x0b-\x1f\ufffe\uffff]|_x|\r/.test(value));
  const plain = [text, fc.integer(), fc.integer().map((value) => value / 10_000), fc.boolean()];
  const fine = fc.maxSafeInteger().map((value) => Number((value / 2 ** 20).toPrecision(15)));

  // the library writes some fractions near powers of two wrongly into binary workbooks, so those get simpler numbers
  test.each<[BookType, typeof plain]>([
    ['xlsx', [...plain, fine]],
    ['xlsb', plain],
    ['biff8', plain],
  ])('a table comes back from %s as it was written', async (type, kinds) => {
    const cell = fc.oneof(...(kinds as fc.Arbitrary<string | number | boolean>[]));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 }), async (cells) => {
        const sheet = [['Key', 'A', 'B', 'C'], ...cells.map((row, index) => [`k${index}`, ...row])];
        const { rows } = await readSheet(saved(bookOf({ S: sheet }), type), { headerLine: 1 });
        expect(rows.map((row) => [...row, '', '', ''].slice(0, 4))).toEqual(cells.map((row, index) => [`k${index}`, ...row.map(textOf)]));
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});

const textOf = (value: string | number | boolean): string =>
  typeof value === 'boolean'
    ? String(value).toUpperCase()
    : typeof value === 'number'
      ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20, maximumSignificantDigits: 15 }).replace(/^-0$/, '0')
      : value;

describe('headers', () => {
  const merged = (cells: unknown[][], ...ranges: string[]) => {
    const sheet = utils.aoa_to_sheet(cells);
    sheet['!merges'] = ranges.map((range) => utils.decode_range(range));
    return saved(bookOf({ S: sheet }));
  };

  test('a merged title stands in front of the header', async () => {
    const { shape, notRecords, rows } = await readSheet(merged([['Sales 2024'], [], ...orders], 'A1:C1'));
    expect(shape).toMatchObject({ headerLine: 3, columns: ['Order', 'Customer', 'Amount'], preamble: ['Sales 2024'] });
    expect(notRecords).toEqual([{ line: 1, raw: 'Sales 2024', reason: 'preamble' }]);
    expect(rows).toHaveLength(2);
  });

  test('merged groups over names are joined with them', async () => {
    const file = merged(
      [
        ['Date', '订单', null, 'Amount', null],
        [null, '编号', '客户', 'net', 'tax'],
        ['2024-01-05', 'A1', 'c1', 10, 1],
      ],
      'A1:A2',
      'B1:C1',
      'D1:E1',
    );
    const { shape, rows } = await readSheet(file);
    expect(shape).toMatchObject({ headerLine: 1, columns: ['Date', '订单/编号', '订单/客户', 'Amount/net', 'Amount/tax'] });
    expect(rows).toEqual([['2024-01-05', 'A1', 'c1', '10', '1']]);
  });

  test('groups over some names only belong to the header too', async () => {
    const file = merged(
      [
        [null, 'Buyer', null, 'Money', null, null],
        ['Order', 'Name', 'City', 'Net', 'Tax', 'Note'],
        ['A1', 'c1', 'Bonn', 10, 1, 'ok'],
        ['A2', 'c2', 'Ulm', 11, 1, 'ok'],
      ],
      'B1:C1',
      'D1:E1',
    );
    expect((await readSheet(file)).shape.columns).toEqual(['Order', 'Buyer/Name', 'Buyer/City', 'Money/Net', 'Money/Tax', 'Note']);
  });

  test('a person may say where the header is, or that there is none', async () => {
    const file = saved(
      bookOf({
        S: [
          ['x', 'y'],
          ['Order', 'Amount'],
          ['A1', 3],
        ],
      }),
    );
    expect((await readSheet(file, { headerLine: 2 })).shape).toMatchObject({ headerLine: 2, columns: ['Order', 'Amount'] });
    const without = await readSheet(file, { headerLine: 0 });
    expect(without.shape).toMatchObject({ headerLine: 0, columns: ['column_1', 'column_2'] });
    expect(without.rows).toHaveLength(3);
  });

  test('empty columns are left out, and values beside the header get a name', async () => {
    const { shape, rows } = await readSheet(
      saved(bookOf({ S: [[null, 'Order', 'Amount', 'Day'], [null, 'A1', 3, 'Mon'], [null, 'A2', 4, 'Tue', 'by phone'], [], []] })),
    );
    expect(shape.columns).toEqual(['Order', 'Amount', 'Day', 'column_4']);
    expect(rows[1]).toEqual(['A2', '4', 'Tue', 'by phone']);
  });

  test('merged keys of the body are filled in, merged amounts are not', async () => {
    const file = merged(
      [
        ['Order', 'Customer', 'Product', 'Price', 'Shipping'],
        ['A1', 'c1', 'tea', 4, 5],
        [null, null, 'cup', 6, null],
        ['A2', 'c2', 'tea', 4, 5],
      ],
      'A2:A3',
      'B2:B3',
      'E2:E3',
    );
    const { rows, shape } = await readSheet(file);
    expect(rows[1]).toEqual(['A1', 'c1', 'cup', '6', '']);
    expect(shape.notes).toEqual([{ code: 'merged_filled', parameters: { count: 2 } }]);
  });

  test('totals are no records', async () => {
    const { notRecords, summary } = await readSheet(saved(bookOf({ S: [...orders, ['合计', null, 19.5]] })));
    expect(notRecords).toEqual([{ line: 4, raw: '合计\t\t19.5', reason: 'total', cells: ['合计', '', '19.5'] }]);
    expect(summary).toEqual({ records: 3, rows: 2, notRecords: 1, rejected: 0 });
  });
});

describe('sheets', () => {
  test.each<BookType>(['xlsx', 'xlsb', 'xls'])('hidden, empty and explaining ones are skipped (%s)', async (type) => {
    const readme = [['This report lists all orders of the shop.'], ['Ask the office for help.']];
    const file = saved(
      bookOf({ Readme: readme, Orders: orders, Lookup: orders, Deep: orders, Empty: [] }, (book) => {
        const states = book.Workbook?.Sheets ?? [];
        if (states[2]) states[2].Hidden = 1;
        if (states[3]) states[3].Hidden = 2;
      }),
      type,
    );
    expect(await sheetsIn(file)).toEqual([
      ['Readme', 'notes'],
      ['Orders', null],
      ['Lookup', 'hidden'],
      ['Deep', 'hidden'],
      ['Empty', 'empty'],
    ]);
    expect((await readSheet(file, { sheet: 'Lookup' })).rows).toHaveLength(2);
  });

  test('a lone sheet is never taken for notes', async () => {
    expect(await sheetsIn(saved(bookOf({ S: [['mail'], ['a@b.example']] })))).toEqual([['S', null]]);
  });

  test('a sheet that is not there, an empty one and a header alone are named', async () => {
    const file = saved(bookOf({ Orders: orders, Empty: [], Header: [['Order', 'Amount']] }));
    await expect(readSheet(file, { sheet: 'Nowhere' })).rejects.toMatchObject({ code: 'import/no-such-sheet' });
    await expect(readSheet(file, { sheet: 'Empty' })).rejects.toMatchObject({ code: 'import/empty' });
    await expect(readSheet(file, { sheet: 'Header' })).rejects.toMatchObject({ code: 'import/header-only' });
  });
});
