import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row a contact with a customer. */
export const contacts: CanonicalTable = {
  name: 'contacts',
  key: null,
  identifying: [['customer_id'], ['at'], ['purpose']],
  columns: [
    column('customer_id', 'text', 'customer id|customerid|customer|客户编号|客户ID|会员编号|客戶編號|會員編號', { required }),
    column('at', 'timestamp', 'contacted at|contact date|activity date|跟进时间|联系时间|最后跟进时间|跟進時間|聯絡時間', { required }),
    column('purpose', 'text', 'contact purpose|contact reason|目的|联系目的|跟进目的|聯絡目的', {
      required,
      values: ['presale', 'order', 'negotiate', 'service', 'retention', 'winback', 'crosssell'],
    }),
    column('channel', 'text', 'contact channel|跟进方式|联系方式|渠道|跟進方式|聯絡方式'),
    column('direction', 'text', 'inbound outbound|方向'),
    column('minutes', 'number', 'duration minutes|duration|时长|分钟|時長|分鐘', { unit: 'minutes' }),
    column('cost', 'money', 'contact cost|成本'),
    column('outcome', 'text', 'result|结果|结果说明|結果'),
    column('arm', 'text', 'experiment arm|实验组|實驗組', { values: ['treated', 'control'] }),
    column('owner', 'text', 'agent|sales rep|负责人|负责员工|負責人'),
  ],
};
