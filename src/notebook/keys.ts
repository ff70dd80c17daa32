import type { Part } from './document.ts';

function numberOf(key: string): number {
  return Number(key.slice(1));
}

/**
 * Gives every part a key: an unchanged part keeps its own, then a changed one with the same kind, id and name, then one of the same kind
 * at the same place; all others get new ones.
 */
export function carryKeys(parts: readonly Omit<Part, 'key'>[], previous: readonly Part[]): Part[] {
  const free = new Map(previous.map((part) => [part.key, part]));
  const keys: (string | undefined)[] = parts.map(() => undefined);
  const claim = (fits: (part: Omit<Part, 'key'>, old: Part, index: number) => boolean): void => {
    parts.forEach((part, index) => {
      if (keys[index] !== undefined) return;
      for (const old of free.values()) {
        if (!fits(part, old, index)) continue;
        keys[index] = old.key;
        free.delete(old.key);
        return;
      }
    });
  };
  claim((part, old, index) => previous[index] === old && part.source === old.source);
  claim((part, old) => part.source === old.source);
  claim(({ spec }, old) => spec.kind !== 'prose' && spec.kind === old.spec.kind && spec.id === old.spec.id && spec.name === old.spec.name);
  claim(({ spec }, old, index) => previous[index] === old && spec.kind === old.spec.kind);
  let next = Math.max(0, ...previous.map((part) => numberOf(part.key))) + 1;
  return parts.map((part, index) => ({ key: keys[index] ?? `c${next++}`, ...part }));
}
