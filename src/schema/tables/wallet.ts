import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row what a customer spends in a category in a period, with us and with others. */
export const wallet: CanonicalTable = {
  name: 'wallet',
  key: null,
  identifying: [['customer_id'], ['period'], ['category_spend', 'competitor_spend']],
  telling: ['category_spend', 'competitor_spend', 'own_spend', 'our_rank', 'brands_used'],
  unlike: [],
  columns: [
    column('customer_id', 'text', 'customer id|customerid|customer|member id|客户编号|客户ID|会员编号|客戶編號|會員編號', { required }),
    column('period', 'text', 'month|quarter|year|date|期间|月份|季度|年份|日期|期間|年度', { required }),
    column('category', 'text', 'product category|品类|类目|品類|類別'),
    column(
      'category_spend',
      'money',
      'total category spend|total spend|category total|wallet|wallet size|品类总支出|总支出|钱包总额|品類總支出|總支出|錢包總額',
      { required, unless: 'competitor_spend' },
    ),
    column('own_spend', 'money', 'spend with us|our spend|own purchases|我方支出|在我方支出|本公司支出|我方消費'),
    column('brands_used', 'integer', 'number of brands|brands|使用品牌数|品牌数|使用品牌數|品牌數', { unit: 'brands' }),
    column('our_rank', 'integer', 'rank|our position|我方排名|排名|我方排序', { unit: 'rank' }),
    column('competitor', 'text', 'main competitor|competitor name|竞品|竞争对手|主要竞争对手|競品|競爭者|競爭對手'),
  ],
  inputs: [
    {
      ...column('competitor_spend', 'money', 'spend with competitors|competitor amount|竞品支出|在竞争对手支出|競品支出', {
        required,
        unless: 'category_spend',
      }),
      becomes: 'category_spend',
    },
  ],
};
