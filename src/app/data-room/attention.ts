import { formatInteger } from '#i18n/format.ts';
import { m } from '#i18n/messages.ts';
import { sentence } from '#mapping/localise.ts';
import type { ControlSum, FileResult } from '#mapping/types.ts';

/** Whether a printed total is the sum of the records above it, to half a cent. */
export function adds({ printed, summed }: ControlSum): boolean {
  return Math.abs(printed - summed) < 0.005;
}

/** What of a file waits for a person, as short sentences of the locale in force; empty when nothing does. */
export function attention(file: FileResult): string[] {
  const open = file.questions.filter(({ answer }) => answer === null).length;
  return [
    ...file.missing.map(sentence),
    ...(open > 0 ? [m.app_attention_questions({ count: formatInteger(open) })] : []),
    ...(file.quarantined > 0 ? [m.app_attention_quarantined({ count: formatInteger(file.quarantined) })] : []),
    ...(file.controls.some((control) => !adds(control)) ? [m.app_attention_control()] : []),
  ];
}

/** Whether all quarantined records of a file wait for nothing but the answer to a question. */
export function onlyWaits({ problems, questions }: FileResult): boolean {
  const quarantined = problems.filter(({ rule }) => rule !== 'left-empty');
  return questions.some(({ answer }) => answer === null) && quarantined.length > 0 && quarantined.every(({ rule }) => rule === 'question');
}
