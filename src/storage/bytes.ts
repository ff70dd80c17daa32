import type { Database } from './database.ts';

/** Where the original bytes of files lie, each under a random id. */
export interface ByteStore {
  put(id: string, file: Blob, signal?: AbortSignal): Promise<void>;
  /** null when there are none under this id */
  get(id: string): Promise<Blob | null>;
  list(): Promise<string[]>;
  remove(id: string): Promise<void>;
}

export const bytesFolder = 'perennial';

/** True when the browser has a private file system that the page itself can write to. */
export function hasPrivateFiles(): boolean {
  return (
    typeof navigator.storage?.getDirectory === 'function' &&
    typeof FileSystemFileHandle !== 'undefined' &&
    'createWritable' in FileSystemFileHandle.prototype
  );
}

/** Bytes as files of the browser's private file system. What is written appears under its id only when all of it is there. */
export function privateFiles(): ByteStore {
  const folder = async (): Promise<FileSystemDirectoryHandle> =>
    (await navigator.storage.getDirectory()).getDirectoryHandle(bytesFolder, { create: true });
  return {
    async put(id, file, signal) {
      const handle = await (await folder()).getFileHandle(id, { create: true });
      const writable = await handle.createWritable();
      await file.stream().pipeTo(writable, signal ? { signal } : {});
    },
    async get(id) {
      try {
        return await (await (await folder()).getFileHandle(id)).getFile();
      } catch (thrown) {
        if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return null;
        throw thrown;
      }
    },
    async list() {
      const names: string[] = [];
      for await (const name of (await folder()).keys()) names.push(name);
      return names;
    },
    remove: async (id) => (await folder()).removeEntry(id),
  };
}

/** Bytes as blobs of the database, for browsers without a private file system. */
export function blobsIn(database: () => Promise<Database>): ByteStore {
  return {
    put: async (id, file) => void (await (await database()).put('bytes', file, id)),
    get: async (id) => (await (await database()).get('bytes', id)) ?? null,
    list: async () => (await database()).getAllKeys('bytes'),
    remove: async (id) => (await database()).delete('bytes', id),
  };
}
