import { headers, type SystemProfile } from '../definition.ts';

export const quickbooksAging: SystemProfile = {
  id: 'quickbooks-aging',
  title: { en: 'QuickBooks A/R ageing detail', zh: 'QuickBooks 应收账龄明细' },
  evidence: 'memory',
  table: 'receivables',
  grain: 'record',
  columns: headers('Date|Transaction Type|Num|Customer|Due Date|Amount|Open Balance|Location|Past Due'),
  anchors: headers('Open Balance|Past Due'),
  roles: {
    Date: 'date',
    'Transaction Type': 'kind_text',
    'Past Due': 'days_overdue',
    Num: 'document_id',
    Customer: 'customer_id',
    'Due Date': 'due_date',
    Amount: 'amount',
    'Open Balance': 'open_amount',
  },
  dateOrder: 'month-first',
};
