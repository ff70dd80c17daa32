import { headers, type SystemProfile } from '../definition.ts';

export const amazonNewOrders: SystemProfile = {
  id: 'amazon-new-orders',
  title: { en: 'Amazon new or unshipped orders', zh: '亚马逊新订单／未发货订单' },
  evidence: 'seen',
  table: 'orders',
  grain: 'order-line',
  columns: headers(
    'order-id|order-item-id|purchase-date|payments-date|reporting-date|promise-date|days-past-promise|buyer-email|buyer-name|buyer-phone-number|sku|product-name|quantity-purchased|quantity-shipped|quantity-to-ship|currency|item-price|item-tax|shipping-price|shipping-tax|ship-service-level|recipient-name|ship-address-1|ship-address-2|ship-address-3|ship-city|ship-state|ship-postal-code|ship-country|ship-phone-number|delivery-start-date|delivery-end-date|delivery-time-zone|delivery-Instructions|sales-channel|is-business-order|purchase-order-number|price-designation|verge-of-cancellation|verge-of-lateShipment',
  ),
  anchors: headers('order-item-id|quantity-purchased|payments-date|days-past-promise'),
  needed: headers('order-id|order-item-id|purchase-date|quantity-purchased'),
  roles: {
    'order-id': 'order_id',
    'order-item-id': 'line_id',
    'purchase-date': 'date',
    'payments-date': 'paid_date',
    'buyer-email': 'customers.email',
    'buyer-name': 'customers.name',
    'buyer-phone-number': 'customers.phone',
    sku: 'sku',
    'product-name': 'product_name',
    'quantity-purchased': 'qty',
    currency: 'currency',
    'item-price': 'net_amount',
    'item-tax': 'tax',
    'shipping-price': 'shipping',
    'ship-country': 'customers.country',
    'sales-channel': 'channel',
  },
  refunds: 'none',
  notes: ['alias_customer_key'],
};
