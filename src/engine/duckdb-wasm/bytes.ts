const endOfStream = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

/** The pieces one after the other, in memory of its own. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** A complete Arrow IPC stream from its schema message and batch messages. */
export function streamOf(messages: readonly Uint8Array[]): Uint8Array {
  return joinBytes([...messages, endOfStream]);
}
