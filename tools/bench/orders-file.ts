import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { random as seeded } from '#numeric/random.ts';

/** Lines a customer leaves on average. */
const linesPerCustomer = 20;

/**
 * Writes an orders file of `lines` lines with canonical headers (order_id, customer_id, date, net_amount, qty, cogs): customers start over
 * eight years and come back at their own rhythm. Seeded: the same lines on every machine.
 */
export async function writeOrders(path: string, lines: number): Promise<void> {
  const random = seeded(20_261_122);
  const out = createWriteStream(path);
  out.write('order_id,customer_id,date,net_amount,qty,cogs\n');
  let written = 0;
  for (let customer = 1; written < lines; customer++) {
    let day = Math.floor(random() * 2600);
    const rhythm = 10 + random() * 90;
    const count = 1 + Math.floor(random() * linesPerCustomer * 2);
    let text = '';
    for (let order = 1; order <= count && written < lines && day < 2922; order++, written++) {
      const amount = 5 + random() * 120;
      const date = new Date(Date.UTC(2016, 0, 1 + day)).toISOString().slice(0, 10);
      text += `${customer}-${order},C${customer},${date},${amount.toFixed(2)},${1 + Math.floor(random() * 4)},${(amount * (0.5 + random() * 0.4)).toFixed(2)}\n`;
      day += Math.max(1, Math.round(-Math.log(1 - random()) * rhythm));
    }
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
