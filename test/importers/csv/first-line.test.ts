import { describe, expect, test } from 'vitest';
import { read } from './support.ts';

describe('which line is the header', () => {
  test('a number above texts is no name: the first line stays the header', async () => {
    const rows = ['12.30', '茶叶', 'a', 'b c', 'x-1', 'Müller', 'f', 'g_2', 'h', 'true', 'k'].map(
      (value, index) => `row${index + 1},${value}`,
    );
    const { shape, summary } = await read(`key,alpha\n${rows.join('\n')}\n`);
    expect(shape).toMatchObject({ headerLine: 1, columns: ['key', 'alpha'] });
    expect(summary.rows).toBe(11);
  });

  test.each([
    ['words over words', 'alpha,beta\nx one,y one\nx two,y two\nx three,y three\n'],
    ['a value that is a word of headers', 'alpha,beta\nx one,y one\nstatus unknown,email me\nx three,y three\n'],
    ['texts that turn to numbers further down', 'alpha,beta\nx,y\nz,w\nv,1\nu,2\nt,3\ns,4\n'],
    ['numbers first and texts below', 'alpha,beta\n1,y\n2,w\n3,v\n'],
  ])('the first line wins: %s', async (_, text) => {
    const { shape, notRecords } = await read(text);
    expect(shape).toMatchObject({ headerLine: 1, columns: ['alpha', 'beta'] });
    expect(notRecords).toEqual([]);
  });

  test.each([['words of headers behind lines without', 'Report,Sales\nPeriod,May\ndate,amount\nA,B\nC,D\n', 3, ['date', 'amount']]])(
    'lines above that are as wide: %s',
    async (_, text, line, columns) => {
      const { shape } = await read(text);
      expect(shape).toMatchObject({ headerLine: line, columns });
    },
  );

  test('a table as R writes it has no name for its row names', async () => {
    const { shape, rows, rejected } = await read('"city" "visits"\n"1" "Berlin" 12\n"2" "Paris" 7\n"3" "Rome" 9\n', { delimiter: ' ' });
    expect(shape.columns).toEqual(['column_1', 'city', 'visits']);
    expect(rows[1]).toEqual(['2', 'Paris', '7']);
    expect(rejected).toEqual([]);
    const named = await read('city,visits\nann,Berlin,12\nbob,Paris,7\ncid,Rome,9\n');
    expect(named.shape.columns).toEqual(['column_1', 'city', 'visits']);
  });
});
