/** The rungs in their order (S2-23), then the two groups of customers who stand on none. */
export const rungs = ['prospect', 'new', 'regular', 'old', 'loyal', 'occasional', 'ended'] as const;
export type Rung = (typeof rungs)[number];

/** Value tiers after Curry's pyramid, the most valuable first. */
export const tiers = ['top', 'big', 'medium', 'small', 'inactive'] as const;
export type Tier = (typeof tiers)[number];
