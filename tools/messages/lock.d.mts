export function alone<Result>(path: string, work: () => Result | Promise<Result>): Promise<Result>;
