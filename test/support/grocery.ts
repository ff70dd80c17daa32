import { readFileSync } from 'node:fs';
import { historiesOf } from './histories-of.ts';
import { referenceFile } from './reference-data.ts';

const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;

/** The customers of an online grocer (R package BTYDplus): 2006 in weeks, and how often each bought in 2007. */
export function groceryCustomers() {
  const lines = readFileSync(referenceFile('grocery/groceryElog.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
  const purchases = lines.map((line) => {
    const [id, date] = line.replaceAll('"', '').split(',');
    return { id: id!, day: dayOf(date!) };
  });
  return historiesOf(purchases, dayOf('2006-12-31'));
}
