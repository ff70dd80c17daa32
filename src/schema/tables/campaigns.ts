import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row a campaign. Revenue that a marketing tool ascribes to it is left out: it is part of the shop's own revenue. */
export const campaigns: CanonicalTable = {
  name: 'campaigns',
  key: 'campaign_id',
  keyInstead: 'name',
  identifying: [
    ['campaign_id', 'name'],
    ['sent', 'opened', 'clicked', 'unsubscribed', 'cost', 'start'],
  ],
  telling: ['sent', 'opened', 'clicked', 'unsubscribed', 'name'],
  unlike: ['order_id', 'customer_id', 'sku'],
  columns: [
    column('campaign_id', 'text', 'campaign id|utm campaign|活动编号|活动ID|推广计划ID|活動編號|檔期編號', { required }),
    column('name', 'text', 'campaign name|campaign|活动名称|推广计划|推广计划名称|优惠券名称|活動名稱|檔期|檔期名稱'),
    column('channel', 'text', 'campaign channel|campaign type|渠道|投放渠道|通路|投放通路'),
    column(
      'start',
      'date',
      'start date|send time|sent at|send date|launch date|reporting starts|开始日期|开始时间|发送时间|开始時間|開始日期|開始時間|發送時間',
    ),
    column('end', 'date', 'end date|reporting ends|结束日期|结束时间|結束日期|結束時間'),
    column('cost', 'money', 'spend|ad spend|amount spent|campaign cost|budget|花费|消耗|广告费|推广费|预算|花費|廣告費|預算'),
    column('sent', 'integer', 'total recipients|recipients|emails sent|sends|deliveries|发送数|发送量|發送數|發送量', { unit: 'messages' }),
    column('opened', 'integer', 'unique opens|opens|total opens|打开数|打开量|開啟數|開信數', { unit: 'customers' }),
    column('clicked', 'integer', 'unique clicks|clicks|total clicks|link clicks|点击|点击数|点击量|點擊|點擊數', { unit: 'customers' }),
    column('unsubscribed', 'integer', 'unsubscribes|unsub|unsubs|退订数|退訂數', { unit: 'customers' }),
  ],
};
