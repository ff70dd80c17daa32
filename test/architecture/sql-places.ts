import ts from 'typescript';
import type { SourceFile } from './tree.ts';

/** Where SQL text may stand. */
const allowed = /^src\/(sql|panel|statistics|doctor)\/|^src\/(engine|importers|mapping|customers|cells\/sql)\/(.*\/)?query\.ts$/;

const statement =
  /\bselect\b[\s\S]+\bfrom\b|^\s*select\s|\bcreate\s+(or\s+replace\s+)?(temp\s+)?(table|view|macro)\b|\binsert\s+into\b|\bdrop\s+(table|view)\b|\bdelete\s+from\b|\balter\s+table\b|^\s*(set|reset)\s+\w+\s*=/i;

/** Script text of a file: the whole of a module, the script blocks and expressions of a component. */
function scriptOf(file: SourceFile): string {
  if (!file.path.endsWith('.svelte')) return file.text;
  return [...file.text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n');
}

/** String and template literals of a script that read like an SQL statement, or that are given to the `sql` tag. */
export function statementsIn(file: SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'sql') found.push(node.template.getText());
    else if (ts.isTemplateExpression(node) || ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      const text = node.getText().slice(1, -1);
      if (statement.test(text)) found.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file.path, scriptOf(file), ts.ScriptTarget.Latest, true));
  return found;
}

/** SQL that stands where it must not: one line each, path and the beginning of the statement. */
export function misplacedSql(files: SourceFile[]): string[] {
  return files
    .filter((file) => !allowed.test(file.path))
    .flatMap((file) => statementsIn(file).map((text) => `${file.path}: ${text.replace(/\s+/g, ' ').slice(0, 80)}`));
}
