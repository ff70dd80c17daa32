import { untrack } from 'svelte';
import type { Keeping } from './keeping.svelte.ts';
import type { NotebookState } from './notebook.svelte.ts';

/** Shows the notebook that is kept, inert, and keeps whichever is opened from outside afterwards. Returns the undo. */
export function keepNotebook(notebook: NotebookState, keeping: Keeping): () => void {
  if (keeping.notebook && !notebook.guest) notebook.guest = { ...keeping.notebook, started: false };
  return $effect.root(() => {
    $effect(() => {
      const { guest } = notebook;
      untrack(() => {
        if (!guest || (guest.text === keeping.notebook?.text && guest.name === keeping.notebook.name)) return;
        void keeping.saveNotebook({ name: guest.name, text: guest.text });
      });
    });
  });
}
