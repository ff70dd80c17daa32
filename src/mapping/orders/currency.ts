import { currencyCounts } from './currency/query.ts';
import type { Levels } from './levels.ts';
import { unnamedRows } from './measure/query.ts';
import type { Reading } from './reading.ts';
import type { CurrencyPlan } from './types.ts';

interface Count {
  currency: string;
  rows: number;
  line: number;
}

/** What is done about currencies, null when the file names none; `converted`: the amounts that the system converted are taken instead. */
export async function decideCurrency(
  reading: Reading,
): Promise<{ plan: CurrencyPlan | null; converted: boolean; only?: string | undefined }> {
  const found = await counts(reading, 'currency');
  const none = { plan: null, converted: false };
  if (found.length === 0) return none;
  const { settings, note } = reading.deciding;
  const target = settings.currency?.toUpperCase();
  const rates = Object.fromEntries(
    Object.entries(settings.rates ?? {}).flatMap(([code, rate]) => (rate > 0 ? [[code.toUpperCase(), rate.toFixed(10)]] : [])),
  );
  if (target !== undefined && found.some(({ currency }) => currency !== target)) {
    const convertible = found.filter(({ currency }) => currency !== target && rates[currency] !== undefined);
    const out = found.filter(({ currency }) => currency !== target && rates[currency] === undefined);
    if (convertible.length > 0)
      note({ code: 'currency_converted', parameters: { currency: target, words: named(convertible), rows: rowsOf(convertible) } });
    if (out.length > 0) note({ code: 'currency_left_out', parameters: { currency: target, words: named(out), rows: rowsOf(out) } });
    return {
      plan: { keep: target, rates: Object.fromEntries(convertible.map(({ currency }) => [currency, rates[currency] ?? '1'])) },
      converted: false,
      only: found.length === 1 ? found[0]?.currency : undefined,
    };
  }
  if (found.length === 1) {
    const [{ currency } = { currency: '' }] = found;
    if (/^[A-Z]{3}$/.test(currency)) return { plan: { keep: currency, rates: {} }, converted: false };
    note({ code: 'currency_unknown', parameters: { words: currency } });
    return none;
  }
  const settled = await counts(reading, 'converted_currency');
  if (reading.roles.has('converted_amount') && settled.length <= 1) {
    note({ code: 'converted_used', parameters: { column: reading.use('converted_amount')?.source ?? '', words: named(found) } });
    return { plan: null, converted: true };
  }
  return { plan: { keep: ask(reading, found), rates: {} }, converted: false };
}

/** The plan, with rows that name no currency counted and told: they are taken to be in the `only` one of the others, or the one that is kept. */
export async function tellBlank(reading: Reading, levels: Levels, plan: CurrencyPlan | null, only?: string): Promise<CurrencyPlan | null> {
  const use = reading.use('currency');
  if (!plan?.keep || !use) return plan;
  const filled = levels.fill.includes(use.staged);
  const key = filled || levels.continued ? (reading.use('order_id')?.staged ?? null) : null;
  const { rows = 0 } = await reading.numbers(unnamedRows(reading.table, use.staged, key, filled));
  if (rows === 0) return plan;
  const blank = only ?? plan.keep;
  reading.deciding.note({ code: 'currency_blank', parameters: { rows, currency: blank } });
  return { ...plan, blank };
}

function ask(reading: Reading, found: readonly Count[]): string | null {
  const { deciding } = reading;
  const choices = found.slice(0, 6).map(({ currency, rows }) => ({
    id: currency,
    text: { code: 'choice_keep', parameters: { currency } },
    effect: { code: 'effect_keep', parameters: { rows, others: rowsOf(found) - rows } },
  }));
  const wait = {
    id: 'rates',
    text: { code: 'choice_rates', parameters: {} },
    effect: { code: 'effect_rates', parameters: { rows: rowsOf(found) } },
  };
  const answer = deciding.ask({
    key: `${reading.use('currency')?.source ?? ''}/currency`,
    text: { code: 'question_currency', parameters: { file: deciding.staged.name, words: named(found) } },
    choices: [...choices, wait],
    samples: found.slice(0, 3).map(({ currency, line }) => ({ line, written: currency, readings: [] })),
  });
  return answer === 'rates' ? null : answer;
}

async function counts(reading: Reading, role: string): Promise<Count[]> {
  const use = reading.use(role);
  if (!use) return [];
  const rows = await reading.rows(currencyCounts(reading.table, use.staged));
  return rows.map((row) => ({ currency: String(row.currency), rows: Number(row.rows), line: Number(row.line) }));
}

const named = (found: readonly Count[]): string => found.map(({ currency }) => currency).join(' · ');
const rowsOf = (found: readonly Count[]): number => found.reduce((sum, { rows }) => sum + rows, 0);
