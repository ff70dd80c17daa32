/** What Windows-1252 has at 0x80…0x9F; five places are empty. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * A streaming decoder for a label of the Encoding Standard; null ends the text. Without `fatal` damaged bytes become U+FFFD, with it they throw
 * TypeError, as an unknown label throws RangeError. Some runtimes (Node 20) take Windows-1252 for Latin-1; here it is itself everywhere.
 */
export function textDecoder(label: string, fatal: boolean): (bytes: Uint8Array | null) => string {
  const text = new TextDecoder(label, { fatal });
  const decode = (bytes: Uint8Array | null): string => (bytes ? text.decode(bytes, { stream: true }) : text.decode());
  if (text.encoding !== 'windows-1252') return decode;
  return (bytes) => decode(bytes).replace(/[\u0080-\u009f]/g, (control) => windows1252[control.charCodeAt(0) - 0x80] as string);
}

/** Bytes as text at once, damaged ones as U+FFFD. */
export function decodeText(label: string, bytes: Uint8Array): string {
  const decode = textDecoder(label, false);
  return decode(bytes) + decode(null);
}
