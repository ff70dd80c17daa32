// The one source of the site's policy: the page's meta element, the headers of every host, and the preview server all come from here.

const directives = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "media-src 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html app-worker',
];

/** The Content-Security-Policy of every response. */
export const contentSecurityPolicy = directives.join('; ');

/** The same for a meta element, which knows no frame-ancestors. */
export const metaPolicy = directives.filter((directive) => !directive.startsWith('frame-ancestors')).join('; ');

/** Every header of every response, by name. */
export const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Connection-Allowlist': '(response-origin)',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), bluetooth=(), payment=(), display-capture=(), browsing-topics=()',
};

/** The text of `_headers`, as static hosts read it. */
export function headersFile() {
  const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
  return ['/*', ...lines, '', '/assets/*', '  Cache-Control: public, max-age=31536000, immutable', ''].join('\n');
}

/** The part of an nginx server block that sends the same. */
export function nginxSnippet() {
  const lines = Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`);
  const inAssets = [...lines, 'add_header Cache-Control "public, max-age=31536000, immutable" always;'].map((line) => `  ${line}`);
  return [...lines, '', 'location /assets/ {', ...inAssets, '}', ''].join('\n');
}
