// Pages of the library's API from the docstrings: one page a topic, one section an export.
import ts from 'typescript';

/** Types come last on a page; their members carry the words. */
const types = 3;

const whole = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/** The page of a topic (a module that only lists exports) as Markdown; throws when a value has no docstring. */
export function pageOf(program, path) {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  const [, intro = ''] = /^\/\/ (.+)$/m.exec(file.text) ?? [];
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(file));
  const sections = exported.map((symbol) => sectionOf(checker, symbol)).sort((a, b) => a.order - b.order || a.name.localeCompare(b.name));
  return { title: titleOf(path), intro, names: sections.map(({ name }) => name), text: sections.map(({ text }) => text).join('\n') };
}

function titleOf(path) {
  const name = path.split('/').at(-1).replace('.ts', '');
  return name[0].toUpperCase() + name.slice(1);
}

function sectionOf(checker, exported) {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const name = exported.name;
  const [node] = symbol.declarations;
  const docs = docsOf(checker, symbol);
  const { order, kind, body } = describe(checker, symbol, node, name);
  if (!docs && order < types) throw new Error(`${name} is exported without a docstring`);
  return { order, name, text: `## ${name}\n\n*${kind}.*${docs && ` ${docs}`}\n\n${body}` };
}

function docsOf(checker, symbol) {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const tags = symbol.getJsDocTags(checker).map((tag) => `${tag.name}: ${ts.displayPartsToString(tag.text)}`);
  return [text.replace(/\s*\n\s*/g, ' '), ...tags].filter(Boolean).join(' ');
}

function describe(checker, symbol, node, name) {
  if (ts.isFunctionDeclaration(node)) {
    const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
    const text = checker.signatureToString(signature, node, whole | ts.TypeFormatFlags.WriteArrowStyleSignature);
    return { order: 1, kind: 'Function', body: code(`${name}${text.replace(/ => (?=[^=]*$)/, ': ')}`) };
  }
  if (ts.isInterfaceDeclaration(node)) {
    const heritage = node.heritageClauses?.map((clause) => ` ${clause.getText()}`).join('') ?? '';
    const generics = node.typeParameters ? `<${node.typeParameters.map((one) => one.getText()).join(', ')}>` : '';
    const head = generics || heritage ? `${code(`interface ${name}${generics}${heritage.replace(/\s+/g, ' ')}`)}\n` : '';
    return { order: types, kind: 'Interface', body: head + tableOf(checker, node.members) };
  }
  if (ts.isTypeAliasDeclaration(node)) return { order: types, kind: 'Type', body: code(`type ${name} = ${node.type.getText()}`) };
  if (ts.isClassDeclaration(node))
    return {
      order: 2,
      kind: 'Class',
      body: tableOf(
        checker,
        node.members.filter((one) => ts.isPropertyDeclaration(one)),
      ),
    };
  const type = node.type?.getText() ?? checker.typeToString(checker.getTypeOfSymbol(symbol), node, whole);
  const kind = /Model<|Process</.test(type) ? 'Model' : 'Constant';
  return { order: kind === 'Model' ? 0 : 2, kind, body: code(`const ${name}: ${type}`) };
}

function tableOf(checker, members) {
  const rows = members.map((member) => {
    const symbol = checker.getSymbolAtLocation(member.name);
    const optional = member.questionToken ? '?' : '';
    const type = ts.isMethodSignature(member)
      ? `(${member.parameters.map((one) => one.getText()).join(', ')}) => ${member.type?.getText() ?? 'void'}`
      : (member.type?.getText() ?? 'unknown');
    return `| \`${member.name.getText()}${optional}\` | ${cell(type)} | ${docsOf(checker, symbol).replaceAll('|', '\\|')} |`;
  });
  return `| member | type | meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
}

const cell = (type) =>
  `\`${type
    .replace(/\/\*\*.*?\*\/\s*/gs, '')
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|')}\``;
const code = (text) => `\`\`\`ts\n${text}\n\`\`\`\n`;
