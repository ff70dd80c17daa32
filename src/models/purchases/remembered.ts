/** Answers kept at most; then they are forgotten together. */
const most = 50_000;

type Ahead<Living> = (living: Living, discount: number, horizon: number) => number;

/** The same slow function of a living customer that computes each answer once: many customers share count and length of observation. */
export function remembered<Living extends object>(f: Ahead<Living>): Ahead<Living> {
  const answers = new Map<string, number>();
  return (living, discount, horizon) => {
    const key = `${Object.values(living).join(' ')} ${discount} ${horizon}`;
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = f(living, discount, horizon);
      if (answers.size >= most) answers.clear();
      answers.set(key, answer);
    }
    return answer;
  };
}
