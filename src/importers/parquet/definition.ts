import type { Importer } from '../definition.ts';

/** Apache Parquet, plain or with an encrypted footer (which is refused by name). */
export const parquet: Importer = {
  id: 'parquet',
  holdsParts: false,
  extensions: ['parquet', 'pq', 'parq'],
  sniff(firstBytes) {
    const mark = String.fromCharCode(...firstBytes.subarray(0, 4));
    return { confidence: mark === 'PAR1' || mark === 'PARE' ? 0.99 : 0, reason: 'mark' };
  },
};
