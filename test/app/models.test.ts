import { expect, test } from 'vitest';
import { fitModel, modelIds, tablesFor } from '../../src/app/models.ts';
import { valueModelIds } from '../../src/app/value-models/inputs.ts';

test('an unknown model names those that exist', () => {
  expect(() => fitModel('crystal-ball', {}, {})).toThrow(
    expect.objectContaining({ code: 'script/no-such-model', parameters: { id: 'crystal-ball', known: modelIds.join(', ') } }),
  );
});

test('money of the statistics reaches a model in currency units', () => {
  const bins = [
    { bin: 1, customers: 1, profit: 3_000_000, amount: 0 },
    { bin: 2, customers: 1, profit: -1_000_000, amount: 0 },
  ];
  expect(fitModel('whale', { profit_rank: bins }, {})).toMatchObject({ estimates: { customers: 2, totalProfit: 200 } });
});

test('the chain of stages asks for its tables, unless its inputs are given', () => {
  expect(tablesFor('markov', {})).toEqual(['transitions', 'stage_flow_spread', 'stage_value']);
  expect(tablesFor('markov', { inputs: {} })).toEqual([]);
  expect(tablesFor('whale', {})).toEqual([]);
});

const ofSingleCustomers = [
  'stages',
  'hmm',
  'patterns',
  'stage-variables',
  'six-part',
  'sbg',
  'bdw',
  'kaplan-meier',
  'cox',
  'formula-clv',
  'bg-nbd-covariates',
  'pareto-nbd-covariates',
  'nbd-dirichlet',
];

test.each(ofSingleCustomers)('%s, a model of single customers, asks for its inputs', (id) => {
  expect(() => fitModel(id, {}, {})).toThrow(expect.objectContaining({ code: 'script/model-inputs' }));
});

test.each(modelIds.filter((id) => !ofSingleCustomers.includes(id) && !valueModelIds.includes(id)))(
  '%s on empty statistics says why it cannot be fitted and never throws',
  (id) => {
    const answer = fitModel(id, {}, {});
    expect(answer.estimates === null ? answer.reason : answer.estimates).not.toBeNull();
  },
);
