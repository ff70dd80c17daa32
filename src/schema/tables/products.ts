import { column, type CanonicalTable } from '../table-definition.ts';

/** One row a product. */
export const products: CanonicalTable = {
  name: 'products',
  key: 'sku',
  identifying: [['sku'], ['name', 'category', 'unit_cost', 'list_price']],
  columns: [
    column(
      'sku',
      'text',
      'product id|product_id|stockcode|stock code|item number|item id|product code|asin|商品ID|商品编码|商品编号|货号|商品編號|貨號|料號',
      { required: true },
    ),
    column('name', 'text', 'product name|product|item name|title|description|商品名称|品名|商品名稱'),
    column('category', 'text', 'product category|department|product type|类目|品类|分类|類別|分類'),
    column('subcategory', 'text', 'sub-category|sub category|二级类目|子类目|小类|子類別'),
    column('brand', 'text', 'product brand|vendor|品牌'),
    column('list_price', 'money', 'price|regular price|msrp|retail price|原价|标价|售价|原價|標價|定價'),
    column(
      'unit_cost',
      'money',
      'cost|cost per item|cost per unit|cost per piece|item cost|standard cost|standard_cost|cost price|purchase price|成本|成本价|单位成本|采购价|成本價|單位成本',
    ),
    column('margin', 'number', 'margin rate|gross margin|毛利率', { unit: 'fraction' }),
    column('launch_date', 'date', 'launched|release date|上市日期|上架时间|上市時間'),
    column('capacity', 'number', 'shelf capacity|产能|容量|產能'),
    column('stock', 'number', 'inventory|stock on hand|on hand|库存|庫存', { unit: 'pieces' }),
  ],
};
