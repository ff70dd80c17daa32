import { CodedError } from '#base/error.ts';
import { fileBytes } from './file-bytes.ts';
import { binaryFormat, detectEncoding } from './text-encoding.ts';

/** Bytes of lines beyond ASCII that are kept to judge encodings by. */
const enoughSample = 128 * 1024;
const longestSampleLine = 4096;
const headLength = 64 * 1024;

/** Fewer bytes are looked at one by one, more of them four at a time. */
const shortest = 16;

/** A line that is not ASCII only, as it stands in the file. */
export interface SampledLine {
  line: number;
  bytes: Uint8Array;
}

/** What all bytes of a text file say about its encoding. */
export interface TextSurvey {
  /** certain encoding (byte-order mark, zero bytes of UTF-16, UTF-8 to the last byte), null when it must be judged */
  certain: 'utf-8' | 'utf-16le' | 'utf-16be' | null;
  ascii: boolean;
  /** the first bytes, to show the header in different readings */
  head: Uint8Array;
  sampled: SampledLine[];
}

/**
 * Looks at every byte of a text file once, so that an encoding is decided by all of them and not by a beginning.
 * @throws CodedError `import/empty`, `import/binary`, and what `fileBytes` throws.
 */
export async function surveyText(file: Blob, signal: AbortSignal, trusted = false): Promise<TextSurvey> {
  const validator = new Utf8Validator();
  const sampler = new LineSampler();
  let head = new Uint8Array(0);
  for await (const { bytes } of fileBytes(file, signal, trusted)) {
    if (head.length === 0) {
      const format = binaryFormat(bytes);
      if (format) throw new CodedError('import/binary', { format });
      const encoding = detectEncoding(bytes);
      head = bytes.slice(0, headLength);
      if (encoding !== 'utf-8') return { certain: encoding, ascii: false, head, sampled: [] };
    }
    const plain = isAscii(bytes);
    validator.push(bytes, plain);
    sampler.push(bytes, plain);
  }
  if (head.length === 0) throw new CodedError('import/empty');
  sampler.end();
  return { certain: validator.end() ? 'utf-8' : null, ascii: validator.ascii, head, sampled: sampler.lines };
}

/** True when no byte is above 127. */
export function isAscii(bytes: Uint8Array): boolean {
  const aligned = bytes.length < shortest ? bytes.length : (4 - (bytes.byteOffset % 4)) % 4;
  for (let index = 0; index < aligned; index += 1) if ((bytes[index] as number) > 127) return false;
  if (aligned === bytes.length) return true;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + aligned, (bytes.length - aligned) >> 2);
  for (let index = 0; index < words.length; index += 1) if (((words[index] as number) & 0x80808080) !== 0) return false;
  for (let index = aligned + words.length * 4; index < bytes.length; index += 1) if ((bytes[index] as number) > 127) return false;
  return true;
}

/** Line feeds in ASCII, four bytes at a time: a byte of `word ^ LF…` is zero exactly when adding 0x7f leaves its highest bit clear. */
function newlinesOf(bytes: Uint8Array): number {
  const aligned = bytes.length < shortest ? bytes.length : (4 - (bytes.byteOffset % 4)) % 4;
  let count = 0;
  for (let index = 0; index < aligned; index += 1) if (bytes[index] === 10) count += 1;
  if (aligned === bytes.length) return count;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + aligned, (bytes.length - aligned) >> 2);
  for (let index = 0; index < words.length; index += 1) {
    const found = ~((((words[index] as number) ^ 0x0a0a0a0a) + 0x7f7f7f7f) | 0) & 0x80808080;
    if (found !== 0) count += ((found >>> 7) & 1) + ((found >>> 15) & 1) + ((found >>> 23) & 1) + (found >>> 31);
  }
  for (let index = aligned + words.length * 4; index < bytes.length; index += 1) if (bytes[index] === 10) count += 1;
  return count;
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  const all = new Uint8Array(left.length + right.length);
  all.set(left);
  all.set(right, left.length);
  return all;
}

/** Says whether pieces are UTF-8 together; pieces of ASCII cost next to nothing. */
class Utf8Validator {
  ascii = true;
  #open = false;
  #valid = true;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  push(bytes: Uint8Array, plain: boolean): void {
    if (!this.#valid) return;
    if (!plain) this.ascii = false;
    if (plain && !this.#open) return;
    this.#open = !plain;
    this.#try(() => this.#decoder.decode(bytes, { stream: true }));
  }

  end(): boolean {
    if (this.#valid) this.#try(() => this.#decoder.decode());
    return this.#valid;
  }

  #try(decode: () => string): void {
    try {
      decode();
    } catch {
      this.#valid = false;
    }
  }
}

/** Gathers whole lines beyond ASCII with their numbers, until there are enough. */
class LineSampler {
  readonly lines: SampledLine[] = [];
  #taken = 0;
  #line = 1;
  #rest: Uint8Array = new Uint8Array(0);

  push(bytes: Uint8Array, plain: boolean): void {
    if (this.#taken >= enoughSample) return;
    if (plain && isAscii(this.#rest)) return this.#pass(bytes);
    const all = joined(this.#rest, bytes);
    let from = 0;
    for (let to = all.indexOf(10); to !== -1 && this.#taken < enoughSample; to = all.indexOf(10, from)) {
      this.#take(all.subarray(from, to));
      this.#line += 1;
      from = to + 1;
    }
    this.#rest = all.length - from > enoughSample ? new Uint8Array(0) : all.subarray(from);
  }

  /** Lines of ASCII only are counted; the last, cut one is kept. */
  #pass(bytes: Uint8Array): void {
    this.#line += newlinesOf(bytes);
    const last = bytes.lastIndexOf(10);
    if (last >= 0) this.#rest = bytes.slice(last + 1);
    else if (this.#rest.length < enoughSample) this.#rest = joined(this.#rest, bytes);
  }

  end(): void {
    if (this.#taken < enoughSample) this.#take(this.#rest);
  }

  #take(line: Uint8Array): void {
    const bytes = line.at(-1) === 13 ? line.subarray(0, -1) : line;
    if (bytes.length > longestSampleLine || isAscii(bytes)) return;
    this.lines.push({ line: this.#line, bytes: bytes.slice() });
    this.#taken += bytes.length;
  }
}
