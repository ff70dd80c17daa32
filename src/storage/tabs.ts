import { layout } from './database.ts';

/** What one tab tells the others. */
export type TabMessage = { kind: 'changed'; layout: number } | { kind: 'erased'; layout: number };

const lockName = 'perennial:writer';

/** The tabs of this site: one of them writes, the others look on and take over when it ends. */
export interface Tabs {
  /** Asks once for the lock; true when this tab writes now. Otherwise `onTurn` runs when the writer has gone. */
  begin(onTurn: () => void): Promise<boolean>;
  tell(kind: TabMessage['kind']): void;
  /** Gives the lock away and hears nothing more. */
  leave(): void;
}

/** True when a message from a channel is one of ours; anything else is ignored. */
export function isTabMessage(data: unknown): data is TabMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, layout: theirs } = data as Record<string, unknown>;
  return (kind === 'changed' || kind === 'erased') && typeof theirs === 'number';
}

/** Tabs joined by the browser's locks and a channel. Where there are no locks every tab takes itself for the only one. */
export function browserTabs(hear: (message: TabMessage) => void): Tabs {
  const left = new AbortController();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('perennial');
  if (channel)
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isTabMessage(data)) hear(data);
    };
  const untilLeft = new Promise<void>((resolve) => left.signal.addEventListener('abort', () => resolve(), { once: true }));
  return {
    async begin(onTurn) {
      if (!navigator.locks) return true;
      const first = await new Promise<boolean>((resolve) => {
        void navigator.locks.request(lockName, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock ? untilLeft : undefined;
        });
      });
      if (!first) {
        const waiting = navigator.locks.request(lockName, { signal: left.signal }, () => {
          onTurn();
          return untilLeft;
        });
        waiting.catch(() => undefined); // left before its turn
      }
      return first;
    },
    tell: (kind) => channel?.postMessage({ kind, layout }),
    leave() {
      left.abort();
      channel?.close();
    },
  };
}

/** The only tab: nobody to tell, nobody to wait for. */
export const aloneTab: Tabs = { begin: () => Promise.resolve(true), tell: () => undefined, leave: () => undefined };
