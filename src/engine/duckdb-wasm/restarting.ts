import { asCodedError, CodedError } from '#base/error.ts';
import type { Session } from './session.ts';

/** Keeps one session alive: when it is lost the next one is started and refilled, and whoever asks meanwhile waits. */
export class Restarting {
  readonly #start: (onLost: (reason: CodedError) => void) => Promise<Session>;
  readonly #refill: (session: Session) => Promise<void>;
  readonly #onCrash: (reason: CodedError) => void;
  #ready: Promise<Session>;
  #failed = false;
  #closed = false;

  constructor(
    start: (onLost: (reason: CodedError) => void) => Promise<Session>,
    refill: (session: Session) => Promise<void>,
    onCrash: (reason: CodedError) => void,
  ) {
    this.#start = start;
    this.#refill = refill;
    this.#onCrash = onCrash;
    this.#ready = start((reason) => this.#lost(reason));
  }

  /** The session to work with, once it is whole; a restart that failed is tried again by the next who asks. */
  async current(): Promise<Session> {
    if (this.#closed) throw new CodedError('engine/closed');
    if (this.#failed) this.#ready = this.#restart();
    return this.#ready;
  }

  /** Ends the session for good. */
  close(): void {
    this.#closed = true;
    this.#ready.then(
      (session) => session.end(),
      () => undefined,
    );
  }

  #lost(reason: CodedError): void {
    if (this.#closed) return;
    this.#onCrash(reason);
    this.#ready = this.#restart();
  }

  /** A session that is lost while it is refilled is not restarted again by itself: what broke it would break the next. */
  #restart(): Promise<Session> {
    this.#failed = false;
    const ready = this.#begin();
    ready.catch(() => (this.#failed = true));
    return ready;
  }

  async #begin(): Promise<Session> {
    let refilled = false;
    const session = await this.#start((reason) => {
      if (refilled) this.#lost(reason);
    });
    try {
      await this.#refill(session);
    } catch (thrown) {
      session.end();
      throw new CodedError('engine/restart-failed', {}, { detail: asCodedError(thrown).message, cause: thrown });
    }
    refilled = true;
    return session;
  }
}
