// Declarations of everything that the library's entry reaches, and the program that knows their types.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { root } from '../install.mjs';

const source = join(root, 'src');

/** A program of the entry without DOM and without Node; throws with the compiler's words when it does not compile. */
export function programOf(entry) {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.pure.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [entry] }, ts.sys, root);
  const emit = { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: source };
  const program = ts.createProgram([entry], { ...options, ...emit });
  refuse(ts.getPreEmitDiagnostics(program));
  return program;
}

/** Writes the declarations that an entry needs into a folder; their imports are relative, so that no settings of the reader's are. */
export function writeTypes(program, entry, folder) {
  const texts = new Map();
  const { diagnostics } = program.emit(undefined, (path, text) => texts.set(relative(root, path).replace(/^src\//, ''), text));
  refuse(diagnostics);
  const needed = [relative(source, entry).replace(/\.ts$/, '.d.ts')];
  for (const path of needed) {
    const here = dirname(path);
    const text = texts.get(path).replace(/(from |import\()['"](#|\.\.?\/)([^'"]+)\.ts['"]/g, (_, before, kind, rest) => {
      const target = kind === '#' ? rest : join(here, kind, rest);
      if (!needed.includes(`${target}.d.ts`)) needed.push(`${target}.d.ts`);
      const way = relative(here, target);
      return `${before}'${way.startsWith('.') ? way : `./${way}`}.js'`;
    });
    mkdirSync(join(folder, here), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function refuse(diagnostics) {
  if (diagnostics.length === 0) return;
  const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };
  throw new Error(ts.formatDiagnostics(diagnostics, host));
}
