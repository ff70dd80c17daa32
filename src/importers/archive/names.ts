import type { ZipEntry } from '../zip-directory.ts';

/**
 * The path of a zip's member. Names that do not say UTF-8 are read strictly as UTF-8 (macOS writes it so), else by the commonest of the encodings
 * that Chinese, Taiwanese and Japanese Windows write, else as windows-1252.
 */
export function memberName({ name, utf8 }: ZipEntry): string {
  const text = (utf8 ? null : strict(name, 'utf-8')) ?? (utf8 ? new TextDecoder().decode(name) : legacy(name));
  return text.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
}

function legacy(name: Uint8Array): string {
  for (const [label, usual] of encodings) {
    const text = strict(name, label);
    if (text !== null && usual(name)) return text;
  }
  return new TextDecoder('windows-1252').decode(name);
}

/** Encodings with a test whether the bytes lie where their everyday characters are. */
const encodings: readonly [string, (name: Uint8Array) => boolean][] = [
  ['gb18030', (name) => pairs(name).every(([lead, trail]) => lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1)],
  ['big5', (name) => pairs(name).every(([lead]) => lead >= 0xa1 && lead <= 0xf9)],
  ['shift_jis', (name) => pairs(name).every(([lead]) => (lead >= 0x81 && lead <= 0x9f) || lead >= 0xe0)],
  ['gb18030', (name) => pairs(name).length > 2],
];

/** The bytes above ASCII with the byte behind each. */
function pairs(name: Uint8Array): [number, number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < name.length; at += 1) {
    if ((name[at] ?? 0) < 0x80) continue;
    found.push([name[at] ?? 0, name[at + 1] ?? 0]);
    at += 1;
  }
  return found;
}

function strict(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
