/** Changes that can be taken back. */
const most = 50;

/** What was in force before each change, the latest last; the oldest are forgotten. Changes of the sample are forgotten when files take its place. */
export class Past<Kept extends { readonly files: readonly unknown[] }> {
  #entries = $state.raw<readonly Kept[]>([]);
  empty = $derived(this.#entries.length === 0);

  /** the last change was that everything was forgotten, or one of a file */
  ofFiles = $derived((this.#entries.at(-1)?.files.length ?? 0) > 0);

  /** Notes what was in force before files changed; the sample is no state to come back to from files. */
  push(kept: Kept): void {
    this.#entries = this.#entries.slice(0, this.#entries.findLastIndex(({ files }) => files.length > 0) + 1);
    if (kept.files.length > 0) this.pushSettings(kept);
  }

  /** Notes what was in force before settings changed. */
  pushSettings(kept: Kept): void {
    this.#entries = [...this.#entries.slice(1 - most), kept];
  }

  clear(): void {
    this.#entries = [];
  }

  /** Gives what was in force before the last change to `back`; when that succeeds the change is off the list, and so is the going back. */
  async back(back: (kept: Kept) => Promise<unknown>): Promise<void> {
    const entries = this.#entries;
    const last = entries.at(-1);
    if (last === undefined) return;
    await back(last);
    this.#entries = entries.slice(0, -1);
  }
}
