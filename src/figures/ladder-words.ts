import { m } from '#i18n/messages.ts';

/** The name of a rung of the ladder, or of a group on none; an unknown one is answered as it is. */
export function rungName(rung: string): string {
  const names: Record<string, () => string> = {
    prospect: m.terms_rung_prospect,
    new: m.terms_rung_new,
    regular: m.terms_rung_regular,
    old: m.terms_rung_old,
    loyal: m.terms_rung_loyal,
    occasional: m.terms_rung_occasional,
    ended: m.terms_rung_ended,
  };
  return names[rung]?.() ?? rung;
}

/** The name of a value tier where there is little room. */
export function tierName(tier: string): string {
  const names: Record<string, () => string> = {
    top: m.terms_tier_top,
    big: m.terms_tier_big,
    medium: m.terms_tier_medium,
    small: m.terms_tier_small,
    inactive: m.terms_tier_none,
  };
  return names[tier]?.() ?? tier;
}
