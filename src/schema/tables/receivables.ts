import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row a document of a customer's account. Invoices and what raises the debt are positive, credits, payments and write-offs negative. */
export const receivables: CanonicalTable = {
  name: 'receivables',
  key: null,
  identifying: [
    ['customer_id'],
    ['date', 'due_date'],
    ['amount', 'open_amount', 'debit', 'credit'],
    ['due_date', 'open_amount', 'debit', 'credit', 'balance_side', 'days_overdue'],
  ],
  telling: ['due_date', 'open_amount', 'debit', 'credit', 'balance_side', 'days_overdue'],
  unlike: ['sku', 'qty', 'product_name', 'unit_price'],
  columns: [
    column(
      'document_id',
      'text',
      'document number|document no|document|doc id|invoice number|invoicenumber|invoice no|invoice id|invoice|num|voucher number|单据编号|单据号|发票号|发票号码|凭证字号|业务单号|單據編號|發票號碼|憑證字號',
      { required },
    ),
    column(
      'customer_id',
      'text',
      'customer id|customerid|customer number|customer no|account id|customer|contactname|contact name|customer name|客户编号|客户编码|客户代码|对账对象编码|客户名称|对账对象名称|客戶編號|客戶代號|客戶名稱',
      { required },
    ),
    column('kind', 'text', 'document kind', { required, values: ['invoice', 'credit', 'payment', 'writeoff'] }),
    column(
      'date',
      'date',
      'invoice date|invoicedate|document date|issue date|posting date|transaction date|date (utc)|开票日期|单据日期|凭证日期|业务日期|日期|開票日期|發票日期|單據日期|憑證日期',
      { required },
    ),
    column('due_date', 'date', 'duedate|due date (utc)|payment due|应收日期|到期日|到期日期|付款期限|應收日期|到期日期'),
    column(
      'amount',
      'money',
      'invoice amount|total|amount due|total amount|document amount|original amount|金额|应收金额|应收|单据金额|金額|應收金額|應收帳款',
      {
        required,
      },
    ),
    column(
      'open_amount',
      'money',
      'open balance|invoiceamountdue|amount outstanding|outstanding|outstanding amount|open amount|balance due|remaining amount|未结金额|未收金额|应收余额|期末余额|未結金額|未收金額|應收餘額|期末餘額',
    ),
    column('currency', 'text', 'currency code|币种|货币|幣別|幣種', { unit: 'ISO 4217' }),
  ],
  inputs: [
    {
      ...column('kind_text', 'text', 'type|document type|transaction type|doc type|单据类型|业务类型|交易类型|摘要|單據類型|業務類型'),
      becomes: 'kind',
    },
    {
      ...column('debit', 'money', 'debit amount|借方|借方金额|借方-发生-金额|本期应收|借方金額|本期應收', { required, unless: 'credit' }),
      becomes: 'amount',
    },
    {
      ...column('credit', 'money', 'credit amount|贷方|贷方金额|贷方-发生-金额|本期收款|实收|貸方|貸方金額|本期收款', {
        required,
        unless: 'debit',
      }),
      becomes: 'amount',
    },
    { ...column('balance_side', 'text', '方向|借贷方向|借贷|余额方向|借貸方向|借貸|餘額方向'), becomes: 'amount' },
    { ...column('paid', 'money', 'amount paid|paid amount|invoiceamountpaid|已收金额|已结金额|已收金額|已結金額'), becomes: 'open_amount' },
    {
      ...column('days_overdue', 'integer', 'days past due|days overdue|overdue days|aging|逾期天数|账龄|逾期天數|帳齡', { unit: 'days' }),
      becomes: 'due_date',
    },
  ],
};
