import type { RejectedRecord } from '../definition.ts';

/**
 * Lines of one cell behind a blank line wait here until it is known what follows: a known footer makes them footers as well (a report's title and
 * its owner stand around `Copyright …`), a record or the end makes them rejected.
 */
export class Tail {
  readonly #sink: { reject(record: RejectedRecord): void; passBy(line: number, raw: string, reason: string): void };
  #held: RejectedRecord[] = [];
  #state: 'records' | 'blank' | 'footer' = 'records';

  constructor(sink: { reject(record: RejectedRecord): void; passBy(line: number, raw: string, reason: string): void }) {
    this.#sink = sink;
  }

  /** True behind a footer, with no record since. */
  get inFooter(): boolean {
    return this.#state === 'footer';
  }

  blank(): void {
    if (this.#state === 'records') this.#state = 'blank';
  }

  /** A footer was met: what waits is part of it. */
  footer(): void {
    for (const { line, raw } of this.#held) this.#sink.passBy(line, raw, 'footer');
    this.#held = [];
    this.#state = 'footer';
  }

  /** A record was met, or the end: what waits is none. */
  record(): void {
    if (this.#state === 'records') return;
    for (const rejected of this.#held) this.#sink.reject(rejected);
    this.#held = [];
    this.#state = 'records';
  }

  /** A line of one cell that is too narrow for a record. */
  narrow(rejected: RejectedRecord): void {
    if (this.#state === 'footer') this.#sink.passBy(rejected.line, rejected.raw, 'footer');
    else if (this.#state === 'blank') this.#held.push(rejected);
    else this.#sink.reject(rejected);
  }
}
