import { illegalMoves } from '#models/lifecycle/stages/legal.ts';
import { asStage } from '#models/lifecycle/stages/crosswalk.ts';
import { sql, type Sql } from '#sql/sql.ts';
import type { Finding, ListedLabel } from './definition.ts';

/** Label changes that the page lists; all are counted. */
const listed = 200;

/**
 * Every stage label of the files that differs from the one before it of the same customer, in their order: those of contacts by time, then the one of the
 * customer, which is the newest and has no day. Labels as exported.
 */
export const labelHistory: Sql = sql`SELECT customer_id AS customer, CAST(day AS VARCHAR) AS date, label, _file AS "file", CAST(_line AS DOUBLE) AS line FROM (
    SELECT *, lag(label) OVER (PARTITION BY customer_id ORDER BY newest, "at", _file, _line) AS before FROM (
      SELECT customer_id, CAST("at" AS DATE) AS day, "at", trim(stage_label) AS label, 0 AS newest, _file, _line FROM contacts
      UNION ALL SELECT customer_id, NULL, NULL, trim(stage_label), 1, _file, _line FROM customers)
    WHERE label <> '' AND customer_id IS NOT NULL)
  WHERE before IS NULL OR before <> label ORDER BY customer_id, day NULLS LAST, _file, _line`;

interface Labelled {
  customer: string;
  date: string | null;
  label: string;
  file: string;
  line: number;
}

/**
 * Stage labels that skip a stage, turn back where none may, or name no stage (requirement C1): found and listed, never repaired. Names are known as in
 * `crosswalks`. Null when the files carry no label, or every one of them is legal.
 */
export function labelFinding(history: readonly Labelled[]): Finding | null {
  const byCustomer = new Map<string, Labelled[]>();
  for (const one of history) {
    const labels = byCustomer.get(one.customer);
    if (labels) labels.push(one);
    else byCustomer.set(one.customer, [one]);
  }
  const found: ListedLabel[] = [];
  let unknown = 0;
  for (const labels of byCustomer.values()) {
    const stages = labels.map(({ label }) => asStage(label) ?? label);
    for (const { index } of illegalMoves(stages)) {
      const { customer, date, label, file, line } = labels[index]!;
      unknown += asStage(label) === null ? 1 : 0;
      found.push({ customer, date, from: labels[index - 1]?.label ?? null, to: label, file, line });
    }
  }
  const [first] = found;
  if (!first) return null;
  const customers = new Set(found.map(({ customer }) => customer)).size;
  return {
    id: 'stage-labels',
    found: {
      rows: found.length,
      customers,
      unknown,
      labels: history.length,
      from: first.from ?? '',
      to: first.to,
      customer: first.customer,
    },
    serious: false,
    remedies: [],
    list: found.slice(0, listed),
  };
}
