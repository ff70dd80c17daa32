import { CodedError } from '#base/error.ts';
import type { Model, ModelWarning } from '#models/definition.ts';
import { models } from '#models/index.ts';
import { markovInputs } from '#models/lifecycle/markov/from-rows.ts';
import type { StatisticRow, StatisticTables } from '#statistics/definition.ts';

/** What `perennial.model` answers; `estimates` is null when the data do not allow a fit, and `reason` says why. */
export interface ModelAnswer {
  estimates: unknown;
  reason: ModelWarning | null;
  diagnostics: unknown;
  warnings: ModelWarning[];
}

type AnyModel = Model<unknown, object, unknown, unknown>;
type InputOf = (tables: StatisticTables, options: Record<string, unknown>) => unknown;

const unit = 10_000;
const number = (row: StatisticRow, key: string): number => Number(row[key] ?? 0);
const orNull = (row: StatisticRow, key: string): number | null => (row[key] === null || row[key] === undefined ? null : Number(row[key]));
const rows = (tables: StatisticTables, name: string): StatisticRow[] => tables[name] ?? [];

/** How each model's inputs come out of the statistics; money in currency units. A model without an entry needs `options.inputs`. */
const inputs: Readonly<Record<string, InputOf>> = {
  'stage-curve': (tables, { measure = 'amount' }) => ({
    points: rows(tables, 'stage_age').map((row) => {
      const sum = number(row, String(measure)) / (measure === 'amount' || measure === 'profit' ? unit : 1);
      return { age: number(row, 'age'), n: number(row, 'n'), value: row.n ? sum / number(row, 'n') : 0 };
    }),
  }),
  'profit-curve': (tables) => {
    const one = (row: StatisticRow) => ({ age: number(row, 'age'), n: number(row, 'n'), profit: number(row, 'profit') / unit });
    return {
      ages: rows(tables, 'stage_age').map(one),
      replicates: rows(tables, 'stage_age_replicates').map((row) => ({ replicate: number(row, 'replicate'), ...one(row) })),
    };
  },
  markov: (tables, { young = 'counted' }) =>
    markovInputs(
      { moves: rows(tables, 'transitions'), spread: rows(tables, 'stage_flow_spread'), worth: rows(tables, 'stage_value') },
      tables.profile?.[0],
      young === 'counted',
    ),
  ladder: (tables) => ({
    moves: rows(tables, 'tier_migration').map((row) => ({ from: row.from_tier, to: row.to_tier, n: number(row, 'n') })),
  }),
  whale: (tables) => ({
    bins: rows(tables, 'profit_rank').map((row) => ({ customers: number(row, 'customers'), profit: number(row, 'profit') / unit })),
  }),
  types: (tables) => ({
    bins: rows(tables, 'loyalty_bins').map((row) => ({
      attachment: orNull(row, 'attachment'),
      attachmentSource: row.attachment_source,
      repeat: orNull(row, 'repeat'),
      alternatives: orNull(row, 'alternatives'),
      switching: orNull(row, 'switching'),
      promoShare: orNull(row, 'promo_share'),
      promoLift: orNull(row, 'promo_lift'),
      dealShare: orNull(row, 'deal_share'),
      beta: orNull(row, 'beta'),
      ended: row.ended === 1,
      n: number(row, 'n'),
    })),
  }),
  behavioural: (tables) => ({
    bins: rows(tables, 'loyalty_bins').map((row) => ({
      repeat: orNull(row, 'repeat'),
      recency: orNull(row, 'recency'),
      fullPrice: orNull(row, 'full_price'),
      ended: row.ended === 1,
      n: number(row, 'n'),
    })),
  }),
};

/** The statistics that a model takes its inputs from and that are computed on request only, by model. */
const onRequest: Readonly<Record<string, readonly string[]>> = { markov: ['transitions', 'stage_flow_spread', 'stage_value'] };

/** The tables that must be asked for before a model can be fitted; none when its inputs are given. */
export function tablesFor(id: string, { inputs: given }: Record<string, unknown>): readonly string[] {
  return given === undefined ? (onRequest[id] ?? []) : [];
}

/** Ids of the models, in the order of the list. */
export const modelIds: readonly string[] = models.map((model) => model.id);

/**
 * Fits one model on the statistics in force, or on `options.inputs` when given; further options are the model's own.
 * @throws CodedError `script/no-such-model`, `script/model-inputs` when the model cannot take its inputs from statistics.
 */
export function fitModel(id: string, tables: StatisticTables, options: Record<string, unknown>): ModelAnswer {
  const model = models.find((one) => one.id === id) as AnyModel | undefined;
  if (!model) throw new CodedError('script/no-such-model', { id, known: modelIds.join(', ') });
  const { inputs: given, ...own } = options;
  const made = given ?? inputs[id]?.(tables, own);
  if (made === undefined) throw new CodedError('script/model-inputs', { id, units: Object.keys(model.units).join(', ') });
  const { estimates, reason, diagnostics, warnings } = model.fit(made, { ...model.defaults, ...own }, { aborted: false });
  return JSON.parse(JSON.stringify({ estimates, reason, diagnostics, warnings })) as ModelAnswer;
}
