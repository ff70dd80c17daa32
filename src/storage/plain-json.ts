import { CodedError } from '#base/error.ts';

const refused = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Text of ours read back into plain values. Objects have no prototype, so a name such as `__proto__` is a name like any other and never reaches
 * the prototype of anything.
 * @throws CodedError `storage/damaged` when it is no JSON.
 */
export function parsePlain(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      const names = Object.keys(value);
      if (!names.some((name) => refused.has(name))) return value;
      const plain = Object.create(null) as Record<string, unknown>;
      for (const [name, inner] of Object.entries(value)) plain[name] = inner;
      return plain;
    }) as unknown;
  } catch (cause) {
    throw new CodedError('storage/damaged', {}, { cause });
  }
}
