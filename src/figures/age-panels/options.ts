import type { Period } from '../words.ts';

/** One of the panels over the common axis of ages. */
export type AgePanel = { id: string; title: string; format: 'percent' | 'number' | 'money' };

/** What the panels and their curves are. */
export type AgePanelsOptions = {
  unit: Period;
  panels: AgePanel[];
  /** curves by id, oldest first; one without a name needs none */
  series: { id: string; name: string }[];
  /** what the names are names of */
  seriesTitle: string;
  /** choosing a mark of a curve sets option `cohort` to the days of its first orders; those that are set already, or null. Without it marks set nothing */
  link?: { cohort: string | null };
  remark: string | null;
};
