export function place(made: string, folder: string, last: readonly string[]): void;
