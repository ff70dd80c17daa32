/** What one row of a file of orders is. */
export type Grain = 'order-line' | 'order' | 'payment' | 'record';

/** Where the amount of a line comes from, best first. */
export type AmountSource = 'line' | 'price' | 'subtotal' | 'total' | 'paid' | 'ledger-debit' | 'ledger-credit' | 'ledger-open';

/** How the amount of a line is made: a base, and the roles whose values are taken off it or added to it. */
export interface AmountPlan {
  from: AmountSource;
  /** role of the base; null for quantity × price and for ledgers */
  role: string | null;
  minus: string[];
  plus: string[];
  /** the discount of quantity × price as a share: its role, and what its values are divided by */
  rate?: { role: string; per: 1 | 100 };
  /** nothing in the file tells whether the amount holds the tax beside it */
  taxUnsaid?: boolean;
  /** a question about the amount is open */
  open?: boolean;
}

/** What is done about currencies: the one kept, the factor of each that is converted. Rows in any other are left out. */
export interface CurrencyPlan {
  /** null while it is asked: no row can be used */
  keep: string | null;
  /** units of `keep` for one unit, as decimal text */
  rates: Record<string, string>;
  /** the currency in which rows that name none are taken to be */
  blank?: string;
}

/** How order lines come of the rows of one file: plain data. */
export interface OrdersDecision {
  grain: Grain;
  /** an order has several rows: values of the whole order are shared over them */
  shared: string[];
  /** staged columns that stand in an order's first row only and are filled down inside it */
  fill: string[];
  /** rows that go on with the row before: staged columns that are empty in them; those with one of `items` filled are lines, the others mere text */
  continued: { empty: string[]; items: string[] } | null;
  /** every row has an order number of its own */
  unique: boolean;
  /** null without any amount */
  amount: AmountPlan | null;
  /** words of the status by the state they mean; words in none of them count */
  statuses: Record<string, string[]>;
  /** status words that give the whole amount back */
  refunded: string[];
  /** words of the refund status that give the whole amount back */
  refundStatuses: string[];
  /** a column holds the amount refunded, or what is left of the total (`adjusted`): rows of their own, in proportion of net amount to total */
  refundColumn: { role: string; total: string | null; adjusted: boolean } | null;
  /** of refunds told beside the orders (`orders`) and in negative rows of their own (`documents`) those that are booked */
  refundsFrom: 'all' | 'documents' | 'orders';
  /** words of the kind column by kind, and `drop` */
  kinds: Record<string, string[]>;
  /** words of the direction that move no money */
  droppedDirections: string[];
  /** words that mark a test besides the usual ones */
  tests: string[];
  /** an order number C… is a refund: of the order behind the C, or of one that is not named */
  prefix: 'linked' | 'own' | null;
  /** an empty payment date without an amount paid means unpaid */
  paidOrUnpaid: boolean;
  /** roles that tell customers apart; each row takes the first that it has */
  keys: string[];
  currency: CurrencyPlan | null;
  /** the date's first digits stand in the order number */
  dateFromNumber: boolean;
  /** what a column of costs holds: the cost of a line, of one piece, or it is asked */
  costs: 'line' | 'unit' | 'open';
  /** beginnings of order numbers of adjustments, in lower case */
  adjusting: readonly string[];
  /** product codes of charges (postage, bank charges), in lower case: no purchase */
  charges: readonly string[];
  shippingIn: boolean;
  countStates: readonly string[];
  /** a question on which every row hangs is open */
  waiting: boolean;
}

/** The decision of a file about which nothing is special. */
export const plainOrders: OrdersDecision = {
  ...{
    grain: 'record',
    shared: [],
    fill: [],
    continued: null,
    unique: false,
    amount: null,
    statuses: {},
    refunded: [],
    refundStatuses: [],
  },
  ...{
    refundColumn: null,
    refundsFrom: 'all',
    kinds: {},
    droppedDirections: [],
    tests: [],
    prefix: null,
    paidOrUnpaid: false,
    keys: [],
    currency: null,
    dateFromNumber: false,
  },
  ...{ costs: 'line', adjusting: [], charges: [], shippingIn: false, countStates: [], waiting: false },
};
