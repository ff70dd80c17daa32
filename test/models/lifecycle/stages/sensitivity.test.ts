import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { historyOf, simulateOrders } from '#models/lifecycle/stages/false-alarm.ts';
import { unknownSegment } from '#models/lifecycle/stages/history.ts';
import { StageMachine } from '#models/lifecycle/stages/machine.ts';
import { type StageRules, stageRules } from '#models/lifecycle/stages/rules.ts';
import { D } from '#models/lifecycle/stages/trace.ts';
import { random } from '#numeric/random.ts';

const variants: [string, StageRules][] = [
  ['in force', stageRules],
  ['drop evidence .005', { ...stageRules, dropEvidence: 0.005 }],
  ['gap constant 5', { ...stageRules, gapSpread: 5 }],
  ['gap constant 8', { ...stageRules, gapSpread: 8 }],
];
const rates = [1, 2, 4, 8];
const runs = 1000;
const drop = 25;

/** Share in % of simulated buyers taken for declining: at any time without a drop, from the drop on with one. */
function found(rules: StageRules, rate: number, after: number): number {
  const next = random(`sensitivity ${rate} ${after}`);
  const machine = new StageMachine(rules);
  let declined = 0;
  for (let i = 0; i < runs; i++) {
    const buyer = historyOf(simulateOrders({ rate, periods: 40, drop, after }, next), 40);
    if (!buyer) continue;
    const { stage, length } = machine.run(buyer.history, () => unknownSegment, 'orders');
    for (let t = 0; t < length; t++) {
      const counts = after === 1 || Math.ceil(buyer.origin + t + 1) >= drop;
      if (counts && stage[t] === D && (t === 0 || stage[t - 1] !== D)) {
        declined++;
        break;
      }
    }
  }
  return Math.round((100 * declined) / runs);
}

it('the sensitivity table of the documentation is what the machine does', () => {
  const rows = variants.map(
    ([name, rules]) =>
      `| ${name} | ${[1, 0.2, 0.5].map((after) => rates.map((rate) => found(rules, rate, after)).join(' / ')).join(' | ')} |`,
  );
  const documented = readFileSync(join(import.meta.dirname, '../../../../docs/stages.md'), 'utf8');
  for (const row of rows) expect(documented).toContain(row);
}, 60_000);
