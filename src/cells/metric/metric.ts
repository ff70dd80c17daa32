import type { Cell as Value } from '#table/table.ts';

export const metricFormats = ['number', 'integer', 'percent', 'money', 'text'] as const;

/** One number of another cell's first row, with its interval when it has one. */
export interface Metric {
  label: string;
  value: Value;
  low: Value;
  high: Value;
  format: (typeof metricFormats)[number];
}
