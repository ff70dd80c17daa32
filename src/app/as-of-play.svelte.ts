import type { DataState } from '#state/data.svelte.ts';
import type { Desk } from './desk.svelte.ts';

/** What a play needs of the page. */
interface Played {
  data: Pick<DataState, 'set' | 'endRun' | 'cancel'>;
  desk: Pick<Desk, 'playing' | 'settled' | 'quietly'>;
}

/** Least time that a picture stands, so that small data do not rush by; milliseconds. */
const pace = 500;

/**
 * Runs the as-of date through days. The next day begins when everything is computed and drawn for the one before; undo knows the whole play as one
 * change, and only what it came to is kept.
 */
export class AsOfPlay {
  #page: Played;
  #stop: AbortController | null = null;

  constructor(page: Played) {
    this.#page = page;
  }

  /** Plays the days until they end, `pause` is called or something else is done with the data. Never rejects; errors stand where all stand. */
  async play(days: readonly string[]): Promise<void> {
    if (this.#stop) return;
    const { data, desk } = this.#page;
    const stop = (this.#stop = new AbortController());
    desk.playing = true;
    let step: 'first' | 'further' = 'first';
    try {
      for (const asOf of days) {
        const shown = new Promise((resolve) => setTimeout(resolve, pace));
        const done = await desk.quietly(data.set({ asOf }, step).then(() => true));
        if (done) step = 'further';
        if (!done || stop.signal.aborted) break;
        await Promise.all([desk.settled(stop.signal), shown]);
        if (stop.signal.aborted) break;
      }
    } finally {
      this.#stop = null;
      desk.playing = false;
      if (step === 'further') await desk.quietly(data.endRun());
    }
  }

  /** Ends the play with the day that is being computed. */
  pause(): void {
    this.#stop?.abort();
  }
}
