/** The title in a notebook's front matter, else its first heading; empty when it has neither. */
export function titleOf(text: string): string {
  const front = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  const named = /^title:\s*(.+)$/m
    .exec(front)?.[1]
    ?.trim()
    .replace(/^(['"])(.*)\1$/, '$2');
  return named ?? /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? '';
}
