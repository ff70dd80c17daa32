import { headers, type SystemProfile } from '../definition.ts';

export const squareItems: SystemProfile = {
  id: 'square-items',
  title: { en: 'Square item sales', zh: 'Square 商品明细' },
  evidence: 'seen',
  table: 'orders',
  grain: 'order-line',
  columns: headers(
    'Date|Time|Time Zone|Category|Item|Qty|Price Point Name|SKU|Modifiers Applied|Gross Sales|Discounts|Net Sales|Tax|Transaction ID|Payment ID|Device Name|Notes|Details|Event Type|Location|Dining Option|Customer ID|Customer Name|Customer Reference ID',
  ),
  anchors: headers('Price Point Name|Modifiers Applied'),
  needed: headers('Date|Time|Item|Qty|Net Sales|Transaction ID|Event Type'),
  roles: {
    Date: 'date',
    Time: 'time',
    'Time Zone': 'zone',
    Category: 'category',
    Item: 'product_name',
    Qty: 'qty',
    SKU: 'sku',
    Discounts: 'discount',
    'Net Sales': 'net_amount',
    Tax: 'tax',
    'Transaction ID': 'order_id',
    'Event Type': 'kind_text',
    Location: 'store',
    'Customer ID': 'customer_id',
    'Customer Name': 'customers.name',
  },
  kinds: { payment: 'sale', refund: 'refund', 'gift card': 'gift_card' },
  refunds: 'negative-line',
  notes: ['gift_cards_apart'],
};
