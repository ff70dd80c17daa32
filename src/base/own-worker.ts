/** Built scripts carry the hash of their content in their name; nothing else may become a worker. */
const hashedName = /\/assets\/[\w.-]*[.-][\w-]{8,}\.(?:js|bin)$/;

const ownBlobs = new Set<string>();
let policy: Pick<TrustedTypePolicy, 'createScriptURL'> | undefined;

/** The one Trusted Types policy for workers: it knows only the blobs made here. */
function trusted(url: string): string | TrustedScriptURL {
  policy ??= window.trustedTypes?.createPolicy('app-worker', {
    createScriptURL(asked: string) {
      if (!ownBlobs.has(asked)) throw new TypeError(`not a worker of ours: ${asked}`);
      return asked;
    },
  });
  return policy ? policy.createScriptURL(url) : url;
}

/**
 * The absolute form of a URL of our own origin. Throws a TypeError for another origin, and in a built site for a file without a hashed name.
 */
export function ownUrl(url: string): string {
  const absolute = new URL(url, document.baseURI);
  const own = absolute.origin === location.origin && (import.meta.env.DEV || hashedName.test(absolute.pathname));
  if (!own) throw new TypeError(`not a file of ours: ${absolute.href}`);
  return absolute.href;
}

/**
 * A worker from program text of our own, started from a blob so that it inherits the policy of the page on every host,
 * also where the policy stands only in a meta element.
 */
export function startWorker(programText: string, type: WorkerType): Worker {
  const url = URL.createObjectURL(new Blob([programText], { type: 'text/javascript' }));
  ownBlobs.add(url);
  try {
    return new Worker(trusted(url) as string, { type });
  } finally {
    ownBlobs.delete(url);
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
}
