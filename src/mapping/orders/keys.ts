import { orderLevels } from '#schema/thresholds.ts';
import { keyCounts } from './keys/query.ts';
import type { Reading } from './reading.ts';

const ranked = ['customer_id', 'customers.email', 'customers.phone', 'customers.name'] as const;

interface Candidate {
  role: string;
  rows: number;
  known: number;
  distinct: number;
  largest: number;
  masked: number;
}

/** The roles that tell customers apart, best first; coverage and number of each is told, a key that is one of each order's own is asked about. */
export async function decideKeys(reading: Reading): Promise<string[]> {
  const candidates: Candidate[] = [];
  for (const role of ranked) {
    const use = reading.use(role);
    if (use)
      candidates.push({
        role,
        ...((await reading.numbers(keyCounts(reading.table, role, use.staged))) as unknown as Omit<Candidate, 'role'>),
      });
  }
  const useful = candidates.filter(({ known }) => known > 0);
  const { note } = reading.deciding;
  if (useful.length > 1) {
    for (const { role, known, rows, distinct } of useful)
      note({ code: 'customer_candidate', parameters: { from: role, fraction: known / rows, distinct } });
  }
  for (const { role, masked } of candidates) if (masked > 0) note({ code: 'customer_masked', parameters: { from: role, rows: masked } });
  const [first, second] = useful;
  if (!first) {
    if (candidates.length > 0 || reading.roles.has('order_id')) note({ code: 'customer_none', parameters: {} });
    return [];
  }
  const chosen = second && perOrder(first, second) && askKey(reading, first, second) === second.role ? second : first;
  if (chosen.rows >= orderLevels.topRows && chosen.largest > orderLevels.topShare * chosen.known) {
    note({ code: 'customer_top', parameters: { fraction: chosen.largest / chosen.known, rows: chosen.largest } });
  }
  if (chosen.role === 'customers.name') note({ code: 'customer_namesakes', parameters: { from: chosen.role } });
  const elsewhere =
    chosen.role === 'customer_id' && chosen.known < chosen.rows && useful.some(({ role }) => role === 'customers.email')
      ? ['customers.email']
      : [];
  return [chosen.role, ...elsewhere];
}

/** A key that hardly ever comes twice while the next one does is a number of the order, not of its buyer. */
function perOrder(first: Candidate, second: Candidate): boolean {
  return (
    first.known >= orderLevels.keyRows &&
    first.distinct >= orderLevels.share * first.known &&
    second.distinct < orderLevels.repeats * second.known &&
    second.known >= first.known / 2
  );
}

function askKey(reading: Reading, first: Candidate, second: Candidate): string | null {
  return reading.deciding.ask({
    key: 'customer',
    text: { code: 'question_customer', parameters: { file: reading.deciding.staged.name } },
    choices: [first, second].map(({ role, distinct, known }) => ({
      id: role,
      text: { code: 'choice_customer', parameters: { from: role } },
      effect: { code: 'effect_customer', parameters: { distinct, rows: known } },
    })),
    samples: [],
  });
}
