import type { AnswerColumn } from './columns.ts';
import { constructsOf, folded } from './constructs.ts';
import { type Answers, isSilent, onlyWordScale, readAnswers } from './scales.ts';

/** One column of answers, with what is known of it before anybody is asked. */
export interface Item extends AnswerColumn {
  /** null for words that are no scale: they are kept as text */
  answers: Answers | null;
  /** a box that is ticked or not */
  ticked: boolean;
  /** constructs that its words speak for */
  constructs: string[];
  /** the few answers that are none of its scale */
  odd: readonly string[];
  /** its numbers count days or hours and are no rating */
  amount: boolean;
}

/** The different answers of a column, at most `mostAnswers` of them. */
export type Distinct = ReadonlyMap<number, readonly string[]>;

/** Above it a column without a scale's words is no item of a scale unless its words name a construct. */
const mostSteps = 10;

/** Days and other units in which a time is told. */
const unit = /\b(days?|hours?|minutes?|weeks?|months?)\b|天|小时|分钟|周|星期|个月/;

/** Reads every column of answers without the odd ones among them; word scales that one column settles settle it for the others. */
export function itemsOf(columns: readonly AnswerColumn[], distinct: Distinct, odd: Distinct): Item[] {
  const usual = (index: number) => (distinct.get(index) ?? []).filter((answer) => !odd.get(index)?.includes(answer));
  const settled = new Set(columns.map(({ index }) => onlyWordScale(usual(index))).filter((scale) => scale !== null));
  return columns.map((column): Item => {
    const given = usual(column.index).filter((answer) => answer.trim() !== '' && !isSilent(answer));
    const constructs = constructsOf(column.id, column.text);
    const ticked = given.length === 1 && column.choice !== '' && folded(given[0] ?? '') === folded(column.choice);
    const timed = constructs.length === 1 && constructs[0] === 'decision_time';
    const counts = timed && (unit.test(folded(column.text)) || given.some((answer) => Number(answer) > mostSteps));
    const answers = ticked ? null : readAnswers(given, column.text, settled, counts);
    const highest = answers ? Math.max(...answers.values.values()) : 0;
    const usable = answers && (answers.scale !== null || highest <= mostSteps || constructs.length > 0);
    const strange = usable ? (odd.get(column.index) ?? []) : [];
    return { ...column, answers: usable ? answers : null, ticked, constructs, odd: strange, amount: counts && usable === true };
  });
}

/** Header of an item: a question, its number, or a sentence somebody agrees with. */
const itemName = /^q\s?\d+|^v\d+$|^item[ _]?\d+|[?？]|^\d+[、.．]|第\s*\d+\s*题|\b(i|my|me|we|our|you|your)\b|我|您|你/i;

/** Whether a column's name and question sound like an item, before any of its answers is looked at. */
export function soundsLikeItem({ id, text }: AnswerColumn): boolean {
  return itemName.test(id) || itemName.test(text) || constructsOf(id, text).length > 0;
}

/**
 * Whether a file of no known tool is a wide survey: its answer columns are mostly items with scales, their names are questions or name a
 * construct, and every response has a row of its own. One item is enough when its name is a construct and a response id stands beside it.
 */
export function looksLikeSurvey(items: readonly Item[], responses: { id: boolean; unique: boolean; dated: boolean }): boolean {
  const scaled = items.filter(({ answers }) => answers);
  const asked = scaled.filter(soundsLikeItem);
  if (responses.id && responses.unique && scaled.length >= 1 && asked.length === scaled.length && items.length <= asked.length + 2)
    return true;
  if (!responses.unique && responses.id) return false;
  return scaled.length >= 3 && asked.length >= scaled.length * 0.67 && scaled.length >= items.length * 0.5;
}
