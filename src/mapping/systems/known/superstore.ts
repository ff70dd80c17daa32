import { headers, type SystemProfile } from '../definition.ts';

export const superstore: SystemProfile = {
  id: 'superstore',
  title: { en: 'Superstore', zh: 'Superstore 数据集' },
  evidence: 'seen',
  table: 'orders',
  grain: 'order-line',
  columns: headers(
    'Row ID|Order ID|Order Date|Ship Date|Ship Mode|Customer ID|Customer Name|Segment|Country|City|State|Postal Code|Region|Product ID|Category|Sub-Category|Product Name|Sales|Quantity|Discount|Profit',
  ),
  anchors: headers('Ship Mode|Row ID|Sub-Category'),
  needed: headers('Order ID|Order Date|Customer ID|Product Name|Sales'),
  aliases: { 'Country/Region': 'Country', 'State/Province': 'State' },
  roles: {
    'Row ID': 'line_id',
    'Order ID': 'order_id',
    'Order Date': 'date',
    'Customer ID': 'customer_id',
    'Customer Name': 'customers.name',
    Segment: 'customers.segment',
    Country: 'customers.country',
    Region: 'customers.region',
    'Product ID': 'sku',
    Category: 'category',
    'Sub-Category': 'products.subcategory',
    'Product Name': 'product_name',
    Sales: 'net_amount',
    Quantity: 'qty',
    Discount: 'discount_rate',
    Profit: 'profit',
  },
  refunds: 'none',
};
