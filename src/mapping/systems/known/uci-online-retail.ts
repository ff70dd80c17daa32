import { headers, type SystemProfile } from '../definition.ts';

export const uciOnlineRetail: SystemProfile = {
  id: 'uci-online-retail',
  title: { en: 'UCI Online Retail', zh: 'UCI Online Retail 数据集' },
  evidence: 'seen',
  table: 'orders',
  grain: 'order-line',
  columns: headers('InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country'),
  anchors: headers('InvoiceNo|StockCode|UnitPrice'),
  roles: {
    InvoiceNo: 'order_id',
    StockCode: 'sku',
    Description: 'product_name',
    Quantity: 'qty',
    InvoiceDate: 'date',
    UnitPrice: 'unit_price',
    CustomerID: 'customer_id',
    Country: 'customers.country',
  },
  prefixes: { C: 'refund', A: 'adjustment' },
  refunds: 'prefix',
  notProducts: ['POST', 'DOT', 'M', 'D', 'BANK CHARGES', 'AMAZONFEE', 'CRUK', 'S', 'C2'],
};
