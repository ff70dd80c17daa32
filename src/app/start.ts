import '#ui/base.css';
import { mount } from 'svelte';
import { asCodedError } from '#base/error.ts';
import { locales, readLocaleFrom } from '#i18n/locale.ts';
import { lensesInWorker, lensWorker } from '#lenses/in-worker.ts';
import { books } from '#books/index.ts';
import { DataState } from '#state/data.svelte.ts';
import { EngineState } from '#state/engine.svelte.ts';
import { keepNotebook } from '#state/keep-notebook.svelte.ts';
import { Keeping } from '#state/keeping.svelte.ts';
import { NotebookState } from '#state/notebook.svelte.ts';
import { Room } from '#state/room.svelte.ts';
import { Preferences, type PreferenceStore } from '#state/preferences.svelte.ts';
import App from './App.svelte';
import { commands } from './commands.ts';
import { Desk } from './desk.svelte.ts';
import { browserKeeping } from './keeping.ts';
import { lazyPipeline, localise, prefetch, startEngine } from './lazy.ts';
import { LensList } from './lens-list.svelte.ts';
import { Route } from './route.svelte.ts';
import { teaHouse } from './sample.ts';
import { scripting, type Perennial } from './scripting.ts';
import { titleOf } from './title.ts';

declare global {
  var perennial: Perennial;
}

/** The browser's store of choices; in a private session it is only read. */
function storage(keeping: Keeping): PreferenceStore | null {
  try {
    const kept = localStorage;
    return {
      getItem: (key) => kept.getItem(key),
      setItem: (key, value) => void (keeping.status === 'private' || kept.setItem(key, value)),
    };
  } catch {
    return null;
  }
}

/** Makes every part of the page once and puts them together. */
function start(target: Element): void {
  const sample = teaHouse();
  const work = lensWorker();
  const lenses = new LensList((list) => lensesInWorker(list, work));
  const keeping = new Keeping(browserKeeping());
  const preferences = new Preferences(storage(keeping), navigator.languages);
  readLocaleFrom(() => preferences.locale);
  const engine = new EngineState(startEngine);
  const pipeline = lazyPipeline();
  const data = new DataState({ engine, pipeline, sample, keeping });
  const route = new Route(window);
  const notebook = new NotebookState({
    id: () => (route.place.page === 'notebook' ? route.place.id : 'overview'),
    books,
    locale: () => preferences.locale,
    titleOf,
  });
  const desk = new Desk({ data, route, notebook, document });
  const most = { preferences, engine, data, route, notebook, desk };
  route.follow();
  watchErrors(desk);
  const ready = data.begin().then(() => void keepNotebook(notebook, keeping));
  globalThis.perennial = scripting({
    ...most,
    ready,
    lenses,
    late: import('./late.ts'),
    localise,
    prefetch: async () =>
      void (await Promise.all([prefetch(pipeline, sample), lenses.whole(), ...books.flatMap(({ text }) => locales.map(text))])),
  });
  (globalThis.requestIdleCallback ?? setTimeout)(() => void import('#i18n/error-words.ts')); // so that a lost connection can still be told
  mount(App, { target, props: { parts: { ...most, room: new Room(data, pipeline), commands: commands(most), lenses } } });
}

/** What nobody caught is shown, never swallowed. */
function watchErrors(desk: Desk): void {
  const show = (thrown: unknown): void => {
    const error = asCodedError(thrown);
    if (!error.code.endsWith('/canceled')) desk.error = error;
  };
  window.addEventListener('error', (event) => {
    if (event.error) show(event.error); // without one it comes from a worker, whose owner tells of it, or from a resize loop, which is harmless
  });
  window.addEventListener('unhandledrejection', (event) => show(event.reason));
}

const target = document.querySelector('#app');
if (target) start(target);
