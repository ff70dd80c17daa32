import { filledSum } from './measure/query.ts';
import type { Reading } from './reading.ts';
import type { AmountPlan } from './types.ts';

/** Debit and credit columns, or amounts with a direction: which side a sale stands on is asked. Null when the file is no ledger. */
export async function decideLedger(reading: Reading): Promise<AmountPlan | null> {
  const { roles, deciding } = reading;
  const pair = roles.has('debit') && roles.has('credit');
  const base = ['net_amount', 'order_total', 'paid_amount'].find((role) => roles.has(role)) ?? null;
  if (deciding.system?.profile.directions) return null;
  if (!pair && !(roles.has('direction') && base !== null)) return null;
  const sum = async (role: string): Promise<number> => {
    const use = reading.use(role);
    return use ? ((await reading.numbers(filledSum(reading.table, use))).sum ?? 0) : 0;
  };
  const [debit, credit] = [await sum('debit'), await sum('credit')];
  const answer = deciding.ask({
    key: 'ledger',
    text: { code: 'question_ledger', parameters: { file: deciding.staged.name } },
    choices: [
      { id: 'debit', text: { code: 'choice_debit', parameters: {} }, effect: pair ? amount(debit - credit) : nothing },
      { id: 'credit', text: { code: 'choice_credit', parameters: {} }, effect: pair ? amount(credit - debit) : nothing },
    ],
    samples: [],
  });
  const from = answer === null ? 'ledger-open' : answer === 'debit' ? 'ledger-debit' : 'ledger-credit';
  return { from, role: pair ? null : base, minus: [], plus: [] };
}

const amount = (sum: number) => ({ code: 'effect_amount', parameters: { sum } });
const nothing = { code: 'effect_sign', parameters: {} };
