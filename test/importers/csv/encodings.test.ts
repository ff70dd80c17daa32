import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { read } from './support.ts';

const texts: [string, string, string][] = [
  ['gb18030', 'gb18030', '订单编号,客户名称,下单日期,金额\nA1,王小明,2024-01-05,10.50\nA2,李丽,2024-01-06,7\n'],
  ['big5', 'big5', '訂單編號,客戶名稱,日期,金額\nA1,陳怡君,2024-01-05,10.50\nA2,林志豪,2024-01-06,7\n'],
  ['shift_jis', 'shift_jis', '注文番号,顧客名,日付,金額\nA1,佐藤健,2024-01-05,1050\nA2,たなか ゆい,2024-01-06,700\n'],
  [
    'euc-jp',
    'euc-jp',
    '注文番号,顧客名,日付,金額,メモ\nA1,佐藤健,2024-01-05,1050,プレゼントです\nA2,たなか ゆい,2024-01-06,700,ありがとう\n',
  ],
  ['euc-kr', 'euc-kr', '주문번호,고객명,날짜,금액\nA1,김민준,2024-01-05,1050\nA2,이서연,2024-01-06,700\n'],
  ['windows-1252', 'windows-1252', 'Bestellung;Kunde;Straße;Betrag\nA1;Müller;Größestraße 5;10,50 €\nA2;José Núñez;Rue de l’Été;7,00 €\n'],
  ['windows-1250', 'windows-1250', 'zamówienie;klient;kwota\nA1;Michał Żółtowski;10,50\nA2;Paweł Święty;7,00\n'],
  ['windows-1251', 'windows-1251', 'заказ;клиент;сумма\nA1;Иван Петров;10,50\nA2;Ольга Смирнова;7,00\n'],
  ['windows-1253', 'windows-1253', 'παραγγελία;πελάτης;ποσό\nA1;Γιώργος Παπαδόπουλος;10,50\nA2;Μαρία Νικολάου;7,00\n'],
  ['windows-1254', 'windows-1254', 'sipariş;müşteri;tutar\nA1;Ayşe Yıldız;10,50\nA2;Çağrı Güneş;7,00\n'],
];

describe('an encoding is known by what its text looks like', () => {
  test.each(texts)('%s', async (label, codec, text) => {
    const reading = await read(new Uint8Array(iconv.encode(text, codec)));
    expect(reading.shape.encoding).toBe(label);
    const [header = '', ...lines] = text.trimEnd().split('\n');
    const delimiter = reading.shape.delimiter;
    expect(reading.shape.columns).toEqual(header.split(delimiter));
    expect(reading.rows).toEqual(lines.map((line) => line.split(delimiter)));
    expect(reading.shape.encodings[0]).toMatchObject({ label, header });
  });
});

test('a byte that is not UTF-8 decides about the encoding wherever it stands', async () => {
  const many = Array.from({ length: 200_000 }, (_, index) => `A${index},plain`).join('\n');
  const reading = await read(new Uint8Array(iconv.encode(`id,name\n${many}\nB1,très\nB2,Zoë\n`, 'windows-1252')));
  expect(reading.shape.encoding).toBe('windows-1252');
  expect(reading.rows.slice(-2)).toEqual([
    ['B1', 'très'],
    ['B2', 'Zoë'],
  ]);
  expect(reading.shape.encodings[0]?.differing[0]).toEqual({ line: 200_002, text: 'B1,très' });
});

test('readings that may both be meant are shown with the lines that differ, and either can be asked for', async () => {
  const bytes = new Uint8Array(iconv.encode('id,name\nA1,très\nA2,Zoë\nA3,plain\n', 'windows-1252'));
  const { shape } = await read(bytes);
  expect(shape.encodings.map(({ label }) => label)).toContain('windows-1250');
  expect(shape.encodings[0]?.differing).toEqual([{ line: 2, text: 'A1,très' }]);
  expect((await read(bytes, { encoding: 'windows-1250' })).rows[0]).toEqual(['A1', 'trčs']);
});

test('UTF-8 with a few bytes that are none is UTF-8: only the lines that hold them are rejected', async () => {
  const good = Array.from({ length: 40 }, (_, index) => `${index},客户${index}茶`).join('\n');
  const bytes = Buffer.concat([Buffer.from(`id,name\n${good}\n41,bad `), Buffer.from([0xff, 0xc3]), Buffer.from('\n42,好\n')]);
  const reading = await read(new Uint8Array(bytes));
  expect(reading.shape.encoding).toBe('utf-8');
  expect(reading.rejected).toMatchObject([{ line: 42, rule: 'encoding' }]);
  expect(reading.rows).toHaveLength(41);
  expect(reading.shape.notes).toContainEqual({ code: 'bytes_damaged', parameters: { lines: 1 } });
});

test('text that was damaged before it was exported is told, not repaired', async () => {
  const reading = await read(new Uint8Array(iconv.encode('id,name\n1,MÃ¼ller\n2,Zoë\n3,donâ€™t\n', 'windows-1252')));
  expect(reading.shape.notes).toContainEqual({ code: 'text_damaged', parameters: { lines: 2, line: 2 } });
  expect(reading.rows[0]).toEqual(['1', 'MÃ¼ller']);
});

test('UTF-16 without a mark is known though the text is Chinese', async () => {
  const text = `${'订单编号\t客户名称\t备注说明\n'}${'一号订单\t王小明先生\t请尽快发货谢谢老板\n'.repeat(40)}`;
  const reading = await read(new Uint8Array(Buffer.from(text, 'utf16le')));
  expect(reading.shape).toMatchObject({ encoding: 'utf-16le', delimiter: '\t' });
  expect(reading.rows).toHaveLength(40);
});
