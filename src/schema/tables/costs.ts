import { column, type CanonicalTable } from '../table-definition.ts';

/** One row a cost that is not part of an order line. */
export const costs: CanonicalTable = {
  name: 'costs',
  key: null,
  identifying: [['date'], ['amount', 'spend'], ['type', 'type_text', 'spend']],
  telling: ['type', 'spend', 'basis'],
  unlike: ['order_id', 'qty', 'sku'],
  columns: [
    column('date', 'date', 'cost date|period|month|day|expense date|日期|月份|期间|費用日期|期間', { required: true }),
    column('amount', 'money', 'cost|expense|金额|费用|金額|費用', { required: true, unless: 'spend' }),
    column('type', 'text', 'cost type|cost_type|expense type|成本类型|费用类型|成本類型|費用類型', {
      required: true,
      unless: 'type_text',
      values: ['acquisition', 'sales', 'service', 'marketing', 'admin', 'transaction'],
    }),
    column('customer_id', 'text', 'customer id|customerid|customer|客户编号|客户ID|会员编号|客戶編號|會員編號'),
    column('segment', 'text', 'customer segment|客群'),
    column('campaign_id', 'text', 'campaign|campaign name|活动|活动名称|推广计划|活動名稱|檔期'),
    column('channel', 'text', 'cost channel|media|渠道|通路'),
    column('basis', 'text', 'allocation basis|分摊基础|分攤基礎'),
  ],
  inputs: [
    {
      ...column(
        'spend',
        'money',
        'ad spend|amount spent|cac|budget|花费|消耗|广告费|推广费|获客成本|营销费用|花費|廣告費|獲客成本|行銷費用',
        { required: true, unless: 'amount' },
      ),
      becomes: 'amount',
    },
    {
      ...column('type_text', 'text', 'account|account name|cost account|expense account|科目|科目名称|费用科目|科目名稱|費用科目'),
      becomes: 'type',
    },
  ],
};
