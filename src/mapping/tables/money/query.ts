import { sql, type Sql } from '#sql/sql.ts';
import { byWords, made, type Making } from '../made/query.ts';

const documentKinds = [
  ['write.?off|bad debt|坏账|壞帳|呆账|呆帳|核销坏', 'writeoff'],
  ['payment|receipt|overpay|prepay|deposit|收款|回款|收讫', 'payment'],
  ['credit|refund|return|红字|紅字|贷项|貸項|退货|退款|冲销', 'credit'],
] as const;

const costTypes = [
  ['acqui|获客|獲客|拉新', 'acquisition'],
  ['market|advert|campaign|广告|廣告|推广|推廣|营销|行銷|市场', 'marketing'],
  ['service|support|客服|服务|服務|售后', 'service'],
  ['transaction|payment|processing|手续费|手續費|支付', 'transaction'],
  ['sales|销售|銷售|业务', 'sales'],
] as const;

/** Debit and credit as one signed amount; credits, payments and write-offs are negative whatever their sign in the file. */
export const receivablesMade: Making = ({ roles }) => {
  const has = (role: string) => roles.has(role);
  const amount = unsigned(has);
  const kind = has('kind') ? sql`lower(kind)` : kindOf(has, amount);
  const side = sql`regexp_matches(lower(trim(balance_side)), '^(贷|貸|cr|credit)')`;
  const lowers = has('balance_side') ? sql`${kind} <> 'invoice' OR ${side}` : sql`${kind} <> 'invoice'`;
  const signed = has('debit') || has('credit') ? amount : sql`CASE WHEN ${lowers} THEN -abs(${amount}) ELSE ${amount} END`;
  const date = has('date') ? sql`date` : sql`due_date`;
  return {
    kind: has('kind') ? undefined : made(kind, 'document_kind'),
    amount: made(signed, has('amount') || !has('open_amount') ? 'signed_amount' : 'amount_open'),
    date: has('date') ? undefined : made(date, 'date_due', 'assumed'),
    open_amount:
      has('open_amount') || !has('paid') || !has('amount')
        ? undefined
        : made(sql`(amount - coalesce(paid, 0))::DECIMAL(18,4)`, 'open_amount'),
    document_id: has('document_id')
      ? undefined
      : made(sql`coalesce(customer_id, '') || ' ' || coalesce((${date})::VARCHAR, '') || ' ' || _line`, 'document_id', 'assumed'),
  };
};

function unsigned(has: (role: string) => boolean): Sql {
  if (has('amount')) return sql`amount`;
  if (has('debit') || has('credit')) {
    const side = (role: 'debit' | 'credit') =>
      has(role) ? (role === 'debit' ? sql`coalesce(debit, 0)` : sql`coalesce(credit, 0)`) : sql`0`;
    return sql`(${side('debit')} - ${side('credit')})::DECIMAL(18,4)`;
  }
  return has('open_amount') ? sql`open_amount` : sql`NULL::DECIMAL(18,4)`;
}

function kindOf(has: (role: string) => boolean, amount: Sql): Sql {
  const negative = has('balance_side')
    ? sql`(${amount} < 0 OR regexp_matches(lower(trim(balance_side)), '^(贷|貸|cr|credit)'))`
    : sql`${amount} < 0`;
  const bySign = sql`CASE WHEN ${negative} THEN ${has('debit') || has('credit') ? 'payment' : 'credit'} ELSE 'invoice' END`;
  return has('kind_text') ? sql`coalesce(${byWords(sql`kind_text`, documentKinds, bySign)}, ${bySign})` : bySign;
}

/** Costs: the type by the words of the account; advertising spend without a type is marketing. */
export const costsMade: Making = ({ roles }) => {
  const words = byWords(sql`type_text`, costTypes, sql`'admin'`);
  const type = roles.has('type_text')
    ? made(roles.has('type') ? sql`coalesce(lower(type), ${words})` : words, 'cost_type')
    : roles.has('type')
      ? undefined
      : made(sql`'marketing'`, 'cost_marketing', 'assumed');
  const amount = roles.has('spend') ? made(roles.has('amount') ? sql`coalesce(amount, spend)` : sql`spend`, 'spend') : undefined;
  return { type, amount };
};

/** The whole of the category is what was spent with us and with the competitor, where only those are known. */
export const walletMade: Making = ({ roles }) => {
  if (!roles.has('competitor_spend')) return {};
  const sum = sql`(competitor_spend + coalesce(${roles.has('own_spend') ? sql`own_spend` : sql`0`}, 0))::DECIMAL(18,4)`;
  return { category_spend: made(roles.has('category_spend') ? sql`coalesce(category_spend, ${sum})` : sql`${sum}`, 'category_spend') };
};
