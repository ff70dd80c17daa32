import { headers, type SystemProfile } from '../definition.ts';

export const uciOnlineRetail2: SystemProfile = {
  id: 'uci-online-retail-2',
  title: { en: 'UCI Online Retail II', zh: 'UCI Online Retail II 数据集' },
  evidence: 'memory',
  table: 'orders',
  grain: 'order-line',
  columns: headers('Invoice|StockCode|Description|Quantity|InvoiceDate|Price|Customer ID|Country'),
  anchors: headers('StockCode|Invoice|Price'),
  roles: {
    Invoice: 'order_id',
    StockCode: 'sku',
    Description: 'product_name',
    Quantity: 'qty',
    InvoiceDate: 'date',
    Price: 'unit_price',
    'Customer ID': 'customer_id',
    Country: 'customers.country',
  },
  prefixes: { C: 'refund', A: 'adjustment' },
  refunds: 'prefix',
  notProducts: ['POST', 'DOT', 'M', 'D', 'BANK CHARGES', 'AMAZONFEE', 'CRUK', 'S', 'C2'],
  notes: ['sheets_overlap'],
};
