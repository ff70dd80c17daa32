export const contentSecurityPolicy: string;
export const metaPolicy: string;
export const headers: Readonly<Record<string, string>>;
export function headersFile(): string;
export function nginxSnippet(): string;
