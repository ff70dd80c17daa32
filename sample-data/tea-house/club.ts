import { random } from '#numeric/random.ts';
import { campaigns, dayCount, isoDay, monthDays } from './calendar.ts';
import { pacePerDay, type Person } from './people.ts';

const termDays = 365;
/** share of the customers past formation who join the tea club */
const joins = 0.22;
/** orders a month from which a member renews */
const stillBuying = 0.3;

/** Yearly memberships of the tea club: who still buys when a year is over renews; who does not, lets it end. */
export function membershipRows(people: readonly Person[]): string[][] {
  const rows: { day: number; row: string[] }[] = [];
  for (const who of people) {
    if (who.pattern !== 'long-lasting' && who.pattern !== 'early-exit') continue;
    const next = random(`membership of ${who.id}`);
    const joined = next() < joins;
    let before = '';
    for (let start = who.origin + Math.floor((who.rise + 2 + 5 * next()) * monthDays), year = 1; joined && start < dayCount; year++) {
      const id = `M${who.id.slice(1)}-${year}`;
      const plan = who.segment === 'office' ? 'Office 企业年卡' : 'Home 家庭年卡';
      rows.push({
        day: start,
        row: [
          id,
          who.id,
          isoDay(start),
          isoDay(start + termDays - 1),
          plan,
          who.segment === 'office' ? '980.00' : '368.00',
          'year',
          before,
        ],
      });
      before = id;
      start += termDays;
      if (pacePerDay(who, (start - who.origin) / monthDays) * monthDays < stillBuying) break;
    }
  }
  return rows.sort((a, b) => a.day - b.day || (a.row[0]! < b.row[0]! ? -1 : 1)).map(({ row }) => row);
}

/** Campaigns as the mailing tool lists them. */
export function campaignRows(people: readonly Person[]): string[][] {
  return campaigns().map(({ id, name, day, last }) => {
    const sent = reached(people, id, day).length;
    const opened = Math.round(sent * (0.3 + 0.1 * random(`opened ${id}`)()));
    return [
      id,
      name,
      'e-mail',
      isoDay(day),
      isoDay(last),
      String(sent),
      String(opened),
      String(Math.round(opened / 4)),
      String(Math.round(sent / 90)),
    ];
  });
}

/** Who was on the list of a campaign; a tenth was held out as control. */
export function memberRows(people: readonly Person[]): string[][] {
  return campaigns().flatMap(({ id, day }) =>
    reached(people, id, day).map((who) => {
      const next = random(`${id} to ${who.id}`);
      const control = next() < 0.1;
      const open = { incentive: 0.5, price: 0.3 }[who.bond as string] ?? 0.12;
      return [id, who.id, String(!control), String(!control && next() < open), control ? 'control' : 'treated'];
    }),
  );
}

function reached(people: readonly Person[], campaign: string, day: number): Person[] {
  return people.filter((who) => who.origin + 14 < day && random(`${campaign} ${who.id}`)() < 0.35);
}
