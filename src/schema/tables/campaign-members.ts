import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row a customer in a campaign. */
export const campaignMembers: CanonicalTable = {
  name: 'campaign_members',
  key: null,
  identifying: [['campaign_id'], ['customer_id'], ['exposed', 'responded', 'arm']],
  telling: ['exposed', 'responded', 'arm', 'campaign_id'],
  unlike: ['net_amount', 'sku', 'qty'],
  columns: [
    column('campaign_id', 'text', 'campaign id|campaign|campaign name|活动编号|活动名称|推广计划|活動編號|活動名稱|檔期', { required }),
    column(
      'customer_id',
      'text',
      'customer id|customerid|customer|member id|user id|contact id|email|email address|客户编号|客户ID|会员编号|用户ID|客戶編號|會員編號',
      { required },
    ),
    column('exposed', 'boolean', 'is exposed|received|delivered|reached|was sent|是否触达|是否曝光|是否觸及|是否曝光'),
    column('responded', 'boolean', 'has responded|response|converted|redeemed|是否响应|是否转化|是否核销|是否回應|是否轉化'),
    column('arm', 'text', 'group|test group|experiment arm|variant|treatment|实验组|分组|組別|實驗組|分組', {
      values: ['treated', 'control'],
    }),
  ],
};
