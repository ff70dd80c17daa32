/** True when unpacked bytes begin as delimited text does: no control bytes, and neither JSON nor markup. UTF-16 counts as text. */
export function beginsAsText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return true;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  const controls = bytes.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  if (controls > bytes.length / 100) return false;
  const start = new TextDecoder('latin1')
    .decode(bytes)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  return !/^[[{<]/.test(start) && !start.startsWith('PAR1') && !start.startsWith('ARROW1');
}
