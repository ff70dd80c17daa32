import type { CallOptions, Engine } from '#engine/engine.ts';
import type { Sql } from '#sql/sql.ts';

/** One thing that an engine was asked to do. `chunks` are the bytes of a load, `milliseconds` what it took here. */
export interface Step {
  kind: 'query' | 'execute' | 'stream' | 'load';
  text: string;
  milliseconds: number;
  chunks?: Uint8Array[];
}

/** The same engine, with everything that it is asked written down. */
export function recording(engine: Engine): { engine: Engine; steps: Step[] } {
  const steps: Step[] = [];
  const timed = async <Value>(kind: Step['kind'], statement: Sql, work: () => Promise<Value>): Promise<Value> => {
    const started = performance.now();
    const value = await work();
    steps.push({ kind, text: statement.text, milliseconds: performance.now() - started });
    return value;
  };
  const recorder: Engine = Object.create(engine, {
    query: { value: (statement: Sql, options?: CallOptions) => timed('query', statement, () => engine.query(statement, options)) },
    execute: { value: (statement: Sql, options?: CallOptions) => timed('execute', statement, () => engine.execute(statement, options)) },
    stream: { value: (statement: Sql, options?: CallOptions) => streamed(steps, engine, statement, options) },
    load: {
      value: async (table: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options?: CallOptions) => {
        const kept: Uint8Array[] = [];
        const started = performance.now();
        await engine.load(table, copied(chunks, kept), options);
        steps.push({ kind: 'load', text: table, milliseconds: performance.now() - started, chunks: kept });
      },
    },
    capabilities: { value: engine.capabilities },
  }) as Engine;
  return { engine: recorder, steps };
}

async function* streamed(steps: Step[], engine: Engine, statement: Sql, options?: CallOptions): AsyncGenerator<Uint8Array> {
  const step: Step = { kind: 'stream', text: statement.text, milliseconds: 0 };
  steps.push(step);
  let from = performance.now();
  for await (const chunk of engine.stream(statement, options)) {
    step.milliseconds += performance.now() - from;
    yield chunk;
    from = performance.now();
  }
  step.milliseconds += performance.now() - from;
}

async function* copied(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, kept: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    kept.push(chunk.slice());
    yield chunk;
  }
}
