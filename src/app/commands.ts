import { m } from '#i18n/messages.ts';
import type { Parts } from './parts.ts';

/** One thing a person can do from anywhere. */
export interface Command {
  id: string;
  title: () => string;
  /** as `KeyboardEvent.key`, pressed alone outside text fields */
  key?: string;
  /** defaults to always */
  enabled?: () => boolean;
  run: () => void;
}

/** Every command of the page, in the order of the palette. */
export function commands(parts: Omit<Parts, 'commands' | 'lenses' | 'room'>): Command[] {
  const { data, preferences, route, desk, notebook } = parts;
  const loaded = (): boolean => data.source === 'files';
  return [
    { id: 'open-files', title: m.app_command_open_files, key: 'o', run: () => desk.chooseFiles() },
    { id: 'open-notebook', title: m.app_command_open_notebook, run: () => desk.chooseNotebook() },
    { id: 'overview', title: m.app_command_overview, key: 'g', run: () => route.go({ page: 'notebook', id: 'overview' }) },
    ...notebook.books
      .filter(({ id }) => id !== 'overview')
      .map(({ id, title }) => ({ id, title: () => title(preferences.locale), run: () => route.go({ page: 'notebook', id }) })),
    { id: 'data', title: m.app_command_data, key: 'd', run: () => route.go({ page: 'data' }) },
    { id: 'start', title: m.app_command_start, key: 'h', run: () => route.go({ page: 'start' }) },
    { id: 'as-of', title: m.app_command_as_of, key: 'a', run: () => void (desk.dialog = 'settings') },
    { id: 'cancel', title: m.app_command_cancel, enabled: () => data.work !== null, run: () => void data.cancel() },
    { id: 'reset', title: m.app_command_reset, enabled: loaded, run: () => void data.reset() },
    { id: 'undo', title: m.app_data_undo, enabled: () => data.canUndo, run: () => void desk.quietly(data.undo()) },
    {
      id: 'private',
      title: m.app_command_private,
      enabled: () => !data.keeping.inMemory,
      run: () => void desk.quietly(data.goPrivate()),
    },
    { id: 'erase', title: m.app_command_erase, run: () => void (desk.dialog = 'erase') },
    { id: 'theme', title: m.app_command_theme, key: 't', run: () => preferences.toggleTheme() },
    {
      id: 'language',
      title: m.app_command_language,
      key: 'l',
      run: () => preferences.setLocale(preferences.locale === 'en' ? 'zh-Hans' : 'en'),
    },
    {
      id: 'engine',
      title: m.app_command_engine,
      enabled: () => parts.engine.status === 'idle' || parts.engine.status === 'failed',
      run: () => void desk.quietly(parts.engine.start()),
    },
    { id: 'print', title: m.app_command_print, run: () => window.print() },
    { id: 'keys', title: m.app_command_keys, key: '?', run: () => void (desk.dialog = 'keys') },
  ];
}

/** The commands whose title has every typed word in it, in their order. */
export function matching(list: readonly Command[], typed: string): Command[] {
  const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return list.filter((command) => {
    if (command.enabled?.() === false) return false;
    const title = command.title().toLocaleLowerCase();
    return words.every((word) => title.includes(word));
  });
}

/** Runs the command a key stands for; typing in a field is never a command. */
export function pressed(list: readonly Command[], event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (target?.closest('input, select, textarea, dialog, [contenteditable], [role=menu]')) return false;
  const command = list.find((one) => one.key === event.key && one.enabled?.() !== false);
  command?.run();
  return command !== undefined;
}
