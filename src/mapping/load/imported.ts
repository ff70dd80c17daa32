import type { CallOptions, Engine } from '#engine/engine.ts';
import { abandon, compress, takeOver, withinImported } from './query.ts';

/** How many bytes of Arrow are loaded before they are compressed. */
const portionBytes = 1 << 25;

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The engine with its own statements run in the database of imported tables; what is loaded is put there too, piece by piece. Text of a person stays outside. */
export function inImported(engine: Engine): Engine {
  return {
    capabilities: engine.capabilities,
    query: (statement, options) => engine.query(withinImported(statement), options),
    stream: (statement, options) => engine.stream(withinImported(statement), options),
    execute: (statement, options) => engine.execute(withinImported(statement), options),
    load: async (table, chunks, options) => {
      try {
        await loadPortions(engine, table, chunks, options);
      } catch (thrown) {
        await engine.execute(withinImported(abandon(table))).catch(() => undefined);
        throw thrown;
      }
    },
    select: (text, options) => engine.select(text, options),
    keepView: (name, text, options) => engine.keepView(name, text, options),
    setVariable: (name, value) => engine.setVariable(name, value),
    close: () => engine.close(),
  };
}

async function loadPortions(engine: Engine, table: string, chunks: Chunks, options: CallOptions = {}): Promise<void> {
  const rest = iterate(chunks);
  let next = await rest.next();
  async function* portion(): AsyncGenerator<Uint8Array> {
    for (let bytes = 0; !next.done && bytes < portionBytes; next = await rest.next()) {
      bytes += next.value.length;
      yield next.value;
    }
  }
  let portions = 0;
  try {
    for (; !next.done; portions++) {
      await engine.load(table, portion(), options);
      await engine.execute(withinImported(takeOver(table, portions === 0)), options);
    }
  } finally {
    await rest.return?.(undefined);
  }
  if (portions > 1) await engine.execute(withinImported(compress), options);
}

function iterate(chunks: Chunks): AsyncIterator<Uint8Array> {
  async function* each(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  return each();
}
