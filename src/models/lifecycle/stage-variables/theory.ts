/** What M04 follows through the stages: input and output of the relationship, and the four mechanisms of its cost. */
export const stageVariables = [
  'input',
  'volume',
  'price',
  'indirect',
  'amount',
  'profit',
  'scale',
  'efficiency',
  'coordination',
  'communication',
] as const;
export type StageVariable = (typeof stageVariables)[number];

/** The stages that the theory ranks; the ended relationship has no input and no output. */
export const rankedStages = ['E', 'F', 'S', 'D'] as const;

/** The contrasts of neighbouring stages. */
export const contrasts = ['E>F', 'F>S', 'S>D'] as const;
export type Contrast = (typeof contrasts)[number];

/** Costs fall as the relationship level rises, and rise again with its fall: the ranks of the level, turned round. */
const costs = [4, 2, 1, 3] as const;
const outputs = [1, 3, 4, 2] as const;

/**
 * The theory's rank of each stage (E, F, S, D; 1 is lowest) for every variable.
 * Source: input–output table of the courseware by Chen Gang 陈刚 (investment, volume, price, indirect benefit, amount and profit); the four
 * mechanisms of cost from its text: costs fall as the level of the relationship rises.
 */
export const theoryRanks: Readonly<Record<StageVariable, readonly [number, number, number, number]>> = {
  input: [4, 3, 2, 1],
  volume: outputs,
  price: outputs,
  indirect: [0, 2, 4, 1],
  amount: outputs,
  profit: outputs,
  scale: costs,
  efficiency: costs,
  coordination: costs,
  communication: costs,
};

/** Variables from which the stages themselves are told, so that agreement with the theory is partly built in. */
export const stageDefining: readonly StageVariable[] = ['volume', 'amount', 'profit'];

/** The sign that the theory gives to a contrast: 1 rises, -1 falls. */
export function expectedSign(variable: StageVariable, contrast: Contrast): 1 | -1 {
  const at = contrasts.indexOf(contrast);
  const ranks = theoryRanks[variable];
  return ranks[at + 1]! > ranks[at]! ? 1 : -1;
}
