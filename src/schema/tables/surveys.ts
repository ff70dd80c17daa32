import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** What an item of a survey can be about. */
export const constructs: readonly string[] = [
  ...['satisfaction', 'expectation', 'perception', 'trust_credibility', 'trust_benevolence', 'perceived_value', 'value_functional'],
  ...['value_social', 'value_emotional', 'value_knowledge', 'cost_price', 'cost_time', 'cost_effort', 'cost_risk', 'switching_cost'],
  ...['repurchase', 'cross_buying', 'recommend', 'price_tolerance', 'affect', 'preference', 'alternatives', 'decision_time'],
  ...['incident_tolerance', 'competitor_resistance', 'other'],
];

/** One row an answer to one item of a survey (long form). */
export const surveys: CanonicalTable = {
  name: 'surveys',
  key: null,
  identifying: [['response_id'], ['item_id', 'construct'], ['value', 'text']],
  telling: ['item_id', 'construct', 'scale_min', 'scale_max'],
  columns: [
    column('response_id', 'text', 'response id|respondent id|答卷编号|答卷編號', { required }),
    column('customer_id', 'text', 'customer id|customerid|customer|客户编号|客户ID|会员编号|客戶編號|會員編號'),
    column('date', 'date', 'response date|submitted at|end date|提交时间|答题时间|填答日期'),
    column('wave', 'text', 'survey wave|轮次|波次|輪次'),
    column('item_id', 'text', 'item id|question id|题号|題號', { required }),
    column('item_text', 'text', 'question|question text|题目|題目'),
    column('construct', 'text', 'scale|dimension|构念|維度|维度', {
      required,
      values: constructs,
    }),
    column('value', 'number', 'answer|score|rating|得分|评分|分值|評分', {
      required,
      unless: 'text',
    }),
    column('scale_min', 'number', 'scale minimum|量表最小值|量表最低分', { required, unless: 'text' }),
    column('scale_max', 'number', 'scale maximum|量表最大值|量表最高分', { required, unless: 'text' }),
    column('reversed', 'boolean', 'reverse coded|反向题|反向題'),
    column('valid', 'boolean', 'is valid|是否有效'),
    column('text', 'text', 'comment|open answer|评语|意见|評語'),
  ],
};
