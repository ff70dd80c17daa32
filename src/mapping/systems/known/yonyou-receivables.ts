import { headers, type SystemProfile } from '../definition.ts';

export const yonyouReceivables: SystemProfile = {
  id: 'yonyou-receivables',
  title: { en: 'Yonyou customer ledger', zh: '用友客户往来明细账' },
  evidence: 'seen',
  table: 'receivables',
  grain: 'record',
  columns: headers(
    '科目编码|科目名称|对账对象编码|对账对象名称|币种|凭证日期|凭证字号|业务日期|业务单号|业务员|摘要|借方-发生-金额|借方-已结-金额|借方-未结-金额|贷方-发生-金额|贷方-已结-金额|贷方-未结-金额|方向|余额',
  ),
  anchors: headers('对账对象编码|借方-发生-金额|凭证字号'),
  needed: headers('对账对象编码|凭证日期|借方-发生-金额|贷方-发生-金额'),
  aliases: {
    '借方/发生/金额': '借方-发生-金额',
    '借方/已结/金额': '借方-已结-金额',
    '借方/未结/金额': '借方-未结-金额',
    '贷方/发生/金额': '贷方-发生-金额',
    '贷方/已结/金额': '贷方-已结-金额',
    '贷方/未结/金额': '贷方-未结-金额',
  },
  roles: {
    对账对象编码: 'customer_id',
    币种: 'currency',
    业务日期: 'date',
    业务单号: 'document_id',
    '借方-发生-金额': 'debit',
    '贷方-发生-金额': 'credit',
    '借方-未结-金额': 'open_amount',
    摘要: 'kind_text',
  },
  zone: 'Asia/Shanghai',
};
