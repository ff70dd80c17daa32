// Serves a built site: node tools/serve.mjs [--port 4173] [--folder dist] [--base /] [--no-headers]
// With --no-headers it is a host that sends no policy, so only the meta element protects the page.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { headers } from './policy.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** Answers the file of `folder` that a path under `base` names, or null; nothing outside the folder has a name. */
function fileOf(folder, base, url) {
  const { pathname } = new URL(url, 'http://localhost');
  if (!pathname.startsWith(base)) return null;
  let path;
  try {
    path = resolve(folder, `./${decodeURIComponent(pathname.slice(base.length))}`);
  } catch {
    return null;
  }
  if (path !== folder && !path.startsWith(folder + sep)) return null;
  const found = [path, join(path, 'index.html')].find((name) => statSync(name, { throwIfNoEntry: false })?.isFile());
  return found ?? null;
}

/** A server of a built site with the headers of the policy; `sendHeaders: false` leaves them out. */
export function siteServer({ folder, base = '/', sendHeaders = true }) {
  const root = resolve(folder);
  return createServer((request, response) => {
    if (sendHeaders) for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const file = fileOf(root, base.endsWith('/') ? base : `${base}/`, request.url ?? '/');
    if (!file) return response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.setHeader('content-length', statSync(file).size);
    response.setHeader('cache-control', file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (request.method === 'HEAD') return response.end();
    createReadStream(file).pipe(response);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4173' },
      folder: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
      base: { type: 'string', default: '/' },
      'no-headers': { type: 'boolean', default: false },
    },
  });
  const server = siteServer({ folder: values.folder, base: values.base, sendHeaders: !values['no-headers'] });
  server.listen(Number(values.port), '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${server.address().port}${values.base}`);
  });
}
