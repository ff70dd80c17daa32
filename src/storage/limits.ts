/** Numbers of the storage design, each with its reason. */

/** edits after which a snapshot is written, so that a start never replays more */
export const editsBetweenSnapshots = 200;

/** snapshots that are kept, so that a damaged one has predecessors to fall back to */
export const snapshotsKept = 5;

/** bytes hashed at a time: bounds the memory of a file of any size */
export const hashedAtOnce = 8 * 1024 * 1024;

/** bytes that must stay free beside the files themselves, for the journal and the stored results */
export const spareRoom = 4 * 1024 * 1024;

/** entries of the ledger that are kept, the newest ones */
export const ledgerLength = 1000;
