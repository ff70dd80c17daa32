/** What a status word means: a state, or that money went back. */
export type Meaning = 'counted' | 'test' | 'cancelled' | 'failed' | 'unpaid' | 'excluded' | 'refunded' | 'partly';

/** In this order: the first that fits is taken; null stands for what nothing follows from. English, 简体, 繁體, German. */
const meanings: readonly (readonly [Meaning | null, RegExp])[] = [
  [
    'counted',
    /没有申请|沒有申請|未退款|无售后|無售後|未关闭|未關閉|not refunded|no refund|nicht erstattet|退款关闭|退款關閉|退款失败|退款失敗/u,
  ],
  ['unpaid', /unpaid|not (yet )?paid|uncaptured|未付款|未支付|unbezahlt|nicht bezahlt/u],
  [
    null,
    /(^|[^a-z])(in|un|dis|non[\s_-]*|not[\s_-]+(yet[\s_-]+|been[\s_-]+)?|nicht[\s_-]+)(complete|succe|approv|paid|deliver|settled|captured|confirm|process|invoiced|refund|return|cancel|void|abgeschlossen|versandt|zugestellt|erledigt|storniert)/u,
  ],
  [null, /[未不没沒](有|能|被|曾)?(完成|成功|付|支付|(确认|確認)(?!收)|退|取消|关闭|關閉|作废|作廢|撤销|撤銷|失败|失敗|过期|過期)/u],
  [
    null,
    /(cancel[a-z]*|void|returns?|refund)[\s_-]+(is[\s_-]+)?(request|pending|approv|accept|initiat|authori[sz]|in[\s_-]progress|processing)/u,
  ],
  [null, /(request|pending|awaiting|approved|processing)[a-z]*[\s_-]+(for[\s_-]+)?(a[\s_-]+)?(cancel|void|return|refund)/u],
  [null, /^returns?[\s_-]+(complete|succe)|申请|申請|(退款|退货|退貨|取消)(处理|處理|审核|審核)?中|待(退|取消)/u],
  ['partly', /partial(ly)?[\s_-]*refund|部分退款|teilweise erstattet/u],
  [
    'refunded',
    /refunded|^refund$|refund[\s_-]+(complete|succe|issued|paid)|^returned$|full refund|退款成功|已退款|全额退款|全額退款|已退货|已退貨|^退款$|^退货$|^退貨$|erstattet/u,
  ],
  ['test', /(^|[^a-z])test([^a-z]|$)|bogus|测试|測試/u],
  ['cancelled', /cancel|void|^deleted$|^unavailable$|取消|关闭|關閉|作废|作廢|撤销|撤銷|storniert|abgebrochen/u],
  ['failed', /fail|declin|denied|expired|失败|失敗|过期|過期|fehlgeschlagen|abgelehnt/u],
  ['excluded', /^draft$|checkout.draft|^lost$|^memo$|草稿/u],
  [
    'unpaid',
    /^pending|awaiting payment|pending payment|authorized|on.hold|待付款|等待买家付款|等待買家付款|待支付|等待付款|ausstehend|offen/u,
  ],
  [
    'counted',
    /paid|complete|shipped|delivered|fulfilled|processing|succe|settled|captured|approved|invoiced|^created$|^won$|closed won|disputed|^ok$|^done$|成功|完成|已付|已发|已發|待发货|待發貨|待收|发货|發貨|签收|簽收|收货|收貨|确认|bezahlt|abgeschlossen|versandt|zugestellt|erledigt/u,
  ],
];

/**
 * What a status word (lower case) means, null when nothing is known of it. A system's own words stand first, except that money given back is
 * more than a state: a word that says so has the sale counted and taken back.
 */
export function meaningOf(word: string, own: Readonly<Record<string, string>> = {}, otherwise?: string): Meaning | null {
  const said = own[word] as Meaning | undefined;
  const general = meanings.find(([, pattern]) => pattern.test(word))?.[0] ?? null;
  const givenBack = general === 'refunded' || general === 'partly';
  if (said === 'counted' && givenBack) return general;
  if (said === 'cancelled' && /^(wc-)?refunded$/.test(word)) return 'refunded';
  return said ?? (otherwise as Meaning | undefined) ?? general;
}

const kinds: readonly (readonly [string, RegExp])[] = [
  ['refund', /refund|credit.?(note|memo)|^return|reversal|chargeback|gutschrift|rückzahlung|退款|退货|退貨|红字|紅字|貸項|折让|折讓/u],
  ['gift_card', /gift.?card (sale|activation)|礼品卡销售|禮品卡銷售/u],
  ['adjustment', /adjust|bad debt|write.?off|调整|調整|坏账|呆帳/u],
  [
    'drop',
    /^bill|payout|withdraw|transfer|deposit|_?fee$|^fee|hold|authoriz|currency conversion|overpayment|purchase order|提现|提現|转账|轉帳|手续费|手續費|冻结|凍結|auszahlung|abbuchung/u,
  ],
];

/** What kind of row a word of the kind column (lower case) tells: sale, refund, adjustment, gift_card or `drop`. */
export function kindOfWord(word: string, own: Readonly<Record<string, string>> = {}): string {
  return own[word] ?? kinds.find(([, pattern]) => pattern.test(word))?.[0] ?? 'sale';
}

/** Names of a gift card that is sold, and of things that are merely for one; both engines' expressions. */
export const giftCard =
  '(^|[^a-z])(e-?)?gift[ -]?(card|certificate|voucher)s?([^a-z]|$)|geschenk(gutschein|karte)|礼品卡|禮品卡|储值卡|儲值卡|购物卡';
export const giftThing = 'holder|sleeve|envelope|卡套|信封';

/** The name of a line that writes off what a customer owes, in lower case. */
export const badDebt = '^adjust bad debt|^bad debt|^坏账|^壞賬|^呆帳|^呆账';

/** Names of a line that takes something off the order, and of one that gives money back. */
export const discountName =
  '(^|[^a-z])(coupons?|vouchers?|discounts?|promo(tion)?s?|rebate|rabatt|gutschein|nachlass)([^a-z]|$)|优惠|優惠|折扣|满减|滿減|立减|立減|红包|紅包';
export const refundName = '(^|[^a-z])(refund(ed)?|return(ed)?|erstattung|retoure)([^a-z]|$)|退款|退货|退貨';

/** A line that marks a test, and one that is no movement of money. */
export const testMark = '(^|[^a-z])test([^a-z]|$)|bogus|^true$|^yes$|^1$|测试|測試';
export const memoMark = '^memo$';

/** Names of columns that hold the total of a whole order, normalised. */
export const totalNames: ReadonlySet<string> = new Set(
  'order total|total|grand total|total price|total amount|order amount|order value|总金额|订单金额|總金額|訂單金額'.split('|'),
);

/** Names of columns that hold one of several payments of an order. */
export const paymentName = /payment|tender|支付|付款/u;
