/** Levels of src: imports go to a lower level only (docs/architecture.md). The table in the document and this list are the same list. */
module.exports = [
  ['base'],
  ['i18n', 'numeric', 'table', 'schema'],
  ['sql', 'models', 'figures', 'notebook', 'ui'],
  ['engine', 'work', 'storage', 'library'],
  ['panel', 'importers'],
  ['mapping', 'statistics', 'doctor', 'customers'],
  ['sharing', 'lenses', 'state'],
  ['cells'],
  ['books'],
  ['app'],
];
