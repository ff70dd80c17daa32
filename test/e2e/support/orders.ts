export interface MadeOrders {
  csv: string;
  lines: number;
  customers: number;
  /** sum of the amounts, in cents */
  cents: number;
}

/** The numbers 0..1 of a small linear congruential generator: enough for test files, the same everywhere. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1664525 + 1013904223) % 4294967296) / 4294967296;
}

/** Orders of `customers` people over three years who begin, settle and leave; dates as ISO text, amounts with two decimals. */
export function makeOrders(customers = 60, seed = 7): MadeOrders {
  const next = uniform(seed);
  const rows: string[] = [];
  let cents = 0;
  for (let customer = 1; customer <= customers; customer++) {
    let day = Math.floor(next() * 365);
    const last = day + 60 + Math.floor(next() * 900);
    for (let order = 1; day < Math.min(last, 1095); order++, day += 10 + Math.floor(next() * 40)) {
      const amount = 500 + Math.floor(next() * 9500);
      cents += amount;
      const date = new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10);
      rows.push(`C${customer}-${order},C${customer},${date},${(amount / 100).toFixed(2)},${1 + Math.floor(next() * 4)}`);
    }
  }
  return { csv: `order_id,customer_id,date,net_amount,qty\n${rows.join('\n')}\n`, lines: rows.length, customers, cents };
}

/** Orders whose dates can be read as day/month and as month/day alike, for all of their lines. */
export function makeAmbiguousOrders(): string {
  const rows = Array.from(
    { length: 48 },
    (_, i) => `A${i},K${i % 8},${String(1 + (i % 12)).padStart(2, '0')}/${String(1 + ((i * 5) % 12)).padStart(2, '0')}/2023,${20 + i}.50`,
  );
  return `order_id,customer_id,date,net_amount\n${rows.join('\n')}\n`;
}

/** Good orders with three lines that cannot be used; `bad` holds the physical numbers of those lines. */
export function makeOrdersWithFaults(): { csv: string; bad: number[]; lines: number } {
  const lines = makeOrders(20, 3).csv.trimEnd().split('\n');
  lines.splice(5, 0, 'X1,C1,2022-13-45,10.00,1');
  lines.splice(9, 0, 'X2,C2,2022-03-04,ten,1');
  lines.splice(12, 0, 'X3,C3,,12.00,1');
  return { csv: `${lines.join('\n')}\n`, bad: [6, 10, 13], lines: lines.length - 1 };
}
