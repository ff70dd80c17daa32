/** A value of Thrift's compact protocol; integers of every width are bigint. */
export type ThriftValue = boolean | bigint | Uint8Array | ThriftList | ThriftStruct;

export interface ThriftList {
  element: number;
  items: ThriftValue[];
}

/** Fields by id, in the order of the file. */
export type ThriftStruct = Map<number, { type: number; value: ThriftValue }>;

const kinds = { true: 1, false: 2, byte: 3, i64: 6, double: 7, binary: 8, list: 9, set: 10, struct: 12 };
const deepest = 24;

/** The struct at the beginning of the bytes. Throws RangeError on anything that is not Thrift's compact protocol or reaches beyond the bytes. */
export function decodeStruct(bytes: Uint8Array): ThriftStruct {
  return new Decoder(bytes).struct(0);
}

class Decoder {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  struct(depth: number): ThriftStruct {
    if (depth > deepest) throw new RangeError('nested too deep');
    const fields: ThriftStruct = new Map();
    let id = 0;
    for (let head = this.#byte(); head !== 0; head = this.#byte()) {
      id = head >> 4 ? id + (head >> 4) : Number(this.#zigzag());
      const type = head & 15;
      fields.set(id, { type, value: type <= kinds.false ? type === kinds.true : this.#value(type, depth) });
    }
    return fields;
  }

  #value(type: number, depth: number): ThriftValue {
    if (type <= kinds.false) return this.#byte() === kinds.true;
    if (type === kinds.byte) return BigInt(this.#byte());
    if (type <= kinds.i64) return this.#zigzag();
    if (type === kinds.double) return this.#take(8);
    if (type === kinds.binary) return this.#take(Number(this.#varint()));
    if (type === kinds.struct) return this.struct(depth + 1);
    if (type !== kinds.list && type !== kinds.set) throw new RangeError(`type ${type}`);
    const head = this.#byte();
    const length = head >> 4 === 15 ? Number(this.#varint()) : head >> 4;
    if (length > this.#bytes.length - this.#at) throw new RangeError('list beyond the end');
    return { element: head & 15, items: Array.from({ length }, () => this.#value(head & 15, depth + 1)) };
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new RangeError('beyond the end');
    this.#at += 1;
    return byte;
  }

  #take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw new RangeError('bytes beyond the end');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
    }
    throw new RangeError('integer too long');
  }

  #zigzag(): bigint {
    const value = this.#varint();
    return (value >> 1n) ^ -(value & 1n);
  }
}

/** The bytes of a struct. */
export function encodeStruct(fields: ThriftStruct): Uint8Array {
  const out: number[] = [];
  writeStruct(fields, out);
  return Uint8Array.from(out);
}

function writeStruct(fields: ThriftStruct, out: number[]): void {
  let last = 0;
  for (const [id, { type, value }] of fields) {
    const delta = id - last;
    const kind = typeof value === 'boolean' ? (value ? kinds.true : kinds.false) : type;
    if (delta > 0 && delta < 16) out.push((delta << 4) | kind);
    else {
      out.push(kind);
      writeZigzag(BigInt(id), out);
    }
    if (typeof value !== 'boolean') writeValue(type, value, out);
    last = id;
  }
  out.push(0);
}

function writeValue(type: number, value: ThriftValue, out: number[]): void {
  if (typeof value === 'boolean') out.push(value ? kinds.true : kinds.false);
  else if (typeof value === 'bigint') {
    if (type === kinds.byte) out.push(Number(value));
    else writeZigzag(value, out);
  } else if (value instanceof Uint8Array) {
    if (type === kinds.binary) writeVarint(BigInt(value.length), out);
    for (const byte of value) out.push(byte);
  } else if (value instanceof Map) writeStruct(value, out);
  else {
    if (value.items.length < 15) out.push((value.items.length << 4) | value.element);
    else {
      out.push(0xf0 | value.element);
      writeVarint(BigInt(value.items.length), out);
    }
    for (const item of value.items) writeValue(value.element, item, out);
  }
}

function writeVarint(value: bigint, out: number[]): void {
  let rest = value;
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  out.push(Number(rest));
}

function writeZigzag(value: bigint, out: number[]): void {
  writeVarint(BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)), out);
}
