/** One table of a flatbuffer; fields by their place in the schema. Reading beyond the bytes throws RangeError. */
export interface FlatTable {
  /** where it lies in its bytes */
  place: number;
  has(field: number): boolean;
  uint8(field: number): number;
  int64(field: number): bigint;
  /** Overwrites a number that is there. */
  setInt64(field: number, value: bigint): void;
  /** Takes a field away. */
  remove(field: number): void;
  table(field: number): FlatTable | null;
  /** A vector of tables. */
  tables(field: number): FlatTable[];
  /** A vector of structs of `size` bytes: a view on each, which may be written. */
  structs(field: number, size: number): DataView[];
}

/** The table that lies at a place of the bytes. Source: FlatBuffers internals. */
export function tableAt(bytes: Uint8Array, place: number): FlatTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = place - view.getInt32(place, true);
  const size = view.getUint16(fields, true);
  const where = (field: number): number => {
    const offset = 4 + field * 2 < size ? view.getUint16(fields + 4 + field * 2, true) : 0;
    return offset === 0 ? -1 : place + offset;
  };
  const follow = (field: number): number => (where(field) < 0 ? -1 : where(field) + view.getUint32(where(field), true));
  const vector = (field: number, each: number): number[] => {
    const at = follow(field);
    if (at < 0) return [];
    const length = view.getUint32(at, true);
    if (at + 4 + length * each > bytes.length) throw new RangeError('vector beyond the end');
    return Array.from({ length }, (_, index) => at + 4 + index * each);
  };
  return {
    place,
    has: (field) => where(field) >= 0,
    uint8: (field) => (where(field) < 0 ? 0 : view.getUint8(where(field))),
    int64: (field) => (where(field) < 0 ? 0n : view.getBigInt64(where(field), true)),
    setInt64: (field, value) => view.setBigInt64(where(field), value, true),
    remove: (field) => view.setUint16(fields + 4 + field * 2, 0, true),
    table: (field) => (follow(field) < 0 ? null : tableAt(bytes, follow(field))),
    tables: (field) => vector(field, 4).map((at) => tableAt(bytes, at + view.getUint32(at, true))),
    structs: (field, structSize) => vector(field, structSize).map((at) => new DataView(bytes.buffer, bytes.byteOffset + at, structSize)),
  };
}
