import { identifier, sql, type Sql } from '#sql/sql.ts';

/**
 * Puts the person (`parent_id`) in the place of a customer number that is new for each order, in the orders and in a file of customers; of the
 * customers the first row of each person stays.
 */
export function joinPersons(prefix: string, file: string): Sql[] {
  const [orders, customers] = [identifier(`${prefix}orders_all`), identifier(`${prefix}customers`)];
  return [
    sql`UPDATE ${orders} AS o SET customer_id = c.parent_id FROM ${customers} AS c
      WHERE c._file = ${file} AND c.customer_id = o.customer_id AND c.parent_id IS NOT NULL`,
    sql`DELETE FROM ${customers} WHERE _file = ${file} AND parent_id IS NOT NULL
      AND _line NOT IN (SELECT min(_line) FROM ${customers} WHERE _file = ${file} GROUP BY parent_id)`,
    sql`UPDATE ${customers} SET customer_id = parent_id, parent_id = NULL WHERE _file = ${file} AND parent_id IS NOT NULL`,
  ];
}
