import type { Random } from '#numeric/random.ts';
import { normal } from '#numeric/variates.ts';
import { dayCount, isoDay, monthDays } from './calendar.ts';
import { pacePerDay, type Person } from './people.ts';

const items: { id: string; construct: string; text: string; reversed: boolean; mean: (who: Person) => number }[] = [
  {
    id: 'SAT1',
    construct: 'satisfaction',
    text: 'Overall I am satisfied 总体满意',
    reversed: false,
    mean: (who) => 45 + 0.4 * who.attachment,
  },
  { id: 'AFF1', construct: 'affect', text: 'I feel at home here 在这里很自在', reversed: false, mean: (who) => who.attachment },
  { id: 'AFF2', construct: 'affect', text: 'I would not miss this shop 没有这家店也无所谓', reversed: true, mean: (who) => who.attachment },
  {
    id: 'PRF1',
    construct: 'preference',
    text: 'It is my first choice for tea 买茶首选',
    reversed: false,
    mean: (who) => who.attachment + (who.bond === 'monopoly' ? 4 : 0),
  },
  {
    id: 'ALT1',
    construct: 'alternatives',
    text: 'Other shops could serve me as well 别家也能满足我',
    reversed: false,
    mean: (who) => (who.bond === 'monopoly' ? 18 : 80),
  },
  {
    id: 'SWC1',
    construct: 'switching_cost',
    text: 'Changing the shop would be a lot of trouble 换一家很麻烦',
    reversed: false,
    mean: (who) => (who.bond === 'monopoly' ? 84 : 32),
  },
  {
    id: 'REP1',
    construct: 'repurchase',
    text: 'I will buy here again 会再次购买',
    reversed: false,
    mean: (who) => 30 + 0.6 * who.attachment,
  },
  {
    id: 'REC1',
    construct: 'recommend',
    text: 'I would recommend it to friends 会推荐给朋友',
    reversed: false,
    mean: (who) => 10 + 0.85 * who.attachment,
  },
];

/** How many waves there are: one each spring, the last one in that of the export's end. */
const waves = 2;

/** Two surveys in the last springs of the export: of the active customers half answer the first and two thirds the last, and a few of those who left. */
export function surveyRows(next: Random, people: readonly Person[]): string[][] {
  const rows: string[][] = [];
  let response = 0;
  for (let wave = 0; wave < waves; wave++) {
    const yearsBack = waves - 1 - wave;
    for (const who of people) {
      const day = dayCount - 70 - 365 * yearsBack + Math.floor(28 * next());
      const age = (day - who.origin) / monthDays;
      if (age < 1) continue;
      const active = pacePerDay(who, age) * monthDays > 0.3;
      if (next() > (active ? 0.66 - 0.16 * yearsBack : 0.07)) continue;
      response += 1;
      rows.push(...answers(next, who, `R${String(response).padStart(4, '0')}`, day, 3 * yearsBack));
    }
  }
  return rows;
}

/** The answers of one customer; `less` of the scale of 100 on every item. */
function answers(next: Random, who: Person, response: string, day: number, less: number): string[][] {
  const rows: string[][] = [];
  for (const item of items) {
    if (next() < 0.02) continue;
    const agree = Math.min(7, Math.max(1, Math.round(1 + (6 * (item.mean(who) - less + 9 * normal(next))) / 100)));
    const value = String(item.reversed ? 8 - agree : agree);
    const about = [item.id, item.text, item.construct];
    rows.push([response, who.id, isoDay(day), isoDay(day).slice(0, 4), ...about, value, '1', '7', String(item.reversed)]);
  }
  return rows;
}
