import { sql } from '#sql/sql.ts';
import { byWords, made, type Making } from '../made/query.ts';

const types = [
  ['deliver|shipp|shipment|logistic|物流|配送|快递|快遞|送货', 'delivery'],
  ['bill|invoice|payment|refund|charge|账单|帳單|发票|發票|退款|扣费', 'billing'],
  ['product|defect|quality|bug|broken|damage|质量|品質|商品|产品|產品|破损', 'product'],
  ['service|support|staff|attitude|服务|服務|态度|態度|客服', 'service'],
] as const;

const severities = [
  ['urgent|critical|high|emergency|^p?1$|^p0$|紧急|緊急|高|严重', 3],
  ['normal|medium|moderate|^p?2$|中|普通|一般', 2],
  ['low|minor|^p?[345]$|低', 1],
] as const;

const purposes = [
  ['win.?back|赢回|贏回|召回|流失', 'winback'],
  ['retention|retain|renew|挽留|续约|續約|续费', 'retention'],
  ['cross.?sell|up.?sell|交叉|增购|加購', 'crosssell'],
  ['negotiat|quote|quotation|proposal|contract|谈判|談判|报价|報價|合同', 'negotiate'],
  ['pre.?sale|demo|intro|prospect|cold|discovery|售前|初次|拜访新|演示', 'presale'],
  ['order|下单|下單|订单|訂單|补货', 'order'],
  ['support|service|complain|follow.?up|check.?in|training|售后|售後|服务|服務|回访|回訪|投诉', 'service'],
] as const;

const deleted = 'deleted|spam|已删除|已刪除|作废';

/** Tickets: words of priority, kind and rating as numbers and types; deleted ones are no complaints, offers of a rating are no rating. */
export const complaintsMade: Making = ({ roles }) => {
  const has = (role: string) => roles.has(role);
  const own = has('is_complaint') ? sql`is_complaint` : has('type_text') ? complained : null;
  const isComplaint = has('ticket_status')
    ? sql`CASE WHEN regexp_matches(lower(ticket_status), ${deleted}) THEN FALSE ELSE ${own ?? sql`NULL::BOOLEAN`} END`
    : own;
  return {
    ticket_id: has('ticket_id') || !has('record_id') ? undefined : { expression: sql`record_id`, badge: 'measured', reason: null },
    severity: has('severity') || !has('priority') ? undefined : made(byWords(sql`trim(priority)`, severities, sql`NULL`), 'severity'),
    type: has('type') || !has('type_text') ? undefined : made(byWords(sql`type_text`, types, sql`'other'`), 'ticket_type'),
    is_complaint: isComplaint && (has('ticket_status') || !has('is_complaint')) ? made(isComplaint, 'is_complaint') : undefined,
    reopened: has('reopened') || !has('reopens') ? undefined : made(sql`reopens > 0`, 'reopened'),
    satisfaction: has('satisfaction') || !has('satisfaction_word') ? undefined : made(rating, 'rating'),
    first_response_minutes:
      has('first_response_minutes') || !has('first_response_seconds')
        ? undefined
        : made(sql`(first_response_seconds / 60)::DECIMAL(18,4)`, 'minutes'),
  };
};

const complained = sql`CASE WHEN regexp_matches(lower(type_text), 'complain|投诉|客訴|申訴') THEN TRUE END`;

const rating = sql`coalesce(try_cast(satisfaction_word AS DECIMAL(18,4)), CASE WHEN regexp_matches(lower(trim(satisfaction_word)), '^(bad|dissatisfied|不满意|不滿意|差评|差評)') THEN 0
  WHEN regexp_matches(lower(trim(satisfaction_word)), '^(good|satisfied|满意|滿意|好评|好評)') THEN 1 END)`;

/** Contacts: the purpose by the words of the subject (empty when none fits), seconds as minutes. */
export const contactsMade: Making = ({ roles }) => ({
  purpose:
    roles.has('purpose_text') && !roles.has('purpose')
      ? made(byWords(sql`purpose_text`, purposes, sql`NULL`), 'purpose')
      : roles.has('purpose_text')
        ? made(sql`coalesce(lower(purpose), ${byWords(sql`purpose_text`, purposes, sql`NULL`)})`, 'purpose')
        : undefined,
  minutes: roles.has('minutes') || !roles.has('seconds') ? undefined : made(sql`(seconds / 60)::DECIMAL(18,4)`, 'minutes'),
});
