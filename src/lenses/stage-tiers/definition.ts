import { formatMoney } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { stages, stageToken } from '#figures/stages.ts';
import { stageName, stageShort } from '#figures/words.ts';
import type { Lens } from '../definition.ts';
import { type StageTiersResult, analyse, tiers } from './analyse.ts';
import { narrate, tierName, tierShort } from './narrate.ts';

/** How do stage and size cross? */
export const stageTiers: Lens<Record<string, never>, StageTiersResult> = {
  id: 'stage-tiers',
  title: m.lenses_stage_tiers_title,
  statistics: ['profile', 'stage_tiers'],
  defaults: {},
  analyse,
  narrate,
  figure: (result) => ({
    figure: 'matrix',
    rows: result.cells.map(({ stage, tier, n, of, share, low, high }) => ({ row: stage, column: tier, value: share, n, of, low, high })),
    options: {
      rows: stages.map((stage) => ({ key: stage, label: stageName(stage), short: stageShort(stage), token: stageToken[stage] })),
      columns: tiers.map((tier) => ({ key: tier, label: tierName(tier), short: tierShort(tier) })),
      rowTitle: m.terms_stage(),
      columnTitle: m.lenses_stage_tiers_tier(),
      cellTitle: m.lenses_stage_tiers_share(),
      countTitle: m.terms_customers(),
      empty: null,
      aside: result.amounts.length
        ? {
            title: m.lenses_stage_tiers_amount(),
            cells: result.amounts.map(({ stage, amount }) => ({ row: stage, text: formatMoney(amount, result.currency) })),
          }
        : null,
      customers: { table: 'customer_state', row: 'stage', column: 'tier' },
    },
  }),
  covers: ['S2-19', 'S0-12'],
  sources: ['Curry & Curry 2000'],
};
