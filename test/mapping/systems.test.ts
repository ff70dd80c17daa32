import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normaliseName } from '#mapping/names/normalise.ts';
import { rolesOf } from '#mapping/names/roles.ts';
import { systems, systemTitle } from '#mapping/systems/index.ts';
import { lookupOf } from '#mapping/systems/lookup.ts';
import { matchSystem } from '#mapping/systems/match.ts';

const match = (columns: readonly string[], name = 'export.csv') => matchSystem(columns, name);
const profile = (id: string) => systems.find((system) => system.id === id) ?? expect.fail(`no system ${id}`);

describe.each(systems.map((system) => [system.id, system] as const))('%s', (id, system) => {
  const columns = new Set(system.columns);

  test('names only headers and roles that exist', () => {
    expect(system.anchors.length).toBeGreaterThan(0);
    for (const name of [...system.anchors, ...(system.needed ?? []), ...Object.keys(system.roles), ...Object.values(system.aliases ?? {})])
      expect(columns, name).toContain(name);
    const known =
      system.table === 'none' && !system.partOf ? [] : rolesOf(system.table === 'none' ? 'orders' : system.table).map(({ role }) => role);
    for (const role of Object.values(system.roles)) expect(known).toContain(role);
    expect(new Set(Object.values(system.roles)).size).toBe(Object.keys(system.roles).length);
    expect(new Set(system.columns).size).toBe(system.columns.length);
    expect(system.missing !== undefined).toBe(system.table === 'none');
    expect(system.title.en && system.title.zh).toBeTruthy();
  });

  test('writes the values of its columns in lower case', () => {
    const values = [system.statuses, system.refundStatuses, system.kinds, system.directions].flatMap((map) => Object.keys(map ?? {}));
    expect(values).toEqual(values.map((value) => value.toLowerCase()));
  });

  test('is recognised by its own header, in any order', () => {
    expect(match([...system.columns].reverse())?.profile.id).toBe(id);
  });

  test('is recognised with every fifth column left out, whichever', () => {
    for (let start = 0; start < 5; start += 1) {
      const left = system.columns.filter((_, index) => system.columns.length < 8 || index % 5 !== start);
      const twins = systems.filter((other) => left.every((column) => lookupOf(other).names.has(normaliseName(column))));
      expect([id, ...twins.map((twin) => twin.id)], left.join()).toContain(match(left)?.profile.id);
    }
  });

  test('is sure of its own header exactly when the header was seen', () => {
    const found = match(system.columns);
    if (system.evidence === 'seen') expect(found?.confidence).toBe(1);
    else expect(found?.confidence).toBeLessThan(0.8);
  });
});

describe('all systems', () => {
  test('have ids of their own, and a file each', () => {
    const ids = systems.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const files = readdirSync('src/mapping/systems/known').filter((name) => name.endsWith('.ts'));
    expect(files.map((name) => name.replace('.ts', '')).sort()).toEqual([...ids].sort());
  });

  test('are called by their names', () => {
    expect(systemTitle('taobao-orders', 'zh-Hans')).toBe('淘宝／天猫订单（ExportOrderList）');
    expect(systemTitle('taobao-orders', 'en')).toBe('Taobao and Tmall orders (ExportOrderList)');
    expect(systemTitle('generic', 'en')).toBe('generic');
  });
});

describe('a header', () => {
  test.each([
    [
      'with trailing spaces',
      ['订单编号 ', '总金额  ', '买家实际支付金额', '收货地址 ', '订单创建时间', '订单付款时间 ', '退款金额'],
      'tmall-orders',
    ],
    [
      'in 繁體',
      ['主訂單編號', '子訂單編號', '商品數量', '商品ID', '商家編碼', '訂單應付金額', '商家備註', '售後狀態', '訂單狀態'],
      'douyin-orders',
    ],
    [
      'of visible columns only, with columns of the user',
      ['Deal - Title', 'Deal - Value', 'Deal - Won time', 'Deal - Region', 'Deal - Budget', 'Deal - Partner'],
      'pipedrive-deals',
    ],
    [
      'with metadata columns behind it',
      [...profile('stripe-payments').columns, ...Array.from({ length: 80 }, (_, index) => `tag${index} (metadata)`)],
      'stripe-payments',
    ],
    [
      'of a survey with its questions',
      [...profile('qualtrics').columns, 'Q1', 'Q1_NPS_GROUP', ...Array.from({ length: 60 }, (_, i) => `Q2_${i}`)],
      'qualtrics',
    ],
    [
      'with the names of another market',
      profile('ebay-orders').columns.map((name) => name.replace('Ship To Name', 'Post to name')),
      'ebay-orders',
    ],
    [
      'of a short German export',
      [
        'Verkaufsprotokollnummer',
        'Bestellnummer',
        'Gesamtbetrag',
        'Verkauft am',
        'Zahlungsdatum',
        'Nutzername des Käufers',
        'Name des Käufers',
      ],
      'ebay-orders-de',
    ],
    ['twice the same columns', [...profile('mailchimp-audience').columns, 'UNSUB_TIME (2)', 'UNSUB_REASON (2)'], 'mailchimp-audience'],
  ])('%s is recognised', (_, columns, id) => {
    expect(match(columns)?.profile.id).toBe(id);
    expect(match(columns)?.confidence).toBeGreaterThanOrEqual(0.8);
  });

  test.each([
    ['generic orders', ['order_id', 'customer_id', 'date', 'net_amount', 'qty', 'sku']],
    ['a generic Chinese table', ['订单编号', '买家会员名', '订单创建时间', '实付金额', '数量', '订单状态']],
    ['a table of shops', ['Name', 'Total', 'Currency', 'Phone']],
    ['two columns', ['cust', 'date']],
    ['nothing', []],
  ])('of %s is no system', (_, columns) => {
    expect(match(columns)).toBeNull();
  });
});

describe('the name of a file', () => {
  const columns = profile('mailchimp-audience').columns;
  test.each([
    ['unsubscribed_segment_export_1.csv', 'file_unsubscribed'],
    ['audience.zip/subscribed_members_export_2.csv', 'file_subscribed'],
    ['cleaned_members.csv', 'file_cleaned'],
    ['members.csv', null],
  ])('%s', (name, note) => {
    expect(match(columns, name)?.fileNote).toBe(note);
  });
});

test('columns that differ in a bracket only keep their own roles', () => {
  const { roleOf } = lookupOf(profile('magento-orders'));
  expect([roleOf('Grand Total (Base)'), roleOf('Grand Total (Purchased)')]).toEqual(['order_total', 'converted_amount']);
  expect([roleOf('Ship-to Name'), roleOf('My own column')]).toEqual([null, undefined]);
});

test('matching a header against every system takes little time', () => {
  const columns = profile('stripe-payments').columns;
  match(columns);
  const begin = process.cpuUsage();
  for (let round = 0; round < 20; round += 1) match(columns);
  expect(process.cpuUsage(begin).user / 20_000).toBeLessThan(50);
});
