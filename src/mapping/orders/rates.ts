import { orderLevels } from '#schema/thresholds.ts';
import { normaliseName } from '../names/normalise.ts';
import { isTold } from '../names/system-roles.ts';
import { bestFormula, type Formula, partsOf } from './formula.ts';
import type { Levels } from './levels.ts';
import { discountSums } from './measure/query.ts';
import type { Reading } from './reading.ts';
import type { AmountPlan } from './types.ts';

/** Names that say neither amount nor percentage. */
const either: ReadonlySet<string> = new Set(['discount', 'discounts', 'disc', 'rabatt', '折扣']);

interface Rate {
  rate: NonNullable<AmountPlan['rate']> | null;
  formula: Formula | null;
  open: boolean;
}

/**
 * Whether a share is taken off quantity × price: a discount rate is, unless the totals of the orders prove the price to be reduced already; numbers
 * from 0 to 100 called discount are when the totals prove it, and are asked about without totals. `plain`: how orders add up without it.
 */
export async function decideRate(reading: Reading, levels: Levels, total: string | null, plain: Formula | null): Promise<Rate> {
  const none: Rate = { rate: null, formula: plain, open: false };
  const [qty, price] = [reading.use('qty'), reading.use('unit_price')];
  const rate: NonNullable<AmountPlan['rate']> = reading.roles.has('discount')
    ? { role: 'discount', per: 100 }
    : { role: 'discount_rate', per: 1 };
  const use = reading.use(rate.role);
  const both = reading.roles.has('discount') && reading.roles.has('discount_rate');
  if (!use || !qty || !price || both || levels.shared.includes(rate.role)) return none;
  const percent = rate.role === 'discount' ? await percentOf() : null;
  if (rate.role === 'discount' && !percent) return none;
  const part = partsOf(reading, levels);
  const base = { uses: [qty, price], once: false, rate: { use, per: rate.per } };
  const parts = { base, discount: part('order_discount'), shipping: part('shipping'), tax: part('tax'), total: part(total) };
  const rated = plain && (await bestFormula(reading, parts));
  if (plain && rated) {
    const better = rated.share > plain.share && rated.share >= orderLevels.formula;
    const unproven = rate.role === 'discount_rate' && plain.share < orderLevels.formula;
    return better || unproven ? { rate, formula: rated, open: false } : none;
  }
  if (!percent) return { rate, formula: plain, open: false };
  const answer = askDiscount(reading, use.source, percent);
  return { rate: answer === 'percent' ? rate : null, formula: plain, open: answer === null };

  async function percentOf(): Promise<Record<string, number> | null> {
    if (!use || !qty || !price || !either.has(normaliseName(use.source)) || isTold(reading.deciding.system, use)) return null;
    const sums = await reading.numbers(discountSums(reading.table, qty, price, use));
    return sums.even === 1 && (sums.rows ?? 0) > 0 ? sums : null;
  }
}

function askDiscount({ deciding }: Reading, column: string, sums: Record<string, number>): string | null {
  return deciding.ask({
    key: `${column}/discount`,
    text: { code: 'question_discount', parameters: { column, file: deciding.staged.name } },
    choices: ['amount', 'percent'].map((id) => ({
      id,
      text: { code: `choice_discount_${id}`, parameters: {} },
      effect: { code: 'effect_amount', parameters: { sum: sums[id] ?? 0 } },
    })),
    samples: [],
  });
}
