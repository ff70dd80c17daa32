import { m } from '#i18n/messages.ts';

/** Where a group stands: the half of the vertical axis and of the horizontal one. */
export interface Group {
  id: string;
  name: () => string;
  half: 'top' | 'bottom';
  side: 'left' | 'right';
  token: string;
  symbol: 'circle' | 'star' | 'diamond' | 'triangle' | 'square' | 'times' | 'plus';
  filled: boolean;
  /** the symbol as a letter of text, for labels */
  glyph: string;
}

/** The six types and the one that the source does not name; attachment to the right, repeat purchase upwards. */
export const typeGroups: readonly Group[] = [
  { id: 'trust', name: m.terms_type_trust, half: 'top', side: 'right', token: 'stage-stable', symbol: 'circle', filled: false, glyph: '○' },
  {
    id: 'latent',
    name: m.terms_type_latent,
    half: 'bottom',
    side: 'right',
    token: 'stage-formation',
    symbol: 'star',
    filled: false,
    glyph: '☆',
  },
  {
    id: 'monopoly',
    name: m.terms_type_monopoly,
    half: 'top',
    side: 'left',
    token: 'stage-decline',
    symbol: 'diamond',
    filled: false,
    glyph: '◇',
  },
  { id: 'inertia', name: m.terms_type_inertia, half: 'top', side: 'left', token: 'ink-2', symbol: 'square', filled: false, glyph: '□' },
  {
    id: 'incentive',
    name: m.terms_type_incentive,
    half: 'top',
    side: 'left',
    token: 'stage-exploration',
    symbol: 'triangle',
    filled: false,
    glyph: '△',
  },
  {
    id: 'price',
    name: m.terms_type_price,
    half: 'bottom',
    side: 'left',
    token: 'stage-exploration',
    symbol: 'diamond',
    filled: true,
    glyph: '◆',
  },
  { id: 'none', name: m.terms_type_none, half: 'bottom', side: 'left', token: 'ink-3', symbol: 'times', filled: false, glyph: '×' },
];

/** What purchases alone can tell apart; recency to the right, frequency upwards. */
export const behaviourGroups: readonly Group[] = [
  {
    id: 'frequent-recent',
    name: m.terms_group_frequent_recent,
    half: 'top',
    side: 'right',
    token: 'stage-stable',
    symbol: 'circle',
    filled: false,
    glyph: '○',
  },
  {
    id: 'frequent-away',
    name: m.terms_group_frequent_away,
    half: 'top',
    side: 'left',
    token: 'stage-decline',
    symbol: 'triangle',
    filled: false,
    glyph: '△',
  },
  {
    id: 'rare-recent',
    name: m.terms_group_rare_recent,
    half: 'bottom',
    side: 'right',
    token: 'stage-formation',
    symbol: 'square',
    filled: false,
    glyph: '□',
  },
  {
    id: 'rare-away',
    name: m.terms_group_rare_away,
    half: 'bottom',
    side: 'left',
    token: 'ink-3',
    symbol: 'times',
    filled: false,
    glyph: '×',
  },
];
