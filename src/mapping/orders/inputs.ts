import { normaliseName } from '../names/normalise.ts';
import type { RoleDefinition } from '../names/roles.ts';

/**
 * Inputs of the named derivations of order lines: roles without a column of their own. `becomes` is the canonical column that they serve.
 * Of totals only names that no line amount has: whether an amount called total is one is told by a system profile or by the values.
 */
export const orderInputs: readonly RoleDefinition[] = [
  input('profit', 'cogs', 'money', 'profit|line profit|gross profit|利润|毛利|利潤'),
  input(
    'discount_rate',
    'list_price',
    'rate',
    'discount|discount rate|discount percent|discount %|% discount|discount percentage|discount pct|disc %|rabatt %|折扣|折扣率|折扣%',
  ),
  input('order_total', 'net_amount', 'money', 'grand total|invoice total|订单总额|订单总金额|訂單總額'),
  input('order_subtotal', 'net_amount', 'money', 'subtotal|sub total|cart subtotal'),
  input('order_discount', 'discount', 'money', 'cart discount|discount total|total discount|订单优惠|整单优惠|訂單優惠'),
  input(
    'refund_amount',
    'net_amount',
    'money',
    'refund|refunded amount|amount refunded|total refunded|partial refunds|退款金额|已退款金额|退款金額|退貨金額',
  ),
  input('refund_status', 'kind', 'text', '退款状态|售后状态|退款狀態|退貨狀態|售後狀態'),
  input('refund_date', 'date', 'date', 'refunded at|refunded date|退款时间|退款日期|退款時間'),
  input('cancelled_at', 'state', 'text', 'canceled at|cancellation date|取消时间|取消時間'),
  input('kind_text', 'kind', 'text', 'event type|transaction type|document type|单据类型|交易类型|單據類型|交易類型'),
  input('test_mark', 'state', 'text', null),
  input('line_items', 'product_name', 'text', ''),
  input('time', 'ordered_at', 'text', 'time of day|下单时刻'),
  input('zone', 'ordered_at', 'text', 'time zone|时区|時區'),
  input('debit', 'net_amount', 'money', 'debit amount|借方|借方金额|借方金額'),
  input('credit', 'net_amount', 'money', 'credit amount|贷方|贷方金额|貸方|貸方金額'),
  input('direction', 'kind', 'text', '借贷方向|借贷|借貸方向'),
  input('adjusted_total', 'net_amount', 'money', ''),
  input('converted_amount', 'net_amount', 'money', ''),
  input('converted_refund', 'net_amount', 'money', 'converted amount refunded'),
  input('converted_currency', 'currency', 'text', ''),
];

function input(role: string, becomes: string, type: RoleDefinition['type'], synonyms: string | null): RoleDefinition {
  const names = synonyms === null ? [] : [role, ...synonyms.split('|').filter((name) => name !== '')];
  return { role, becomes, type, required: false, names: names.map(normaliseName), values: [] };
}
