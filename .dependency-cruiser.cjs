const levels = require('./tools/levels.cjs');

/** Folders whose subfolders must not know each other: what two of them share moves down. */
const independent = ['lenses', 'cells', 'importers'];

/** Third-party packages and the only places of src that may import them. Tests and tools may import anything. */
const owners = {
  '@duckdb/duckdb-wasm': 'engine',
  'apache-arrow': 'table',
  '@observablehq/plot': 'figures',
  d3: 'figures',
  'd3-[a-z]+': 'figures',
  '@stdlib/[a-z-]+': 'numeric',
  fmin: 'numeric',
  comlink: 'work',
  idb: 'storage',
  marked: 'notebook',
  yaml: 'notebook',
  '@observablehq/runtime': 'notebook',
  'bits-ui': 'ui',
  '@fontsource-variable/[a-z0-9-]+': 'ui',
  svelte: '(ui|figures|lenses|state|cells|app)',
};

const levelRules = levels.map((folders, level) => {
  const allowed = levels.slice(0, level).flat();
  return {
    name: `level-${level}`,
    comment: `${folders.join(', ')} may import ${allowed.length ? allowed.join(', ') : 'no other folder'}, and each only itself on its own level`,
    severity: 'error',
    from: { path: `^src/(${folders.join('|')})/` },
    to: { path: '^src/', pathNot: [`^src/(${['$1', ...allowed].join('|')})/`] },
  };
});

/** Folders that their siblings may import: the protocol that all readers of a format share. */
const shared = { importers: '|reading' };

const siblingRules = independent.map((folder) => ({
  name: `siblings-in-${folder}`,
  comment: `a folder inside ${folder} knows nothing of its siblings`,
  severity: 'error',
  from: { path: `^src/${folder}/([^/]+)/` },
  to: { path: `^src/${folder}/[^/]+/`, pathNot: `^src/${folder}/($1${shared[folder] ?? ''})/` },
}));

const ownerRules = Object.entries(owners).map(([name, folder]) => ({
  name: `only-in-${folder.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')}-${name.replace(/[^a-z0-9]+/g, '-')}`,
  comment: `${name} is imported in ${folder} only`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${folder}/` },
  to: { path: `(^|/)node_modules/${name}/` },
}));

module.exports = {
  forbidden: [
    ...levelRules,
    ...siblingRules,
    ...ownerRules,
    {
      name: 'models-are-independent',
      comment: 'models/<family>/<model> knows nothing of other models',
      severity: 'error',
      from: { path: '^src/models/([^/]+)/([^/]+)/' },
      to: { path: '^src/models/[^/]+/[^/]+/', pathNot: '^src/models/$1/$2/' },
    },
    {
      name: 'known-folders',
      comment: 'a folder of src has a level in this file and in docs/architecture.md',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${levels.flat().join('|')})/|^src/[^/]+\\.(ts|d\\.ts)$` },
      to: {},
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { pathNot: 'paraglide', dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-missing',
      severity: 'error',
      from: { pathNot: 'paraglide' },
      to: { couldNotResolve: true, pathNot: '\\?(url|worker|raw)|^virtual:' },
    },
    { name: 'src-does-not-import-tests', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|tools)/' } },
    {
      name: 'messages-only-through-i18n',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/i18n/' },
      to: { path: '^src/i18n/paraglide/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules|src/i18n/paraglide' },
    exclude: { path: '^(dist|test/e2e/.*-results)' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.svelte', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'types', 'default'],
      mainFields: ['svelte', 'module', 'main'],
    },
  },
};
