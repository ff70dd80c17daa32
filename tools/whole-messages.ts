import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Serves the compiled messages as one module, to a test and to a page under development: one for every message is what only a build can bear. */
export function wholeMessages(): Plugin {
  const folder = fileURLToPath(new URL('../src/i18n/paraglide/whole/', import.meta.url));
  const compiled = /^\.\/paraglide\/(?:domains\/)?(messages|data|errors)\.js$/;
  return {
    name: 'whole-messages',
    apply: 'serve',
    config: () => ({ resolve: { alias: [{ find: compiled, replacement: `${folder}$1.js` }] } }),
  };
}
