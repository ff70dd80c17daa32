import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row a contact with a customer. */
export const contacts: CanonicalTable = {
  name: 'contacts',
  key: null,
  identifying: [['customer_id'], ['at'], ['purpose', 'purpose_text', 'direction', 'minutes', 'outcome', 'arm', 'seconds']],
  telling: ['at', 'purpose', 'purpose_text', 'direction', 'minutes', 'outcome', 'arm', 'seconds'],
  unlike: ['net_amount', 'qty', 'sku', 'order_id'],
  columns: [
    column(
      'customer_id',
      'text',
      'customer id|customerid|customer|contact id|account id|account|account name|contact name|associated contact ids|客户编号|客户ID|会员编号|客户名称|客戶編號|會員編號|客戶名稱',
      { required },
    ),
    column(
      'at',
      'timestamp',
      'contacted at|contact date|activity date|last activity date|last contacted|call time|meeting date|due date|date|跟进时间|联系时间|拜访时间|拜访日期|最后跟进时间|跟進時間|聯絡時間|拜訪日期',
      { required },
    ),
    column('purpose', 'text', 'contact purpose|目的|联系目的|跟进目的|聯絡目的', {
      required,
      unless: 'purpose_text',
      values: ['presale', 'order', 'negotiate', 'service', 'retention', 'winback', 'crosssell'],
    }),
    column('channel', 'text', 'contact channel|activity type|跟进方式|联系方式|渠道|跟進方式|聯絡方式'),
    column('direction', 'text', 'inbound outbound|call direction|方向'),
    column('minutes', 'number', 'duration minutes|duration|时长|分钟|時長|分鐘', { unit: 'minutes' }),
    column('cost', 'money', 'contact cost|成本'),
    column('outcome', 'text', 'result|call outcome|结果|结果说明|結果'),
    column(
      'stage_label',
      'text',
      'stage label|relationship stage|relationship phase|customer stage|stage of relationship|客户阶段|关系阶段|客户关系阶段|客户生命周期阶段|生命周期阶段|客戶階段|關係階段|生命週期階段',
    ),
    column('arm', 'text', 'experiment arm|实验组|實驗組', { values: ['treated', 'control'] }),
    column('owner', 'text', 'agent|sales rep|assigned to|activity owner|负责人|负责员工|拜访人|負責人|拜訪人'),
  ],
  inputs: [
    {
      ...column(
        'purpose_text',
        'text',
        'contact reason|reason|subject|activity - subject|activity subject|主题|跟进内容|联系记录|主題|聯絡紀錄',
      ),
      becomes: 'purpose',
    },
    {
      ...column('seconds', 'number', 'duration s|duration in seconds|duration seconds|call duration seconds|通话秒数|通話秒數', {
        unit: 'seconds',
      }),
      becomes: 'minutes',
    },
  ],
};
