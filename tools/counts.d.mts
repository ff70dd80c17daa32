export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
export function vitestCounts(report: unknown): Counts;
export function playwrightCounts(report: unknown): Counts;
export function countsOf(step: { name: string; report?: string }, exitCode: number): Counts;
export function total(list: Counts[]): Counts;
export function line(counts: Counts): string;
