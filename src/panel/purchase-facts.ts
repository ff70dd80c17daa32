import type { Row, Table } from '#table/table.ts';

const texts = ['first_day', 'calibration_end', 'model', 'reason', 'spend_reason'];

/** The one row of table `purchase_facts`: the answer of the query `purchaseFacts` and what the value pass says of itself. */
export function purchaseFactsTable(counted: Row): Table {
  const columns = Object.entries(counted).map(([name, value]) => ({
    name,
    kind: texts.includes(name) ? ('text' as const) : ('number' as const),
    values: [value],
  }));
  return { rowCount: 1, columns };
}
