import { checksumOf } from './checksum.ts';
import { applyEdit, emptyProject, type Edit, type Project } from './project.ts';
import { parsePlain } from './plain-json.ts';

/** A text with its number and its checksum: an entry of the journal, a snapshot or the stored results. */
export interface Sealed {
  sequence: number;
  text: string;
  checksum: string;
}

/** A record whose text is not the one that was sealed; it is kept as it is. */
export interface Damage {
  what: 'snapshot' | 'journal' | 'results';
  sequence: number;
}

export interface Replayed {
  project: Project;
  /** the snapshot it began with, 0 without one */
  from: number;
  damage: Damage[];
}

/** Seals a value as text. */
export async function seal(sequence: number, value: unknown): Promise<Sealed> {
  const text = JSON.stringify(value);
  return { sequence, text, checksum: await checksumOf(`${sequence} ${text}`) };
}

/** The sealed value, undefined when number, text and checksum do not fit together. */
export async function open(sealed: Sealed): Promise<unknown> {
  const sound = sealed.checksum === (await checksumOf(`${sealed.sequence} ${sealed.text}`));
  return sound ? parsePlain(sealed.text) : undefined;
}

/**
 * The project from its snapshots and its journal: the newest sound snapshot at or below `pointer`, then every later entry in the order of their
 * numbers. A damaged snapshot gives way to the one before it. A damaged or absent entry ends the replay: what came after it may rest on it.
 */
export async function replay(pointer: number, snapshots: readonly Sealed[], journal: readonly Sealed[]): Promise<Replayed> {
  const damage: Damage[] = [];
  let project = emptyProject;
  for (const snapshot of snapshots.filter(({ sequence }) => sequence <= pointer).sort((a, b) => b.sequence - a.sequence)) {
    const value = await open(snapshot);
    if (value !== undefined) {
      project = value as Project;
      break;
    }
    damage.push({ what: 'snapshot', sequence: snapshot.sequence });
  }
  const from = project.sequence;
  for (const entry of journal.filter(({ sequence }) => sequence > from).sort((a, b) => a.sequence - b.sequence)) {
    const edit = entry.sequence === project.sequence + 1 ? await open(entry) : undefined;
    if (edit === undefined) {
      damage.push({ what: 'journal', sequence: project.sequence + 1 });
      break;
    }
    project = applyEdit(project, edit as Edit, entry.sequence);
  }
  return { project, from, damage };
}
