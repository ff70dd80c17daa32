import type { Row, Table } from '#table/table.ts';

const texts = ['first_day', 'calibration_end'];

/** The one row of table `purchase_facts`: the answer of the query `purchaseFacts`. */
export function purchaseFactsTable(counted: Row): Table {
  const columns = Object.entries(counted).map(([name, value]) => ({
    name,
    kind: texts.includes(name) ? ('text' as const) : ('number' as const),
    values: [value],
  }));
  return { rowCount: 1, columns };
}
