import { badDebtRules } from '#schema/thresholds.ts';
import type { Model } from '../../definition.ts';
import { type Roll, type RollRow, lossRates, rollMatrix } from './rates.ts';

export interface BadDebtInputs {
  /** open amounts by bucket of days overdue */
  open: { bucket: number; amount: number }[];
  rolls: Roll[];
  /** billed in the last `days` days */
  sales: number;
  days: number;
}

export interface BadDebtEstimates {
  /** own: from the roll rates of the past; assumed: the usual rates */
  source: 'own' | 'assumed';
  rates: number[];
  buckets: { bucket: number; open: number; rate: number; loss: number }[];
  open: number;
  expectedLoss: number;
  /** days of credit sales that are open; null without sales */
  dso: number | null;
  matrix: RollRow[];
}

/** Open amounts by days overdue, what of them is expected to be lost, and the days of sales outstanding. */
export const badDebt: Model<BadDebtInputs, { rates: readonly number[]; leastRolls: number }, BadDebtEstimates> = {
  id: 'bad-debt',
  source: 'Ageing of receivables with loss rates a bucket; own rates: Cyert, Davidson & Thompson 1962. DSO = open / credit sales × days',
  units: { open: 'currency', rolls: 'documents and currency', sales: 'currency', days: 'days' },
  defaults: { rates: badDebtRules.rates, leastRolls: badDebtRules.leastRolls },
  fit({ open, rolls, sales, days }, { rates: assumed, leastRolls }) {
    const matrix = rollMatrix(rolls, assumed.length);
    const own = lossRates(matrix, leastRolls);
    const rates = own ?? [...assumed];
    const buckets = rates.map((rate, bucket) => {
      const amount = open.filter((row) => row.bucket === bucket).reduce((sum, row) => sum + row.amount, 0);
      return { bucket, open: amount, rate, loss: amount * rate };
    });
    const total = buckets.reduce((sum, row) => sum + row.open, 0);
    return {
      estimates: {
        source: own ? 'own' : 'assumed',
        rates,
        buckets,
        open: total,
        expectedLoss: buckets.reduce((sum, { loss }) => sum + loss, 0),
        dso: sales > 0 ? (total / sales) * days : null,
        matrix,
      },
      reason: null,
      diagnostics: { documents: matrix.reduce((sum, { n }) => sum + n, 0) },
      warnings: own ? [] : [{ code: 'bad-debt-rates-assumed', parameters: { need: leastRolls } }],
    };
  },
};
