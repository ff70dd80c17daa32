/** One column: the places of a line that are filled in some sampled line, `to` exclusive. */
export interface Field {
  from: number;
  to: number;
}

/** Share of the sampled lines that may be filled where the others are blank: titles, rulers, totals. */
const strayShare = 0.02;

/** From so many lines on, one may be a stray. */
const enoughForStray = 8;

/**
 * The columns of lines by the places that are blank in all of them (but a few), in characters. Fewer than two are no table.
 */
export function fieldsOf(lines: readonly string[]): Field[] {
  const counts: number[] = [];
  for (const line of lines) for (let at = 0; at < line.length; at += 1) if (!isBlank(line, at)) counts[at] = (counts[at] ?? 0) + 1;
  const stray = Math.max(lines.length * strayShare, lines.length >= enoughForStray ? 1 : 0);
  const fields: Field[] = [];
  for (let at = 0; at < counts.length; at += 1) {
    if ((counts[at] ?? 0) <= stray) continue;
    const last = fields.at(-1);
    if (last?.to === at) last.to = at + 1;
    else fields.push({ from: at, to: at + 1 });
  }
  return fields;
}

/**
 * The texts of a line at the columns, trimmed. A value may reach into the gap beside its column as long as a blank keeps it from the next one;
 * null when a line does not keep to the columns, so that nothing is ever shifted.
 */
export function cutAt(line: string, fields: readonly Field[]): string[] | null {
  const cuts = [0];
  for (let index = 1; index < fields.length; index += 1) {
    const gap = { from: (fields[index - 1] as Field).to, to: (fields[index] as Field).from };
    let left = gap.from;
    while (left < gap.to && !isBlank(line, left)) left += 1;
    let right = gap.to;
    while (right > gap.from && !isBlank(line, right - 1)) right -= 1;
    if (left >= gap.to || line.slice(left, right).trim() !== '') return null;
    cuts.push(right);
  }
  return fields.map((_, index) => line.slice(cuts[index], cuts[index + 1] ?? line.length).trim());
}

function isBlank(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return at >= line.length || code === 32 || code === 0xa0 || code === 0x3000;
}
