import { describe, expect, test } from 'vitest';
import { read } from './support.ts';

const reasons = (lines: readonly { line: number; reason: string }[]) => lines.map(({ line, reason }) => [line, reason]);

describe('header rows', () => {
  test('the question texts and import ids of Qualtrics describe the columns and are no records', async () => {
    const { shape, rows, notRecords } = await read(
      'ResponseId,Q1\nResponse ID,"How likely\nis it?"\n"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"\nR_1,9\nR_2,7\n',
    );
    expect(shape.descriptions).toEqual([
      ['Response ID', 'How likely\nis it?'],
      ['{"ImportId":"_recordId"}', '{"ImportId":"QID1"}'],
    ]);
    expect(reasons(notRecords)).toEqual([
      [2, 'description'],
      [4, 'description'],
    ]);
    expect(rows).toEqual([
      ['R_1', '9'],
      ['R_2', '7'],
    ]);
  });

  test('a blank name under a question of SurveyMonkey belongs to the question on its left', async () => {
    const { shape } = await read('Respondent ID,What do you buy?,,Why?\n,Tea,Pots,Open-Ended Response\n1,Tea,,taste\n2,,Pots,looks\n');
    expect(shape.columns).toEqual(['Respondent ID', 'What do you buy?/Tea', 'What do you buy?/Pots', 'Why?']);
    expect(shape.descriptions).toEqual([['', 'Tea', 'Pots', 'Open-Ended Response']]);
  });

  test('groups above names are joined with them, three levels deep', async () => {
    const { shape, notRecords } = await read(
      '科目,日期,借方,,贷方\n,,发生,,发生\n,,金额,数量,金额\n1122,2024-01-05,10,1,0\n1123,2024-01-06,0,0,5\n',
    );
    expect(shape.columns).toEqual(['科目', '日期', '借方/发生/金额', '借方/发生/数量', '贷方/发生/金额']);
    expect(reasons(notRecords)).toEqual([
      [2, 'header'],
      [3, 'header'],
    ]);
  });

  test('months as names are a header', async () => {
    const { shape } = await read('客户,2024-01,2024-02,2024-03\n甲,10.5,20,30\n乙,5,6,7\n');
    expect(shape.headerLine).toBe(1);
  });

  test('values that stand again in their columns are no header', async () => {
    const { shape, rows } = await read('Ann,Tea,Berlin\nBob,Tea,Paris\nCid,Pot,Berlin\nDora,Tea,Berlin\nEve,Tea,Paris\n');
    expect(shape.headerLine).toBe(0);
    expect(rows).toHaveLength(5);
  });
});

describe('lines of reports', () => {
  test('sections, totals and the footer of a report with an empty first name are no records; totals keep their cells', async () => {
    const { rows, notRecords } = await read(
      ',Date,Name,Amount\nTea,,,\n,01/15/2024,Acme,10.00\n,01/16/2024,Beta,20.00\nTotal for Tea,,,$30.00\nTOTAL,,,$30.00\n\n"Accrual basis Thursday, February 1, 2024",,,\n',
    );
    expect(rows).toHaveLength(2);
    expect(reasons(notRecords)).toEqual([
      [2, 'section'],
      [5, 'total'],
      [6, 'total'],
      [7, 'blank'],
      [8, 'footer'],
    ]);
    expect(notRecords[1]).toMatchObject({ cells: ['Total for Tea', '', '', '$30.00'] });
  });

  test('a report title above its copyright is part of the footer; one cell in front of records is a broken record', async () => {
    const { rejected, notRecords } = await read('id,amount\n1,2\n\nlost\n2,3\n\nMy report\nCopyright (c) 2024\nExample Ltd\n');
    expect(rejected.map(({ line }) => line)).toEqual([4]);
    expect(reasons(notRecords).map(([line]) => line)).toEqual(expect.arrayContaining([3, 6, 7, 8, 9]));
  });

  test.each(['Total Wine,A1,,5', 'Total,A1,2024-01-05,5', '合计茶,A1,,5', 'Total,A1,2024-01-05,'])('%s is a record', async (line) => {
    const { rows } = await read(`customer,order,date,amount\nAnn,A0,2024-01-04,3\n${line}\n`);
    expect(rows).toHaveLength(2);
  });

  test.each([
    'Total,,,5',
    'Grand Total:,,,"1,250.00"',
    '小計：,,,5',
    '总 计,,,5',
    'Summe,,,"5,00 €"',
    'Sous-total,,,5',
    'Total général,,,5',
    ',,Total,5',
  ])('%s is a total', async (line) => {
    const { notRecords } = await read(`customer,order,date,amount\nAnn,A0,2024-01-04,3\nBob,A1,2024-01-05,2\n${line}\n`);
    expect(reasons(notRecords)).toEqual([[4, 'total']]);
  });
});

test('a quote that opens many lines and closes far below does not take them along', async () => {
  const lines = Array.from({ length: 30 }, (_, index) => `A${index},${index === 3 ? '"Best' : index === 20 ? 'Tea "x"' : '"ok"'},5`);
  const { rows, rejected } = await read(`id,name,amount\n${lines.join('\n')}\nB1,"one, two",5\n`);
  expect(rows.length + rejected.length).toBe(31);
  expect(rows.length).toBeGreaterThanOrEqual(30);
});
