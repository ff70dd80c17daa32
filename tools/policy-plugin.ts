import type { Plugin } from 'vite';
import { headersFile, metaPolicy, nginxSnippet } from './policy.mjs';

/** Puts the policy first into every built page, before any script, and writes the files that make hosts send it as headers. */
export function policy(): Plugin {
  return {
    name: 'policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const meta = `<meta http-equiv="Content-Security-Policy" content="${metaPolicy}" />`;
        if (!html.includes('<head>')) throw new Error('a page without <head> cannot carry the policy');
        return html.replace('<head>', `<head>\n    ${meta}`);
      },
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
      this.emitFile({ type: 'asset', fileName: 'nginx.conf', source: nginxSnippet() });
    },
  };
}
