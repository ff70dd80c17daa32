import type { Lens } from '#lenses/definition.ts';
import { lenses } from '#lenses/index.ts';

/** The lenses: those of the first picture at once, the others once they are loaded. */
export class LensList {
  all = $state.raw<readonly Lens[]>([]);
  #prepare: (lenses: readonly Lens[]) => readonly Lens[];
  #whole: Promise<readonly Lens[]> | undefined;

  /** `prepare` puts the analyses of lenses where they run; as they are when it is left out. */
  constructor(prepare = (list: readonly Lens[]) => list) {
    this.#prepare = prepare;
    this.all = prepare(lenses);
  }

  /** Every lens, and every figure with them; loaded once by the first who asks. A load that failed is tried again. */
  whole(): Promise<readonly Lens[]> {
    this.#whole ??= import('#lenses/more.ts').then(
      ({ moreLenses }) => (this.all = [...this.all, ...this.#prepare(moreLenses())]),
      (error: unknown) => {
        this.#whole = undefined;
        throw error;
      },
    );
    return this.#whole;
  }
}
