import { m } from '#i18n/messages.ts';

/** The name of a part of the six-part profit; an unknown one is answered as it is. */
export function partName(part: string): string {
  const names: Record<string, () => string> = {
    acquisition: m.figures_part_acquisition,
    base: m.figures_part_base,
    growth: m.figures_part_growth,
    costSaving: m.figures_part_cost_saving,
    pricePremium: m.figures_part_price_premium,
    referral: m.figures_part_referral,
    total: m.figures_part_total,
  };
  return names[part]?.() ?? part;
}
