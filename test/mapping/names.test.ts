import { describe, expect, test } from 'vitest';
import { profileOf } from '#mapping/columns/profile.ts';
import { assignRoles } from '#mapping/names/assign.ts';
import { chooseTable } from '#mapping/names/choose-table.ts';
import { nameFit, normaliseName } from '#mapping/names/normalise.ts';
import { matchSystem } from '#mapping/systems/match.ts';

/** Profiles of a file given as its header and rows. */
function profiles(header: string, ...rows: string[]): ReturnType<typeof profileOf>[] {
  const cells = rows.map((row) => row.split(','));
  return header.split(',').map((source, index) =>
    profileOf(
      source,
      cells.map((row) => row[index] ?? ''),
    ),
  );
}

const roles = (...file: ReturnType<typeof profiles>) =>
  Object.fromEntries(assignRoles('orders', file).map(({ source, role }) => [source, role]));

describe('names', () => {
  test.each([
    ['Order ID', 'order id'],
    ['orderId', 'order id'],
    ['Created date (UTC)', 'created date'],
    ['金额（元）', '金额'],
    ['  Ｓａｌｅｓ ', 'sales'],
    ['amazon-order-id', 'amazon order id'],
    ['訂單編號', '订单编号'],
    ['買家會員名', '买家会员名'],
    ['應收帳款餘額', '应收账款余额'],
  ])('%j is compared as %j', (written, compared) => {
    expect(normaliseName(written)).toBe(compared);
  });

  test('fits whole words only', () => {
    expect(nameFit('sub category', 'category')).toBe(1);
    expect(nameFit('subcategory', 'gory')).toBe(0);
    expect(nameFit('买家会员名', '会员名')).toBe(1);
  });
});

describe('roles by name', () => {
  test('Superstore maps as its example says', () => {
    const header =
      'Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,City,State,Postal Code,Region,Product ID,Category,Sub-Category,Product Name,Sales,Quantity,Discount,Profit';
    const row =
      '1,CA-1,11/8/2017,11/11/2017,Second Class,CG-1,Claire,Consumer,United States,Henderson,Kentucky,42420,South,FUR-1,Furniture,Bookcases,Bush,261.96,2,0.2,41.9136';
    expect(roles(...profiles(header, row, row))).toMatchObject({
      'Order ID': 'order_id',
      'Customer ID': 'customer_id',
      'Order Date': 'date',
      'Ship Date': 'ignored',
      Sales: 'net_amount',
      Quantity: 'qty',
      Discount: 'discount_rate',
      Profit: 'profit',
      'Product ID': 'sku',
      Category: 'category',
      'Sub-Category': 'products.subcategory',
      Segment: 'customers.segment',
      State: 'ignored',
    });
  });

  test('a Chinese shop export is understood', () => {
    expect(
      roles(...profiles('订单编号,买家会员名,订单创建时间,实付金额,数量,订单状态', '123,小王,2024-01-05 10:00:00,35.50,2,交易成功')),
    ).toEqual({
      订单编号: 'order_id',
      买家会员名: 'customer_id',
      订单创建时间: 'date',
      实付金额: 'net_amount',
      数量: 'qty',
      订单状态: 'status_text',
    });
  });

  test('values that contradict a name win', () => {
    expect(roles(...profiles('order id,date,sales', '1,2024-01-05,Anna', '2,2024-01-06,Bert')).sales).toBe('ignored');
  });

  test('a discount in money is not a rate', () => {
    expect(roles(...profiles('order id,date,amount,discount', '1,2024-01-05,30,5.00', '2,2024-01-06,40,0')).discount).toBe('discount');
  });
});

describe('roles by value', () => {
  const values = profiles('a,b,c', ...Array.from({ length: 60 }, (_, index) => `K${index % 15},2024-0${(index % 9) + 1}-05,${index}.5`));

  test('dates, repeated keys and decimals speak without names', () => {
    expect(roles(...values)).toEqual({ a: 'customer_id', b: 'date', c: 'net_amount' });
  });

  test('are never sure', () => {
    expect(
      assignRoles('orders', values)
        .filter(({ role }) => role !== 'ignored')
        .every(({ confidence }) => confidence < 0.8),
    ).toBe(true);
  });
});

describe('roles by words that only one role has', () => {
  const rows = (row: (index: number) => string) => Array.from({ length: 8 }, (_, index) => row(index));
  const own = profiles(
    'Vorgang,Kontakt,Rufnummer,Einheit,Lage,Wann,Wert',
    ...rows((i) => `V${i},k${i % 3}@mail.test,+49 30 90182${i}${i}${i},EUR,${i % 2 ? 'Bezahlt' : 'Storniert'},2024-02-0${i + 1},${i}9.5`),
  );

  test('currencies, statuses, addresses and numbers count as much as a name', () => {
    expect(roles(...own)).toMatchObject({
      Kontakt: 'customers.email',
      Rufnummer: 'customers.phone',
      Einheit: 'currency',
      Lage: 'status_text',
      Wann: 'date',
      Wert: 'net_amount',
    });
    const sureOf = assignRoles('orders', own).filter(({ confidence, role }) => confidence >= 0.8 && role !== 'ignored');
    expect(sureOf.map(({ source }) => source)).toEqual(['Kontakt', 'Rufnummer', 'Einheit', 'Lage']);
  });

  test('a list of addresses is customers, one with amounts is not', () => {
    const list = profiles('Kontakt,Ort', ...rows((i) => `k${i}@mail.test,Berlin`));
    expect(chooseTable(list)).toBe('customers');
    expect(chooseTable(own)).not.toBe('customers');
  });
});

describe('roles by system', () => {
  const superstore = profiles(
    'Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Segment,Product ID,Sub-Category,Product Name,Sales,Quantity,Discount,Profit,Amount',
    '1,CA-1,11/8/2017,11/11/2017,Second Class,CG-1,Consumer,FUR-1,Bookcases,Bush,261.96,2,0.2,41.9136,1.5',
  );
  const header = superstore.map(({ source }) => source);
  const by = (confidence: number, chosen = {}) => {
    const system = matchSystem(header, 'x.csv');
    return assignRoles('orders', superstore, chosen, system && { ...system, confidence });
  };
  const find = (columns: ReturnType<typeof by>, source: string) => columns.find((column) => column.source === source);

  test('a sure system speaks for its columns, and nothing weak is guessed beside it', () => {
    expect(find(by(1), 'Sales')).toMatchObject({
      role: 'net_amount',
      confidence: 1,
      reason: { code: 'reason_system', parameters: { system: 'superstore' } },
    });
    expect(find(by(1), 'Ship Mode')).toMatchObject({ role: 'ignored', reason: { code: 'reason_system_unused' } });
    expect(find(by(1), 'Amount')?.role).toBe('ignored');
  });

  test("a person's choice stands before it", () => {
    const columns = by(1, { Amount: 'net_amount' });
    expect([find(columns, 'Amount')?.role, find(columns, 'Sales')?.role]).toEqual(['net_amount', 'ignored']);
  });

  test('one from memory proposes what would change sums, and leaves it', () => {
    const system = matchSystem(
      [
        'Order ID',
        'Customer ID',
        'Customer Email',
        'Order Date',
        'Order Status',
        'Order Total (ex tax)',
        'Product Details',
        'Tax Total',
        'Unique Product Count',
        'Subtotal (ex tax)',
        'Shipping Cost (ex tax)',
        'Customer Name',
        'Customer Phone',
        'Total Quantity',
        'Order Currency Code',
        'Customer Group Name',
        'Coupon Details',
      ],
      'x.csv',
    );
    expect(system?.profile.id).toBe('bigcommerce-orders');
    const found = assignRoles(
      'orders',
      profiles('Order Total (inc tax),Order Total (ex tax),Subtotal (ex tax),Order Date', '24.00,20.00,20.00,2024-01-05'),
      {},
      system,
    );
    const [whole, total, subtotal] = found;
    expect([whole?.role, total?.role]).toEqual(['ignored', 'order_total']);
    const again = assignRoles('orders', profiles('Tax Total,Order Date', '4.00,2024-01-05'), {}, system);
    expect(again[0]).toMatchObject({ role: 'ignored', reason: { code: 'reason_system_proposed', parameters: { from: 'tax' } } });
    expect(subtotal?.role).toBe('order_subtotal');
  });
});

test("a person's choice stands, and what they set aside stays aside", () => {
  const file = profiles('date,shipped,amount', '2024-01-05,2024-01-07,3');
  const found = assignRoles('orders', file, { shipped: 'date', amount: 'ignored' });
  expect(found.map(({ role }) => role)).toEqual(['ignored', 'date', 'ignored']);
});

describe('tables', () => {
  test.each([
    ['orders', profiles('cust,date', '1,2024-01-05', '1,2024-02-05')],
    ['customers', profiles('customer_id,name,email,created at', '1,Anna,a@b.cd,2024-01-05', '2,Bert,b@b.cd,2024-02-05')],
    ['products', profiles('sku,product_name,category,unit_cost', 'A,Tea,Green,3', 'B,Pot,Ware,9')],
    ['costs', profiles('date,amount,type,channel', '2024-01-01,500,marketing,web')],
    ['contacts', profiles('customer_id,at,purpose,minutes', '1,2024-01-01,service,3')],
    ['complaints', profiles('ticket_id,customer_id,opened,closed,severity', '1,1,2024-01-01,2024-01-02,2')],
    ['surveys', profiles('response_id,customer_id,item_id,construct,value,scale_min,scale_max', '1,1,S1,satisfaction,4,1,5')],
    ['referrals', profiles('referrer_id,referred_id,date', '1,2,2024-01-05')],
    ['none', profiles('sepal,petal', '5.1,1.4')],
  ] as const)('%s', (table, file) => {
    expect(chooseTable(file)).toBe(table);
  });
});
