/** The type of the message that brings the engine's file into its worker. */
export const engineFileMessage = 'engine-file';

/**
 * Stands before DuckDB's own script in the worker. It takes the file that the page has checked and answers DuckDB's request for
 * that one address with it, unpacked on the way into the compiler; every other request goes its usual way (the policy refuses it).
 * Runs as text: it may use nothing from outside its own body.
 */
function serveEngineFile(url: string, messageType: string): void {
  const usual = globalThis.fetch.bind(globalThis);
  let deliver: (packed: Uint8Array<ArrayBuffer>) => void;
  const delivered = new Promise<Uint8Array<ArrayBuffer>>((resolve) => (deliver = resolve));
  const take = (event: MessageEvent): void => {
    if (event.data?.type !== messageType) return;
    event.stopImmediatePropagation();
    globalThis.removeEventListener('message', take as EventListener);
    deliver(event.data.packed);
  };
  globalThis.addEventListener('message', take as EventListener);
  globalThis.fetch = async (input, init) => {
    if ((input instanceof Request ? input.url : String(input)) !== url) return usual(input, init);
    const unpacked = new Blob([await delivered]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(unpacked, { headers: { 'content-type': 'application/wasm' } });
  };
}

/** The program of the engine's worker. */
export function engineProgram(worker: string, url: string): string {
  return `(${serveEngineFile.toString()})(${JSON.stringify(url)}, ${JSON.stringify(engineFileMessage)});\n${worker}`;
}
