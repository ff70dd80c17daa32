import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import typescript from 'typescript-eslint';

const words = '/[A-Za-z\\u00c0-\\u024f\\u4e00-\\u9fff]{2}/';
const spokenAttributes = '/^(aria-label|aria-description|aria-roledescription|alt|placeholder|title)$/';

/** Syntax that is refused in templates; the pseudo-locale journey checks the same on the running page. */
const templateSyntax = [
  {
    selector:
      ":matches(SvelteElement[kind!='special'], SvelteIfBlock, SvelteElseBlock, SvelteEachBlock, SvelteSnippetBlock, SvelteFragment, Program) > SvelteText[value=" +
      words +
      ']',
    message: 'Text that a person reads is a message: m.some_key().',
  },
  {
    selector: `SvelteAttribute[key.name=${spokenAttributes}] > SvelteLiteral[value=${words}]`,
    message: 'Text that a person hears is a message.',
  },
  {
    selector: "SvelteAttribute[key.name='style'] > SvelteLiteral",
    message: 'A style attribute violates the page policy; use style:property={…} or a class.',
  },
];

const scriptSyntax = [
  {
    selector: "NewExpression[callee.name='RegExp'] > :not(Literal, TemplateLiteral[expressions.length=0]).arguments",
    message: 'A pattern made from data can hang the page; write a literal.',
  },
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
];

const rules = {
  'no-console': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
  'no-restricted-syntax': ['error', ...scriptSyntax],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
  'prefer-const': 'error',
};

/** Rules that need types; they find the promise nobody waits for. */
const typedRules = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

export default typescript.config(
  { ignores: ['dist', 'dist-*', '.cache', 'shots', 'test-results', 'public', 'src/i18n/paraglide', 'project.inlang'] },
  ...typescript.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } }, rules },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.svelte.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: typedRules,
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser, extraFileExtensions: ['.svelte'] } },
    rules: {
      'no-restricted-syntax': ['error', ...scriptSyntax, ...templateSyntax],
      'max-lines-per-function': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      'svelte/prefer-svelte-reactivity': 'off', // a set of listeners is not state
      'svelte/no-unused-svelte-ignore': 'off', // takes the reason after the code for another code; svelte-check refuses unknown codes
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  {
    files: ['test/**', 'tools/**', 'sample-data/**', '*.js', '*.cjs', '*.ts'],
    rules: { 'no-console': 'off', 'max-lines-per-function': 'off', 'no-restricted-syntax': 'off' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
