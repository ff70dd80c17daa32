import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row per order line, or per order when the export has no lines. */
export const orders: CanonicalTable = {
  name: 'orders',
  key: null,
  identifying: [
    ['date', 'ordered_at'],
    ['customer_id', 'customers.email', 'customers.phone', 'customers.name', 'order_id', 'net_amount'],
  ],
  columns: [
    column(
      'order_id',
      'text',
      'order id|order number|order no|order #|invoice|invoiceno|invoice no|invoice number|receipt|receipt number|transaction id|transaction number|basket_id|amazon-order-id|merchant-order-id|increment id|订单编号|订单号|订单ID|主订单编号|父订单号|交易编号|单号|单据编号|销售单号|小票号|訂單編號|訂單號碼|單號|交易序號|發票號碼',
      { required },
    ),
    column('line_id', 'text', 'order-item-id|lineitem id|line number|row id|子订单编号|行号|明细号|子訂單編號|項次'),
    column(
      'customer_id',
      'text',
      'customer id|customerid|customer no|customer number|customer|client id|client|member id|user id|buyer user id|buyer username|buyer id|household_key|account id|customer_unique_id|cust|cust id|masterid|客户编号|客户编码|客户代码|客户ID|会员号|会员ID|会员编号|会员名|买家会员名|买家昵称|用户ID|用户编号|顾客编号|下单帐号|客戶編號|會員編號|買家帳號|顧客代號',
    ),
    column(
      'date',
      'date',
      'order date|purchase date|invoicedate|invoice date|sale date|transaction date|created at|created date (utc)|created (utc)|date created|order_purchase_timestamp|purchase-date|下单时间|下单日期|订单日期|订单创建时间|订单成交时间|日期|交易日期|成交时间|购买日期|单据日期|下單時間|訂單日期|建立時間',
      { required },
    ),
    column('ordered_at', 'timestamp', 'order time|order datetime|order timestamp'),
    column('kind', 'text', 'line kind|row kind', { required, values: ['sale', 'refund', 'adjustment', 'gift_card'] }),
    column('state', 'text', '', { required, values: ['counted', 'test', 'cancelled', 'failed', 'unpaid', 'excluded'] }),
    column(
      'status_text',
      'text',
      'status|financial status|order status|order-status|item-status|payment status|订单状态|交易状态|状态|訂單狀態|狀態',
    ),
    column(
      'net_amount',
      'money',
      'net sales|net amount|item total|line total|line amount|lineamount|sales|sales amount|sales_value|item-price|amount|order amount|order total|order value|grand total|total price|total amount|total|revenue|gross|payment_value|金额|销售额|小计|实付金额|订单实付金额|买家实际支付金额|用户实付金额|总金额|订单金额|买家应付货款|应付金额|商品总价|金額|小計|銷售額|總金額|訂單金額|實付金額|應付金額',
      { required },
    ),
    column(
      'qty',
      'number',
      'quantity|lineitem quantity|quantity-purchased|quantity ordered|units|number of items|cds|数量|购买数量|商品数量|件数|订购数量|数量(件)|宝贝总数量|數量|件數',
      { unit: 'pieces' },
    ),
    column(
      'sku',
      'text',
      'product id|stockcode|stock code|lineitem sku|asin|item number|item id|custom label|listing id|product code|inventoryitemcode|商品ID|商品编码|商品编号|商家编码|货号|宝贝ID|规格编码|商品編號|貨號|料號',
    ),
    column(
      'product_name',
      'text',
      'product|lineitem name|item name|item title|item|description|title|商品名称|商品标题|宝贝标题|品名|商品|全部商品名称|商品名稱',
    ),
    column('category', 'text', 'product category|department|product type|product_line|类目|品类|分类|商品类别|類別|分類'),
    column('brand', 'text', 'product brand|vendor|品牌'),
    column('unit_price', 'money', 'price|lineitem price|unitprice|unit price|unitamount|单价|商品价格|价格|單價|價格'),
    column('list_price', 'money', 'lineitem compare at price|compare at price|regular price|msrp|原价|标价|吊牌价|原價|標價|定價'),
    column('cogs', 'money', 'cost of goods sold|cost|line cost|成本|商品成本|成本金额|成本金額'),
    column(
      'discount',
      'money',
      'discount amount|discounts|lineitem discount|item-promotion-discount|retail_disc|优惠金额|折扣金额|优惠|店铺优惠折扣|平台优惠|優惠金額|折扣金額',
    ),
    column('tax', 'money', 'taxes|item-tax|sales tax|vat|税额|税费|稅額'),
    column(
      'shipping',
      'money',
      'freight|freight_value|shipping price|shipping-price|shipping and handling|postage|运费|邮费|买家应付邮费|運費',
    ),
    column('fee', 'money', 'fees|transaction fee|payment fee|手续费|服务费|手續費'),
    column('tip', 'money', 'tips|小费|小費'),
    column('channel', 'text', 'sales channel|sales-channel|order channel|source|渠道|来源|订单来源|销售渠道|通路|來源'),
    column('store', 'text', 'location|store id|shop|branch|purchase point|店铺|店铺名称|门店|門市|店鋪'),
    column(
      'promo_id',
      'text',
      'promo code|promotion code|promotion id|promo|discount code|coupon code|coupon|promotion-ids|优惠券|优惠码|促销编号|優惠券|促銷代碼',
    ),
    column('currency', 'text', 'order currency|currency code|币种|货币|幣別|幣種', { unit: 'ISO 4217' }),
    column('due_date', 'date', 'payment due|到期日|付款期限'),
    column(
      'paid_date',
      'date',
      'paid at|date paid|payments-date|paid on date|payment date|付款时间|付款日期|订单付款时间|支付时间|买家付款时间|付款時間',
    ),
    column('paid_amount', 'money', 'amount paid|total collected|实收金额|实收|实际收款|實收金額'),
    column('written_off', 'money', 'write off|writeoff|bad debt|坏账|呆帳'),
    column('refund_of', 'text', 'reference order|original order|reference txn id|refunded order|原订单号|原訂單編號'),
    column('contract_id', 'text', 'contract number|subscription id|合同编号|合約編號'),
  ],
};
