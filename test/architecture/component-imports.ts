import levels from '../../tools/levels.cjs';
import type { SourceFile } from './tree.ts';

const levelOf = (folder: string): number => levels.findIndex((folders) => folders.includes(folder));

/**
 * Imports of a component that go to a higher level or to another folder of its own level. dependency-cruiser compiles components
 * before it looks, which drops `import type`; this reads the text, so that types obey the levels too.
 */
export function wrongImports(file: SourceFile): string[] {
  const own = file.path.split('/')[1] ?? '';
  const targets = [...file.text.matchAll(/(?:from|import\()\s*['"]#([a-z0-9-]+)\//g)].map((match) => match[1] ?? '');
  return targets.filter((folder) => folder !== own && levelOf(folder) >= levelOf(own)).map((folder) => `${file.path} imports ${folder}`);
}
