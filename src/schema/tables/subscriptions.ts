import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row a contract or subscription; a snapshot has `tenure_months` and `churned` instead of dates. */
export const subscriptions: CanonicalTable = {
  name: 'subscriptions',
  key: 'contract_id',
  identifying: [
    ['contract_id', 'customer_id'],
    ['start', 'tenure_months'],
    ['plan', 'interval', 'end', 'churned', 'cancelled_at', 'trial_end', 'renewal_of', 'subscription_status'],
  ],
  telling: ['tenure_months', 'churned', 'interval', 'trial_end', 'cancelled_at', 'renewal_of', 'end'],
  unlike: ['order_id', 'sku', 'qty', 'product_name', 'unit_price'],
  columns: [
    column(
      'contract_id',
      'text',
      'contract number|contract no|subscription id|sub id|sub_id|subscription|合同编号|合同号|订阅编号|合約編號|合約號|訂閱編號',
      { required },
    ),
    column(
      'customer_id',
      'text',
      'customer id|customerid|customer|account id|user id|member id|customer email|客户编号|客户ID|会员编号|用户ID|客戶編號|會員編號',
      { required },
    ),
    column(
      'start',
      'date',
      'start date|start date (utc)|start (utc)|started at|subscription start|contract start|begin date|effective date|开始日期|起始日期|生效日期|起始日|生效日|開始日期|生效日期',
      { required, unless: 'tenure_months' },
    ),
    column('tenure_months', 'number', 'tenure|tenure months|months active|在网时长|在网月数|合约月数|在網月數|合約月數', {
      required,
      unless: 'start',
      unit: 'months',
    }),
    column(
      'end',
      'date',
      'end date|ended at|ended at (utc)|ended|contract end|subscription end|expiry date|expires|expiration date|term end|到期日|到期日期|结束日期|终止日期|結束日期|到期日期|終止日期',
    ),
    column(
      'cancelled_at',
      'date',
      'canceled at|canceled at (utc)|cancelled|cancellation date|cancel date|退订日期|取消日期|退訂日期|解约日期|解約日期',
    ),
    column('trial_end', 'date', 'trial end|trial end (utc)|trial ends|试用到期|试用结束|試用到期'),
    column('plan', 'text', 'contract|plan name|product|subscription plan|term|套餐|套餐名称|产品|方案|方案名稱'),
    column(
      'amount',
      'money',
      'monthlycharges|monthly charges|monthly charge|mrr|arr|plan amount|subscription amount|recurring amount|price|fee|月费|月租|年费|签约总金额|月費|月租費|年費',
    ),
    column('interval', 'text', 'billing interval|billing period|billing cycle|计费周期|付费周期|計費週期|付費週期'),
    column('quantity', 'number', 'seats|licenses|licences|席位数|数量|席次|數量', { unit: 'pieces' }),
    column('reason', 'text', 'cancellation reason|churn reason|lost reason|退订原因|流失原因|退訂原因|流失原因'),
    column('churned', 'boolean', 'churn|is churned|has churned|churn value|churn label|是否流失|是否離網|是否离网'),
    column('renewal_of', 'text', 'previous contract|renewed from|原合同编号|续签自|原合約編號|續約自'),
    column('attributes', 'text', ''),
  ],
  inputs: [{ ...column('subscription_status', 'text', 'status|subscription status|状态|订阅状态|狀態|訂閱狀態'), becomes: 'churned' }],
};
