import { notebookLimits } from '#schema/thresholds.ts';

/** Versions of a value with the one in force; a value itself is never changed. */
export interface History<Value> {
  past: readonly Value[];
  present: Value;
  future: readonly Value[];
}

/** A history that begins with this value. */
export function begin<Value>(present: Value): History<Value> {
  return { past: [], present, future: [] };
}

/** The history after an edit; what was undone before is forgotten, and steps older than the kept ones too. */
export function record<Value>(history: History<Value>, present: Value): History<Value> {
  if (present === history.present) return history;
  return { past: [...history.past, history.present].slice(-notebookLimits.history), present, future: [] };
}

/** One step back; the same history when there is none. */
export function undo<Value>({ past, present, future }: History<Value>): History<Value> {
  const before = past.at(-1);
  return before === undefined ? { past, present, future } : { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** One step forward again; the same history when there is none. */
export function redo<Value>({ past, present, future }: History<Value>): History<Value> {
  const [after, ...rest] = future;
  return after === undefined ? { past, present, future } : { past: [...past, present], present: after, future: rest };
}
