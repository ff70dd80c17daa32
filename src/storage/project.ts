import { ledgerLength } from './limits.ts';

/** One file of a project; its bytes lie in the byte store under `id`. */
export interface StoredFile {
  name: string;
  size: number;
  lastModified: number;
  type: string;
  /** `hashOf` its bytes */
  hash: string;
  id: string;
}

/** What was done, as a message key's ending and the values it names; the order is that of the sequence numbers, never of a clock. */
export interface LedgerEntry {
  sequence: number;
  what: string;
  parameters: Record<string, string | number>;
}

/** All that is needed to make everything else again. */
export interface Project {
  files: readonly StoredFile[];
  answers: Record<string, string>;
  corrections: Record<string, object>;
  settings: object;
  /** the notebook from outside that is open */
  notebook: { name: string; text: string } | null;
  ledger: readonly LedgerEntry[];
  /** number of the last edit */
  sequence: number;
  /** number of the last edit that changed what the tables are made from */
  dataSequence: number;
}

/** The parts of a project that an edit replaces whole, and what it was. */
export interface Edit {
  what: string;
  parameters?: Record<string, string | number>;
  data?: Pick<Project, 'files' | 'answers' | 'corrections' | 'settings'>;
  notebook?: Project['notebook'];
}

export const emptyProject: Project = {
  files: [],
  answers: {},
  corrections: {},
  settings: {},
  notebook: null,
  ledger: [],
  sequence: 0,
  dataSequence: 0,
};

/** The project after one more edit; the edit with a number is the entry of the journal. */
export function applyEdit(project: Project, edit: Edit, sequence: number): Project {
  const entry = { sequence, what: edit.what, parameters: edit.parameters ?? {} };
  return {
    ...project,
    ...edit.data,
    notebook: edit.notebook === undefined ? project.notebook : edit.notebook,
    ledger: [...project.ledger, entry].slice(-ledgerLength),
    sequence,
    dataSequence: edit.data ? sequence : project.dataSequence,
  };
}
