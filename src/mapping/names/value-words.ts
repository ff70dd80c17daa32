/** ISO 4217 codes that exports name, in lower case. */
export const currencyCodes: ReadonlySet<string> = new Set(
  (
    'aed ars aud bdt bgn bhd brl cad chf clp cny cop czk dkk egp eur gbp gel ghs hkd huf idr ils inr isk jod jpy kes krw kwd kzt lkr mad ' +
    'mop mxn myr ngn nok nzd omr pen php pkr pln qar ron rsd rub sar sek sgd thb tnd try twd uah usd uyu vnd zar'
  ).split(' '),
);

/** What order and payment statuses are called, in lower case, in the languages that exports come in. */
export const statusWords: ReadonlySet<string> = new Set(
  [
    'paid|unpaid|pending|authorized|voided|refunded|partially refunded|partially_refunded|partial refund|completed|complete|processing',
    'on hold|on-hold|cancelled|canceled|failed|shipped|delivered|returned|open|closed|won|lost|draft|processed|approved|declined|expired',
    'new|in progress|awaiting payment|awaiting shipment|unfulfilled|fulfilled|success|succeeded|unavailable|invoiced|created',
    'bezahlt|offen|storniert|versendet|versandt|geliefert|abgeschlossen|erstattet|ausstehend|in bearbeitung|zurückgegeben',
    'payé|payée|annulé|annulée|expédié|livré|remboursé|en attente|terminé|pagado|pagada|cancelado|cancelada|enviado|entregado|pendiente',
    'reembolsado|completado|pago|concluído|cancelada|pendente|pagato|annullato|spedito|consegnato|rimborsato|in attesa|completato',
    '已完成|已付款|待付款|未付款|已发货|待发货|已取消|已关闭|已退款|已收货|已签收|交易成功|交易关闭|交易完成|等待买家付款|退款中|处理中|待收货',
    '已出貨|待出貨|已發貨|待發貨|已關閉|已簽收|交易關閉|處理中|待收貨|已付|未付|完成|取消|退款|成功|失败|失敗|关闭|關閉',
    '完了|入金待ち|発送済み|キャンセル|支払い済み|発送待ち|返金済み',
  ].flatMap((line) => line.split('|')),
);

/** A telephone number that is hardly anything else: with a country code, or a Chinese mobile, also masked. */
export const phone = /^(\+\d{1,3}[\d\s().-]{7,15}|1[3-9]\d{9}|1[3-9]\d\*{4}\d{4})$/;
