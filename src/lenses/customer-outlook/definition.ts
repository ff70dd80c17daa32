import { everyone } from '#figures/linked.ts';
import { m } from '#i18n/messages.ts';
import type { Lens } from '../definition.ts';
import { type CustomerOutlookOptions, type CustomerOutlookResult, analyse } from './analyse.ts';
import { narrate } from './narrate.ts';

/** Is this customer still there, and what will come of it? A line of purchases that a hand can change. */
export const customerOutlook: Lens<CustomerOutlookOptions, CustomerOutlookResult> = {
  id: 'customer-outlook',
  title: m.lenses_outlook_title,
  statistics: ['profile', 'history_grid', 'purchase_fits', 'value_facts'],
  defaults: { weeks: 52, years: 5, rate: 0.1, spend: null, margin: null, cohort: everyone, age: everyone, calendar: everyone },
  analyse,
  narrate,
  figure: ({ customer, start, span, terms, numbers, paths, age, calendar }) => ({
    figure: 'customer-outlook',
    rows: [...[0, ...customer.purchases].map((day) => ({ kind: 'purchase', day })), ...paths],
    options: { start, today: customer.today, span, weeks: terms.weeks, numbers, age, calendar },
  }),
  view: async () => (await import('./OutlookView.svelte')).default,
  covers: ['S0-06', 'S2-22'],
  sources: ['Fader, Hardie & Lee 2005', 'Batislam, Denizel & Filiztekin 2007', 'Schmittlein, Morrison & Colombo 1987'],
};
