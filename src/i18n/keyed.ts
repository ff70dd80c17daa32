/** Messages that are looked up by computed key; absent ones are undefined. */
export type KeyedMessages = Readonly<Record<string, ((parameters: Record<string, string | number>) => string) | undefined>>;
