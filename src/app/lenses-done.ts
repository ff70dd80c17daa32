import type { OpenNotebook } from '#cells/open-notebook.ts';

/** Resolves when no lens of a notebook waits or runs any more, or the signal aborts. Cells that wait for a person (queries over the sample) do not count. */
export function lensesDone(notebook: OpenNotebook, signal: AbortSignal): Promise<void> {
  const busy = (): boolean =>
    notebook.document.parts.some(
      ({ key, spec }) => spec.kind === 'lens' && ['waiting', 'running'].includes(notebook.runner.state(key).status),
    );
  return new Promise((resolve) => {
    const finish = (): void => {
      undo();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const undo = notebook.subscribe(() => busy() || finish());
    signal.addEventListener('abort', finish);
    if (signal.aborted || !busy()) finish();
  });
}
