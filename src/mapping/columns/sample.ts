import type { RecordBatch } from '#importers/definition.ts';

/** Rows that the first batch gives to the sample; each later one gives less, so that the sample stays small and still sees the whole file. */
const firstRows = 2000;

/** Values of every column from rows spread over a file, taken while it passes by. */
export class ColumnSample {
  readonly columns: string[][] = [];
  readonly #decoder = new TextDecoder();
  #batches = 0;

  /** Takes evenly spaced rows of the next batch. */
  add(batch: RecordBatch): void {
    this.#batches += 1;
    const rows = batch.lines.length;
    const step = Math.max(1, rows / Math.ceil(firstRows / this.#batches));
    batch.columns.forEach(({ offsets, bytes }, index) => {
      const values = (this.columns[index] ??= []);
      for (let at = 0; at < rows; at += step) {
        const row = Math.floor(at);
        values.push(this.#decoder.decode(bytes.subarray(offsets[row], offsets[row + 1])));
      }
    });
  }
}
