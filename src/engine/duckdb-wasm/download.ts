import { CodedError } from '#base/error.ts';
import type { OnProgress } from '../engine.ts';

/** The two files of the engine, kept so that a restart needs no network. */
export interface EngineFiles {
  /** text of DuckDB's worker script */
  worker: string;
  /** address under which the worker will ask for the WebAssembly file */
  url: string;
  /** the gzipped WebAssembly file, its hash checked */
  packed: Uint8Array<ArrayBuffer>;
}

export interface EngineFileFacts {
  workerUrl: string;
  engineUrl: string;
  engineBytes: number;
  engineSha256: string;
}

/**
 * Fetches the engine and checks it. Progress is the share of the bytes that arrived, 0..1.
 * Throws `engine/file-missing` when a file does not arrive and `engine/file-damaged` when it is not what this build shipped.
 */
export async function downloadEngine(facts: EngineFileFacts, onProgress: OnProgress): Promise<EngineFiles> {
  const [script, file] = await Promise.all([answer(facts.workerUrl), answer(facts.engineUrl)]);
  const packed = await received(file, facts.engineBytes, onProgress);
  if (!packed || (await sha256(packed)) !== facts.engineSha256) throw new CodedError('engine/file-damaged');
  return { worker: await script.text(), url: facts.engineUrl, packed };
}

async function answer(url: string): Promise<Response> {
  const response = await fetch(url).catch((thrown: unknown) => {
    throw new CodedError('engine/file-missing', {}, { detail: String(thrown), cause: thrown });
  });
  if (!response.ok) throw new CodedError('engine/file-missing', {}, { detail: `${response.status} ${url}` });
  return response;
}

/** The body as one piece; null when its size is wrong. */
async function received(response: Response, size: number, onProgress: OnProgress): Promise<Uint8Array<ArrayBuffer> | null> {
  const packed = new Uint8Array(size);
  const reader = response.body?.getReader();
  let at = 0;
  try {
    for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
      if (at + step.value.length > size) return null;
      packed.set(step.value, at);
      at += step.value.length;
      onProgress(at / size);
    }
  } catch (thrown) {
    throw new CodedError('engine/file-missing', {}, { detail: String(thrown), cause: thrown });
  }
  return at === size ? packed : null;
}

/** Hexadecimal SHA-256. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
