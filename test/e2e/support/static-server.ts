import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface StaticServer {
  origin: string;
  close(): Promise<void>;
}

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.md': 'text/markdown',
};

/**
 * Serves a built site WITHOUT any header of the policy, its files changed by `change`: the weakened site on which the network proof
 * must turn red. The site itself is served by tools/serve.mjs.
 */
export async function serveWeakened(folder: string, change: (path: string, text: string) => string): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
    const file = join(folder, path === '/' ? 'index.html' : path);
    readFile(file).then(
      (bytes) => {
        const type = types[extname(file)];
        response.setHeader('content-type', type ?? 'application/octet-stream');
        response.end(type && type !== 'image/svg+xml' ? change(path, bytes.toString('utf8')) : bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Takes the policy out of a page: what is left is a site that may talk to anybody. */
export function withoutPolicy(_: string, text: string): string {
  return text.replace(/<meta[^>]+http-equiv=["']?Content-Security-Policy[^>]*>/gi, '');
}

/** Opens the lock of the engine in the built scripts. */
export function withoutLock(_: string, text: string): string {
  return text
    .replace(/enable_external_access(\s*=\s*)false/gi, 'enable_external_access$1true')
    .replace(/lock_configuration(\s*=\s*)true/gi, 'lock_configuration$1false');
}
