import { orderLevels } from '#schema/thresholds.ts';
import { normaliseName } from '../names/normalise.ts';
import { isTold } from '../names/system-roles.ts';
import { costShape } from './measure/query.ts';
import type { Reading } from './reading.ts';
import type { OrdersDecision } from './types.ts';

/** Names that say neither whose cost it is: the line's or one piece's. */
const either: ReadonlySet<string> = new Set(['cost', 'costs', '成本', '商品成本'].map(normaliseName));

/**
 * Whether a column called cost holds the cost of the line or of one piece: by things sold in several quantities whose cost stays the same or grows
 * with the quantity, or by costs above the price of one piece. Asked when neither tells; the rows do not wait, they have no cost meanwhile.
 */
export async function decideCosts(reading: Reading): Promise<OrdersDecision['costs']> {
  const cost = reading.use('cogs');
  const qty = reading.use('qty');
  if (!cost || !qty || !either.has(normaliseName(cost.source)) || isTold(reading.deciding.system, cost)) return 'line';
  const price = reading.use('unit_price');
  const amount = reading.use('net_amount');
  const thing = reading.use('sku') ?? reading.use('product_name') ?? price;
  const found = await reading.numbers(costShape(reading.table, cost, qty, thing ?? null, price ?? null, amount ?? null));
  const { varied = 0, same = 0, scaled = 0, many = 0, dear = 0 } = found;
  if (many === 0 && varied === 0) return 'line';
  const most = orderLevels.share * varied;
  if (varied > 0 && scaled >= most && same < most) return 'line';
  if (varied > 0 && same >= most && scaled < most) {
    reading.deciding.note({ code: 'cost_unit', parameters: { column: cost.source } });
    return 'unit';
  }
  if (dear >= many / 2 && dear > 0) return 'line';
  const effect = (sum: number) => ({ code: 'effect_amount', parameters: { sum } });
  const answer = reading.deciding.ask({
    key: `${cost.source}/cost`,
    text: { code: 'question_cost', parameters: { column: cost.source, file: reading.deciding.staged.name } },
    choices: [
      { id: 'line', text: { code: 'choice_cost_line', parameters: {} }, effect: effect(found.line ?? 0) },
      { id: 'unit', text: { code: 'choice_cost_unit', parameters: {} }, effect: effect(found.unit ?? 0) },
    ],
    samples: [],
  });
  return answer === 'line' || answer === 'unit' ? answer : 'open';
}
