import { m } from '#i18n/messages.ts';
import type { KeptStatus } from '#state/keeping-parts.ts';
import type { Parts } from './parts.ts';

/** Where the work of this page is kept, in two or three words. */
export function keptTitle(status: KeptStatus): string {
  return {
    saved: m.app_kept_saved,
    saving: m.app_kept_saving,
    'not-saved': m.app_kept_not_saved,
    'other-tab': m.app_kept_other_tab,
    private: m.app_kept_private,
    nowhere: m.app_kept_nowhere,
    outdated: m.app_kept_outdated,
  }[status]();
}

/** The promise of the start page about where files are kept, true for the mode in force. */
export function keptPromise(status: KeptStatus): string {
  if (status === 'private') return m.app_start_privacy_private();
  return status === 'nowhere' ? m.app_start_privacy_nowhere() : m.app_start_privacy();
}

/** All that a person decided, as JSON text: answers, corrections, settings, ledger and the notebook from outside; not the files themselves. */
export function decisionsText({ data, notebook }: Pick<Parts, 'data' | 'notebook'>): string {
  const { answers, corrections, settings, keeping } = data;
  return JSON.stringify({ answers, corrections, settings, ledger: keeping.ledger, notebook: notebook.guest }, null, 2);
}
