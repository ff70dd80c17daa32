import type { Stage } from './trace.ts';

/** Where one stage of the machine stands in another author's list; `prospect` is exploration before the first order. */
export interface Crosswalk {
  id: 'four-stages' | 'dwyer' | 'five-phases';
  source: string;
  /** names in Chinese and English by stage */
  names: Readonly<Record<Stage | 'prospect', { zh: string; en: string }>>;
}

const both = (zh: string, en: string) => ({ zh, en });

/** The names that three sources give to the stages, for tables and method texts. T is the end and no stage of the four. Source: rule M03. */
export const crosswalks: readonly Crosswalk[] = [
  {
    id: 'four-stages',
    source: 'Chen Mingliang 2001–2003',
    names: {
      prospect: both('考察期', 'exploration'),
      E: both('考察期', 'exploration'),
      F: both('形成期', 'formation'),
      S: both('稳定期', 'stable'),
      D: both('退化期', 'decline'),
      T: both('终止', 'ended'),
    },
  },
  {
    id: 'dwyer',
    source: 'Dwyer, Schurr & Oh 1987',
    names: {
      prospect: both('认知', 'awareness'),
      E: both('考察', 'exploration'),
      F: both('扩展', 'expansion'),
      S: both('承诺', 'commitment'),
      D: both('解体', 'dissolution'),
      T: both('解体', 'dissolution'),
    },
  },
  {
    id: 'five-phases',
    source: '获取、提升、成熟、衰退、终止',
    names: {
      prospect: both('获取期', 'acquisition'),
      E: both('获取期', 'acquisition'),
      F: both('提升期', 'enhancement'),
      S: both('成熟期', 'maturity'),
      D: both('衰退期', 'decline'),
      T: both('终止期', 'termination'),
    },
  },
];

/** Labels (codes, names or phases of the three sources, Chinese or English, any case) as stages; null for what names no stage. */
export function asStage(label: string): Stage | null {
  const plain = label.trim().toLowerCase();
  for (const { names } of crosswalks) {
    for (const stage of ['E', 'F', 'S', 'D', 'T'] as const) {
      const { zh, en } = names[stage];
      if ([stage.toLowerCase(), en, zh, `${zh}期`, zh.replace(/期$/, '')].includes(plain)) return stage;
    }
  }
  return null;
}
