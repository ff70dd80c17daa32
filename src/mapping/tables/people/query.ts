import { sql } from '#sql/sql.ts';
import { byWords, made, type Making } from '../made/query.ts';

const intervals = [
  ['quarter|季', 'quarter'],
  ['year|annual|yearly|^12|年', 'year'],
  ['week|周|週', 'week'],
  ['month|月|^1$', 'month'],
  ['day|daily|日|天', 'day'],
] as const;

const statuses = [
  ['cancel|ended|churn|expired|terminat|inactive|流失|退订|退訂|终止|終止|离网|離網', true],
  ['active|trial|past.?due|current|正常|在网|在網|使用中|订阅中', false],
] as const;

/** Contracts: an id of their own when the file has none, the interval in five words, whether they have ended. */
export const subscriptionsMade: Making = ({ roles, uses }) => {
  const started = roles.has('start') ? sql` || ' ' || coalesce(start::VARCHAR, '')` : sql``;
  const amount = uses.find(({ role }) => role.role === 'amount')?.source ?? '';
  const named = intervals.find(([, value]) => intervalNames[value].test(amount))?.[1];
  return {
    contract_id: roles.has('contract_id') ? undefined : made(sql`customer_id${started}`, 'contract_id', 'assumed'),
    interval: roles.has('interval')
      ? { expression: byWords(sql`trim("interval")`, intervals, sql`lower(trim("interval"))`), badge: 'measured', reason: null }
      : named
        ? made(sql`CASE WHEN amount IS NOT NULL THEN ${named} END`, 'interval')
        : undefined,
    churned:
      roles.has('churned') || !roles.has('subscription_status')
        ? undefined
        : made(byWords(sql`subscription_status`, statuses, sql`NULL`), 'churned'),
  };
};

const intervalNames = {
  quarter: /quarter|季/i,
  year: /year|annual|\barr\b|年/i,
  week: /week|周|週/i,
  month: /month|\bmrr\b|月/i,
  day: /dai?ly|日租/i,
} as const;

/** Customers: refusal of advertising from consent, date or file name; the year from the birthday; the name from its two parts. */
export const customersMade: Making = ({ roles, file }) => {
  const has = (role: string) => roles.has(role);
  const name = [has('first_name') ? sql`first_name` : null, has('last_name') ? sql`last_name` : null].filter((part) => part !== null);
  const refused = optOut(has, file);
  return {
    opt_out: has('opt_out') ? undefined : refused,
    birth_year: has('birth_year') || !has('birth_date') ? undefined : made(sql`year(birth_date)::INTEGER`, 'birth_year'),
    name:
      has('name') || name.length === 0
        ? undefined
        : made(sql`nullif(concat_ws(' ', ${name[0] ?? sql`NULL`}, ${name[1] ?? sql`NULL`}), '')`, 'name'),
  };
};

function optOut(has: (role: string) => boolean, file: string) {
  if (has('email') && /(^|[/\s›])(unsubscribed|cleaned)[_\s-]/i.test(file)) return made(sql`TRUE`, 'opt_out_file', 'assumed');
  if (has('opt_in')) return made(sql`NOT opt_in`, 'opt_out');
  if (has('consent_text')) return made(byWords(sql`consent_text`, consents, sql`NULL`), 'opt_out');
  return has('unsubscribed_at') ? made(sql`unsubscribed_at IS NOT NULL`, 'opt_out') : undefined;
}

const consents = [
  ['unsub|cleaned|suppress|opt.?out|退订|退訂|never|^no|false', true],
  ['subscri|opt.?in|^yes|true|订阅|訂閱', false],
] as const;

/** A campaign without an id is known by its name. */
export const campaignsMade: Making = ({ roles }) => ({
  campaign_id: roles.has('campaign_id') || !roles.has('name') ? undefined : made(sql`name`, 'campaign_id', 'assumed'),
});
