import { CodedError } from '#base/error.ts';
import type { FormatReader, ReadEvent, ReadOptions, RejectedRecord, SourceNote } from '../definition.ts';
import { TextColumnBuilder } from '../text-column.ts';
import { rowsInBatch, typedShape } from '../typed-rows.ts';
import { Plan } from './plan.ts';
import { openRecords, type Records } from './records.ts';

/** JSON documents and lines. */
export const reader: FormatReader = { read: (file, _name, options, signal) => readJson(file, options, signal) };

/**
 * Reads JSON as events, twice: once to learn the columns, once to write the rows. Lines are those of the file for NDJSON, else places in the list;
 * when a list within the records is taken apart, every row is a record and numbered by itself.
 * @throws CodedError `import/empty`, `import/header-only`, `import/no-records`, `import/damaged`, `import/too-many-columns`, `import/encoding`,
 * `import/unsupported`, `import/damaged-gzip`, `import/bomb`, `import/unreadable`, `import/canceled`.
 */
async function* readJson(file: Blob, options: ReadOptions, signal: AbortSignal): AsyncGenerator<ReadEvent> {
  const records = await openRecords(file, options.encoding, signal);
  const plan = new Plan();
  let objects = 0;
  let [read, told] = [0, 0];
  for await (const { value } of records.each((bytes) => (read = bytes))) {
    if (value) {
      plan.add(value);
      objects += 1;
    }
    if (read > told) yield { kind: 'progress', bytesRead: (told = read) / 2, bytesTotal: file.size };
  }
  const { names, exploded } = plan.decide();
  if (objects === 0) throw new CodedError('import/no-records');
  if (names.length === 0) throw new CodedError('import/header-only');
  const notes: SourceNote[] = [];
  if (records.path !== '') notes.push({ code: 'json_path', parameters: { path: records.path } });
  if (exploded) notes.push({ code: 'exploded', parameters: { path: exploded.path, records: objects, rows: exploded.rows } });
  yield { kind: 'shape', shape: { ...typedShape(names, notes), encoding: records.encoding || 'utf-8' } };
  yield* rowsOf(records, plan, names.length, exploded !== null, file.size, signal);
}

async function* rowsOf(
  records: Records,
  plan: Plan,
  width: number,
  numbered: boolean,
  size: number,
  signal: AbortSignal,
): AsyncGenerator<ReadEvent> {
  const builders = Array.from({ length: width }, () => new TextColumnBuilder());
  const summary = { records: 0, rows: 0, notRecords: 0, rejected: 0 };
  let lines: number[] = [];
  let rejected: RejectedRecord[] = [];
  let bytesRead = 0;
  const taken = function* (): Generator<ReadEvent> {
    if (lines.length > 0)
      yield { kind: 'batch', batch: { lines: Int32Array.from(lines), columns: builders.map((builder) => builder.take()) } };
    if (rejected.length > 0) yield { kind: 'rejected', records: rejected };
    [lines, rejected] = [[], []];
    yield { kind: 'progress', bytesRead: (size + bytesRead) / 2, bytesTotal: size };
  };
  for await (const record of records.each((bytes) => (bytesRead = bytes))) {
    if (record.value === null) {
      const { rule, found, raw, line } = record;
      summary.records += 1;
      summary.rejected += 1;
      rejected.push({ line: numbered ? summary.records : line, rule, found, expected: '{…}', raw });
    } else {
      for (const row of plan.rows(record.value)) {
        summary.records += 1;
        summary.rows += 1;
        lines.push(numbered ? summary.records : record.line);
        row.forEach((text, column) => builders[column]?.append(text, 0, text.length));
      }
    }
    if (lines.length + rejected.length < rowsInBatch) continue;
    if (signal.aborted) throw new CodedError('import/canceled');
    yield* taken();
  }
  yield* taken();
  yield { kind: 'done', summary };
}
