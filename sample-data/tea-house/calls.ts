import { random } from '#numeric/random.ts';
import { dayCount, monthDays } from './calendar.ts';
import type { Person } from './people.ts';

/** A call to keep a customer or to win one back; those of the control group are on the list and were not called. */
export interface Call {
  who: Person;
  day: number;
  purpose: 'retention' | 'winback' | 'crosssell';
  arm: 'treated' | 'control' | '';
  minutes: number;
  outcome: string;
}

/** share of customers who go on buying because of the call; who come back with one and without */
const kept = 0.4;
const wonBack = { treated: 0.24, control: 0.06 };
/** share of the fading and of the lost customers that the house noticed; calls began in the second year */
const noticed = 0.75;
const firstCall = 420;

/**
 * Every call, by a coin's toss treated or control. A customer who is kept or won back gets a second life (`again`), which is what the call
 * adds: those who fade are called around the age of their fall, those who left three to eight months after it.
 */
export function calls(people: readonly Person[]): Call[] {
  return people.flatMap((who) => {
    if (who.pattern === 'one-time' || who.pattern === 'early-miscarriage') return [];
    const next = random(`calls to ${who.id}`);
    return [...crossSell(next, who), ...keepOrWinBack(next, who)];
  });
}

function keepOrWinBack(next: () => number, who: Person): Call[] {
  const list: Call[] = [];
  const call = (purpose: 'retention' | 'winback', age: number): Call | null => {
    const day = Math.floor(who.origin + age * monthDays);
    const arm = next() < 0.5 ? ('treated' as const) : ('control' as const);
    const minutes = 4 + Math.floor(12 * next());
    return day > firstCall && day < dayCount - 20
      ? { who, day, purpose, arm, minutes, outcome: arm === 'control' ? 'not called 未联系' : '' }
      : null;
  };
  const fading = next() < noticed ? call('retention', who.fall + 2 * next()) : null;
  if (fading) {
    const works = next() < kept && fading.arm === 'treated';
    if (works) who.again = { age: (fading.day - who.origin) / monthDays, months: 8 + 8 * next() };
    list.push({ ...fading, outcome: fading.outcome || (works ? 'stays 愿意留下' : 'undecided 再考虑') });
    if (works) return list;
  }
  const lost = next() < noticed ? call('winback', who.fall + 4 + 5 * next()) : null;
  if (!lost) return list;
  const returns = next() < wonBack[lost.arm === 'control' ? 'control' : 'treated'];
  if (returns) who.again = { age: (lost.day - who.origin) / monthDays, months: 7 + 8 * next() };
  return [...list, { ...lost, outcome: lost.outcome || (returns ? 'comes back 回来了' : 'no answer 未接通') }];
}

/** Offers of another kind of tea to a third of those who buy steadily. */
function crossSell(next: () => number, who: Person): Call[] {
  const day = Math.floor(who.origin + (who.rise + 2 + 6 * next()) * monthDays);
  if (next() > 1 / 3 || day > dayCount - 10 || day > who.origin + who.fall * monthDays) return [];
  return [
    {
      who,
      day,
      purpose: 'crosssell',
      arm: '',
      minutes: 2 + Math.floor(6 * next()),
      outcome: next() < 0.3 ? 'took a sample 取样' : 'no 暂不需要',
    },
  ];
}
