import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { random } from '#numeric/random.ts';
import { isoDay } from './calendar.ts';
import { person, type Person } from './people.ts';
import { products } from './products.ts';
import { calls } from './calls.ts';
import { complaintRows } from './care.ts';
import { campaignRows, memberRows, membershipRows } from './club.ts';
import { receivableRows, walletRows } from './credit.ts';
import { contactRows, costRows, referralRows } from './relations.ts';
import { surveyRows } from './surveys.ts';
import { orderRows, shop, walkIns, type Line } from './shopping.ts';
import { curveRows, personRows } from './truth.ts';

const customers = 1400;

function csv(header: string, rows: readonly string[][]): string {
  const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `${header}\n${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

/** The sample company: every file by its path below this folder, the same text on every machine. */
export function generate(): Record<string, string> {
  const people: Person[] = [];
  for (let index = 0; index < customers; index++) people.push(person(random(`person ${index}`), index, people));
  const called = calls(people);
  let order = 0;
  const nextOrder = () => ++order;
  const lines: Line[] = people.flatMap((who) => shop(random(`orders of ${who.id}`), who, nextOrder));
  lines.push(...walkIns(random('walk-ins'), nextOrder));
  return {
    'orders.csv': csv(
      'order_id,customer_id,date,sku,qty,list_price,unit_price,net_amount,cogs,promo_id,channel,status_text,currency',
      orderRows(lines).map((row) => [...row, 'CNY']),
    ),
    'products.csv': csv(
      'sku,product_name,brand,category,list_price,unit_cost',
      products.map(({ sku, name, brand, category, list, cost }) => [sku, name, brand, category, list.toFixed(2), cost.toFixed(2)]),
    ),
    'customers.csv': csv(
      'customer_id,customer_name,first_contact,source,segment,region',
      people.map((who) => [who.id, who.name, isoDay(who.firstContact), who.source, who.segment, who.region]),
    ),
    'costs.csv': csv('date,amount,type,customer_id,campaign_id,basis', costRows(random('costs'), people)),
    'contacts.csv': csv(
      'customer_id,at,purpose,channel,direction,minutes,cost,outcome,arm',
      contactRows(random('contacts'), people, called),
    ),
    'complaints.csv': csv(
      'ticket_id,customer_id,opened,closed,type,severity,first_response_minutes,satisfaction,reopened,compensation',
      complaintRows(people, lines),
    ),
    'receivables.csv': csv('document_id,customer_id,kind,date,due_date,amount,open_amount,currency', receivableRows(people, lines)),
    'wallet.csv': csv('customer_id,period,category,category_spend,brands_used,our_rank,competitor', walletRows(people, lines)),
    'memberships.csv': csv('contract_id,customer_id,start,end,plan,amount,interval,renewal_of', membershipRows(people)),
    'campaigns.csv': csv('campaign_id,name,channel,start,end,sent,opened,clicked,unsubscribed', campaignRows(people)),
    'campaign_members.csv': csv('campaign_id,customer_id,exposed,responded,arm', memberRows(people)),
    'surveys.csv': csv(
      'response_id,customer_id,date,wave,item_id,item_text,construct,value,scale_min,scale_max,reversed',
      surveyRows(random('survey'), people),
    ),
    'referrals.csv': csv('referrer_id,referred_id,date,channel,reward,converted', referralRows(people)),
    'truth/curve.csv': csv('age,n,orders,amount,profit', curveRows(people)),
    'truth/customers.csv': csv('customer_id,pattern,bond,attachment,scale,rise,fall,again,months', personRows(people)),
  };
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const here = dirname(fileURLToPath(import.meta.url));
  mkdirSync(join(here, 'truth'), { recursive: true });
  for (const [path, text] of Object.entries(generate())) {
    writeFileSync(join(here, path), text);
    console.log(`${path}: ${text.length.toLocaleString('en')} characters`);
  }
}
