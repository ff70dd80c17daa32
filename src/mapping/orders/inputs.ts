import type { RoleDefinition } from '../names/roles.ts';
import { normaliseName } from '../names/normalise.ts';

/**
 * Inputs of the named derivations of order lines: roles without a column of their own. `becomes` is the canonical column that comes of them.
 * Names in English, 简体 and 繁體, best first.
 */
export const orderInputs: readonly RoleDefinition[] = [
  input('profit', 'cogs', 'money', 'profit|line profit|gross profit|利润|毛利|利潤'),
  input('discount_rate', 'list_price', 'rate', 'discount|discount rate|discount percent|折扣|折扣率'),
  input(
    'order_total',
    'net_amount',
    'money',
    'grand total|order amount|total|total price|total amount|order value|order total inc tax|invoice total|grand total (purchased)|总金额|订单金额|订单总额|订单总金额|合计金额|商品总价|總金額|訂單金額|訂單總額',
  ),
  input('order_subtotal', 'net_amount', 'money', 'subtotal|sub total|order subtotal|cart subtotal|goods total|商品小计|商品金额|商品小計'),
  input(
    'order_discount',
    'discount',
    'money',
    'order discount|cart discount|discount total|total discount|订单优惠|整单优惠|訂單優惠|整單折扣',
  ),
  input(
    'refund_amount',
    'net_amount',
    'money',
    'refunded amount|amount refunded|total refunded|partial refunds|refund|refund total|退款金额|已退款金额|退款金額|退貨金額',
  ),
  input('refund_status', 'state', 'text', 'refund state|return status|退款状态|售后状态|退货状态|退款狀態|售後狀態|退貨狀態'),
  input('refund_date', 'date', 'date', 'refunded date|refunded date (utc)|refunded at|return date|退款时间|退款日期|退款時間'),
  input('cancelled_at', 'state', 'text', 'canceled at|cancelled date|cancellation date|voided at|取消时间|关闭时间|取消時間'),
  input(
    'kind_text',
    'kind',
    'text',
    'event type|transaction type|document type|invoice type|record type|交易类型|单据类型|業務類型|交易類型|單據類型',
  ),
  input('test_mark', 'state', 'text', 'mode|livemode|is test|test order|balance impact|测试|测试订单|測試'),
  input('line_items', 'sku', 'text', 'line items|product details|order items|商品明细|商品明細'),
  input('time', 'ordered_at', 'text', 'time|time of day|transaction time|时间|時間'),
  input('zone', 'ordered_at', 'text', 'time zone|timezone|zone|时区|時區'),
  input('debit', 'net_amount', 'money', 'debit|debit amount|dr|借方|借方金额|借方金額|借方发生|借方發生'),
  input('credit', 'net_amount', 'money', 'credit|credit amount|cr|贷方|贷方金额|貸方|貸方金額|贷方发生|貸方發生'),
  input('direction', 'net_amount', 'text', 'dr cr|debit credit|balance direction|借贷|借贷方向|方向|借貸|借貸方向'),
  input(
    'converted_amount',
    'net_amount',
    'money',
    'amount converted|grand total (base)|base amount|settlement amount|本位币金额|折算金额|本幣金額',
  ),
  input('converted_refund', 'net_amount', 'money', 'converted amount refunded|base total refunded'),
  input('converted_currency', 'currency', 'text', 'base currency|settlement currency|本位币|本幣'),
];

function input(role: string, becomes: string, type: RoleDefinition['type'], synonyms: string): RoleDefinition {
  return { role, becomes, type, required: false, names: [role, ...synonyms.split('|')].map(normaliseName), values: [] };
}
