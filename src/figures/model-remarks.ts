import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import type { FigureRow } from './definition.ts';
import { modelLook } from './model-key.ts';
import { at } from './rows.ts';

/** The name of a model on trial: that of regular timing with its k, that of opportunities with what they are. Row: model, k, opportunity. */
export function modelName(row: FigureRow): string {
  const { name } = modelLook(String(row.model));
  const k = at(row, 'k');
  if (k !== null) return name.replace('-k', `-${k}`);
  switch (row.opportunity) {
    case 'week':
      return m.figures_models_by_week({ model: name });
    case 'month':
      return m.figures_models_by_month({ model: name });
    case 'quarter':
      return m.figures_models_by_quarter({ model: name });
    default:
      return name;
  }
}

/** What a reader must know to compare a model with the others; null where there is nothing. Row: model, k, opportunity, opportunityDays, per, reason. */
export function modelRemark(row: FigureRow): string | null {
  const words = {
    model: modelName(row),
    days: formatNumber(at(row, 'opportunityDays') ?? 0, 1),
    per: formatNumber(at(row, 'per') ?? 1, 2),
  };
  switch (row.reason) {
    case 'same-as-mbg-nbd':
      return m.figures_models_same(words);
    case 'opportunities':
      return m.figures_models_opportunities(words);
    case 'opportunities-few':
      return m.figures_models_opportunities_few(words);
    default:
      if (typeof row.opportunity === 'string') return m.figures_models_opportunities_single(words);
      return at(row, 'k') === null ? null : m.figures_models_regular({ ...words, k: formatNumber(at(row, 'k')!, 0) });
  }
}
