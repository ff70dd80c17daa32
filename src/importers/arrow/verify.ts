import type { FlatTable } from './flatbuffer.ts';

const mostFields = 100_000;
const deepest = 64;
const union = 14;
/** Columns that hold nothing but missing values take no bytes, so so many rows are believed without any. */
const rowsFromNothing = 100_000;

/**
 * Checks the counts of a schema before apache-arrow follows them: a damaged one would make it fill the memory.
 * Throws RangeError.
 */
export function verifySchema(schema: FlatTable): void {
  let seen = 0;
  const visit = (field: FlatTable, depth: number): void => {
    seen += 1;
    if (depth > deepest || seen > mostFields) throw new RangeError('fields without end');
    field.tables(6);
    if (field.uint8(2) === union) field.table(3)?.structs(1, 4);
    for (const child of field.tables(5)) visit(child, depth + 1);
  };
  schema.tables(2);
  for (const field of schema.tables(1)) visit(field, 0);
}

/**
 * Checks that the buffers of a record batch lie inside its body, in whole, and that its lengths are ones which such a body can hold.
 * Throws RangeError.
 */
export function verifyBatch(batch: FlatTable, bodyLength: number): void {
  const most = BigInt(bodyLength * 8 + rowsFromNothing);
  const nodes = batch.structs(1, 16).map((place) => place.getBigInt64(0, true));
  for (const length of [batch.int64(0), ...nodes]) if (length < 0n || length > most) throw new RangeError(`${length} values`);
  for (const place of batch.structs(2, 16)) {
    const [offset, length] = [place.getBigInt64(0, true), place.getBigInt64(8, true)];
    if (offset < 0n || length < 0n || offset + length > BigInt(bodyLength)) throw new RangeError('buffer outside the body');
  }
}
