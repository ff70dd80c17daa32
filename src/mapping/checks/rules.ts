/** The date before which a date is a mistake: 1990, for birthdays 1900. */
export function earliestOf(role: string): string {
  return role === 'birth_date' ? '1900-01-01' : '1990-01-01';
}

/** Longest text of one value that quarantine and flags repeat as found. */
export const foundLength = 200;

const yearsAhead = 20;

/** Whether dates of a role may lie years ahead: due dates and contracts. */
export function liesAhead(role: string): boolean {
  return /due|end|expir|renew|deliver|contract|next/.test(role);
}

/** The latest believable date of a role: tomorrow, or twenty years later for due dates and contracts. */
export function latestOf(role: string, tomorrow: string): string {
  return liesAhead(role) ? `${Number(tomorrow.slice(0, 4)) + yearsAhead}${tomorrow.slice(4)}` : tomorrow;
}
