import { column, type CanonicalTable } from '../table-definition.ts';

const required = true;

/** One row a recommendation of a new customer by a customer. */
export const referrals: CanonicalTable = {
  name: 'referrals',
  key: null,
  identifying: [['referrer_id'], ['referred_id']],
  telling: ['referrer_id', 'referred_id'],
  columns: [
    column('referrer_id', 'text', 'referrer|referred by|referrer email|inviter|推荐人|邀请人|介绍人|分销员|推薦人|邀請人|介紹人', {
      required,
    }),
    column('referred_id', 'text', 'referred customer|referee|invitee|被推荐人|被邀请人|新客户|被推薦人|被邀請人', { required }),
    column('date', 'date', 'referral date|referred at|invited at|created at|推荐日期|邀请时间|推薦日期', { required }),
    column('channel', 'text', 'referral channel|渠道|通路'),
    column('reward', 'money', 'referral reward|奖励|獎勵'),
    column('converted', 'boolean', 'is converted|是否成交|是否转化|是否轉化'),
  ],
};
