import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** Folder of the repository. */
export const root = resolve(import.meta.dirname, '../..');

const generated = new Set(['node_modules', '.git', 'dist', 'dist-pseudo', '.cache', 'paraglide', 'shots', 'test-results', 'public']);

export interface SourceFile {
  /** path from the root, with forward slashes */
  path: string;
  text: string;
}

/** Every file below `folder` (from the root) whose path matches, generated folders left out, in order of path. */
export function filesOf(folder: string, pattern: RegExp): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const full = join(path, entry.name);
      if (entry.isDirectory() && !generated.has(entry.name)) walk(full);
      else if (entry.isFile() && pattern.test(relative(root, full)))
        found.push({ path: relative(root, full), text: readFileSync(full, 'utf8') });
    }
  };
  walk(join(root, folder));
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}
