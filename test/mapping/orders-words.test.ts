import { describe, expect, test } from 'vitest';
import { meaningOf } from '#mapping/orders/words.ts';

describe('what a status word means', () => {
  test.each([
    'incomplete',
    'unsuccessful',
    'disapproved',
    'not completed',
    'undelivered',
    'non-paid',
    '未完成',
    '交易未成功',
    '没有成功',
    '不成功',
  ])('a success that is denied is none: %s', (word) => expect(meaningOf(word)).toBeNull());

  test.each([
    'return approved',
    'cancellation requested',
    'refund pending',
    'pending refund',
    'return_requested',
    '申请退款',
    '买家申请取消',
    '退款处理中',
  ])('a wish has not happened yet: %s', (word) => expect(meaningOf(word)).toBeNull());

  test.each([
    ['complete', 'counted'],
    ['approved', 'counted'],
    ['交易成功', 'counted'],
    ['unfulfilled', 'counted'],
    ['未发货', 'counted'],
    ['not refunded', 'counted'],
    ['unpaid', 'unpaid'],
    ['not paid', 'unpaid'],
    ['未付款', 'unpaid'],
    ['pending', 'unpaid'],
    ['cancelled', 'cancelled'],
    ['交易关闭', 'cancelled'],
    ['refund completed', 'refunded'],
    ['未发货，退款成功', 'refunded'],
    ['partially_refunded', 'partly'],
  ])('%s is %s', (word, meaning) => expect(meaningOf(word)).toBe(meaning));
});
