import { orderLevels } from '#schema/thresholds.ts';
import { sure } from '../names/candidate.ts';
import { normaliseName } from '../names/normalise.ts';
import { bestFormula, partsOf } from './formula.ts';
import type { Levels } from './levels.ts';
import { filledSum } from './measure/query.ts';
import type { Reading } from './reading.ts';
import type { AmountPlan, AmountSource } from './types.ts';

/** Names that say themselves that the tax is not in the amount. */
const without = /\bnet\b|excl|without tax|before tax|pre tax|netto|不含|未税|未稅/u;

const isSure = ({ deciding }: Reading): boolean => (deciding.system?.confidence ?? 0) >= sure;

/** True when an amount called total is quantity × price in its row although there is a tax: it is the line's, and the tax may be in it or not. */
export async function isLineTotal(reading: Reading, levels: Levels): Promise<boolean> {
  if (levels.shared.includes('net_amount') || !reading.roles.has('tax') || isSure(reading)) return false;
  const part = partsOf(reading, levels);
  const base = part('qty', 'unit_price');
  const parts = { base, discount: part('discount'), shipping: part('shipping'), tax: part('tax'), total: part('net_amount') };
  const formula = base && (await bestFormula(reading, parts, 'row'));
  return formula !== null && formula.told && formula.terms[2] === 0 && formula.share >= orderLevels.formula;
}

/** Asks whether the amounts of lines hold the tax beside them; both revenues are told. */
export async function askTax(reading: Reading, plus: string[]): Promise<AmountPlan> {
  const [net, tax] = [reading.use('net_amount'), reading.use('tax')];
  const sums = await Promise.all(
    [net, tax].map(async (use) => (use ? ((await reading.numbers(filledSum(reading.table, use))).sum ?? 0) : 0)),
  );
  const [whole = 0, held = 0] = sums;
  const column = net?.source ?? '';
  const choice = (id: string, sum: number) => ({
    id,
    text: { code: `choice_tax_${id}`, parameters: {} },
    effect: { code: 'effect_amount', parameters: { sum } },
  });
  const answer = reading.deciding.ask({
    key: `${column}/tax`,
    text: { code: 'question_tax', parameters: { column, tax: tax?.source ?? '', file: reading.deciding.staged.name } },
    choices: [choice('outside', whole), choice('inside', whole - held)],
    samples: [],
  });
  return { from: 'line', role: 'net_amount', minus: answer === 'inside' ? ['tax'] : [], plus, ...(answer === null ? { open: true } : {}) };
}

/** True, and told, when there is tax beside an amount and neither its name nor its system says whether the amount holds it. */
export async function taxUnsaid(reading: Reading, from: AmountSource): Promise<boolean> {
  const use = reading.use(from === 'price' ? 'unit_price' : 'net_amount');
  const tax = reading.use('tax');
  if (!use || !tax || isSure(reading) || without.test(normaliseName(use.source))) return false;
  const { rows = 0 } = await reading.numbers(filledSum(reading.table, tax));
  if (rows === 0) return false;
  reading.deciding.note({ code: 'tax_unsaid', parameters: { column: use.source, tax: tax.source } });
  return true;
}
