import { headers, type SystemProfile } from '../definition.ts';

export const tmallOrders: SystemProfile = {
  id: 'tmall-orders',
  title: { en: 'Tmall teaching data set', zh: '天猫教学数据集' },
  evidence: 'seen',
  table: 'orders',
  grain: 'order',
  columns: headers('订单编号|总金额|买家实际支付金额|收货地址|订单创建时间|订单付款时间|退款金额'),
  anchors: headers('总金额|买家实际支付金额'),
  roles: {
    订单编号: 'order_id',
    总金额: 'order_subtotal',
    买家实际支付金额: 'order_total',
    收货地址: 'customers.region',
    订单创建时间: 'date',
    订单付款时间: 'paid_date',
    退款金额: 'refund_amount',
  },
  refunds: 'column',
  zone: 'Asia/Shanghai',
  notes: ['no_customer_key'],
};
