import { m } from '#i18n/messages.ts';

/** The name of a step between revenue and profit; an unknown one reads as other costs. Without costs beyond goods, what is left is a contribution margin. */
export function stepName(step: string, costsKnown: boolean): string {
  const names: Record<string, () => string> = {
    revenue: m.figures_step_revenue,
    refunds: m.figures_step_refunds,
    adjustments: m.figures_step_adjustments,
    cogs: m.figures_step_cogs,
    fees: m.figures_step_fees,
    'cost-acquisition': m.figures_step_acquisition,
    'cost-sales': m.figures_step_sales,
    'cost-service': m.figures_step_service,
    'cost-marketing': m.figures_step_marketing,
    'cost-admin': m.figures_step_admin,
    'cost-transaction': m.figures_step_transaction,
    'bad-debt': m.figures_step_bad_debt,
    'customers-profit': costsKnown ? m.figures_step_customers_profit : m.figures_step_customers_margin,
    'unknown-buyers': m.figures_step_unknown_buyers,
    unallocated: m.figures_step_unallocated,
    profit: costsKnown ? m.figures_step_profit : m.figures_step_margin,
  };
  return (names[step] ?? m.figures_step_other)();
}
