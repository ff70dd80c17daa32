import { constructs } from '#schema/tables/surveys.ts';
import type { Deciding } from '../decision.ts';
import { reversal } from './constructs.ts';
import type { Item } from './items.ts';
import type { Scale } from './scales.ts';
import type { SettledItem } from './validity.ts';

/** Settles construct, scale and direction of every item; what neither words nor numbers prove is asked, the scale once for all items alike. */
export function settleItems(deciding: Deciding, items: readonly Item[]): SettledItem[] {
  const scales = new Map<string, Scale | null>();
  return items.map((item): SettledItem => {
    const { index, id, text, answers, ticked, odd } = item;
    if (!answers) return { index, id, text, construct: 'other', values: null, scale: null, odd, ticked, reversed: false };
    const construct = settleConstruct(deciding, item);
    const reversed = construct === null ? false : settleReversal(deciding, item, construct);
    return {
      index,
      id,
      text,
      construct,
      values: answers.values,
      scale: answers.scale ?? settleScale(deciding, item, items, scales),
      odd,
      ticked,
      reversed,
    };
  });
}

function settleConstruct(deciding: Deciding, { id, text, constructs: spoken, answers }: Item): string | null {
  const [only] = spoken;
  if (spoken.length === 1 && only !== undefined) return only;
  // a question of yes or no that names nothing is a fact, not an attitude
  if (spoken.length === 0 && answers?.scale?.max === 1) return 'other';
  const possible = spoken.length > 1 ? [...spoken, 'other'] : constructs;
  return deciding.ask({
    key: `construct/${id}`,
    text: { code: 'question_construct', parameters: { item: text, file: deciding.staged.name } },
    choices: possible.map((construct) => ({
      id: construct,
      text: { code: `construct_${construct}`, parameters: {} },
      effect: { code: construct === 'other' ? 'effect_construct_other' : 'effect_construct', parameters: {} },
    })),
    samples: [],
  });
}

function settleReversal(deciding: Deciding, { id, text }: Item, construct: string): boolean | null {
  const said = reversal(id, text, construct);
  if (said !== 'ask') return said === 'yes';
  const answer = deciding.ask({
    key: `reversed/${id}`,
    text: { code: 'question_reversed', parameters: { item: text, file: deciding.staged.name } },
    choices: (['yes', 'no'] as const).map((choice) => ({
      id: choice,
      text: { code: `choice_reversed_${choice}`, parameters: {} },
      effect: { code: `effect_reversed_${choice}`, parameters: {} },
    })),
    samples: [],
  });
  return answer === null ? null : answer === 'yes';
}

function settleScale(deciding: Deciding, item: Item, items: readonly Item[], known: Map<string, Scale | null>): Scale | null {
  const possible = item.answers?.possible ?? [];
  const key = possible.map(nameOf).join('_');
  const before = known.get(key);
  if (before !== undefined) return before;
  const alike = items.filter(({ answers }) => answers && !answers.scale && answers.possible.map(nameOf).join('_') === key);
  const numbers = alike.flatMap(({ answers }) => [...(answers?.values.values() ?? [])]);
  const highest = Math.max(...numbers);
  const lowest = Math.min(...numbers);
  const answer = deciding.ask({
    key: `scale/${key}`,
    text: {
      code: 'question_scale',
      parameters: {
        items: alike.map(({ id }) => id).join('; '),
        count: alike.length,
        low: lowest,
        high: highest,
        file: deciding.staged.name,
      },
    },
    choices: possible.map((scale) => ({
      id: nameOf(scale),
      text: { code: 'choice_scale', parameters: { low: scale.min, high: scale.max } },
      effect: {
        code: 'effect_scale',
        parameters: { top: highest, share: Math.round((100 * (highest - scale.min)) / (scale.max - scale.min)) },
      },
    })),
    samples: [],
  });
  const chosen = possible.find((scale) => nameOf(scale) === answer) ?? null;
  known.set(key, chosen);
  return chosen;
}

const nameOf = ({ min, max }: Scale): string => `${min}-${max}`;
