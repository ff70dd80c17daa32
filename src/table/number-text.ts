/** A decimal number as text: the unscaled integer with `scale` digits behind the point (`1230`, 2 → `12.30`); a negative scale appends zeros. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/**
 * The shortest text that reads back as the same number, written out in full where that takes at most 30 digits. Empty for what is not finite.
 * `single` numbers have the precision of 32 bits: `0.1`, not `0.10000000149011612`.
 */
export function floatText(value: number, single: boolean): string {
  if (!Number.isFinite(value)) return '';
  return inFull(String(single ? shortestSingle(value) : value));
}

function shortestSingle(value: number): number {
  for (let precision = 6; precision < 9; precision += 1) {
    const shorter = Number(value.toPrecision(precision));
    if (Math.fround(shorter) === value) return shorter;
  }
  return Number(value.toPrecision(9));
}

function inFull(text: string): string {
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = '', first = '', rest = '', power = ''] = parts;
  const exponent = Number(power);
  if (Math.abs(exponent) > 30) return text;
  const digits = first + rest;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  return `${sign}${digits.padEnd(exponent + 1, '0')}`;
}
