/** Codes and short names of currencies that stand beside amounts, as alternatives of an expression. */
export const codes =
  'USD|EUR|GBP|CNY|RMB|HKD|TWD|NTD|JPY|KRW|INR|IDR|VND|PHP|SGD|MYR|THB|AUD|CAD|NZD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|AED|ILS|TRY|RUB|RM|Rp|Rs|kr';

/** A currency mark before or behind a number, or nothing: an expression that JavaScript (with `u`) and RE2 read alike. */
export const currencyMark = `(?:(?:US|HK|NT|CA|AU|NZ|[ACRS])? ?\\p{Sc}|${codes}|元|円|圆|圓)?`;
