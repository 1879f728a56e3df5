/** Stops Python that runs on and on, without SharedArrayBuffer and so without cross-origin isolation. */
import { parseStopAnswer, stopQueryUrl } from "../protocol/stop-query.js";

const SIGINT = 2;

export interface StopOptions {
  /** Whether the page wants Python stopped, asked synchronously; throws when there is nobody to ask. */
  ask: () => boolean;
  now?: () => number;
}

/**
 * How long Python may run before the page is asked, and how long between questions, in milliseconds. Once `interrupted`, it
 * is left alone for longer than the page waits for it: another interrupt would meet what reports the first.
 */
export const PATIENCE = { first: 300, next: 250, unanswered: 5000, interrupted: 5000 };

/**
 * What Pyodide takes as its interrupt buffer: it reads index 0 again and again while Python runs, and clears it after
 * each reading. The reading is where the page is asked.
 */
export class Stop {
  readonly #ask: () => boolean;
  readonly #now: () => number;
  #guards = 0;
  #askAt = Infinity;

  constructor({ ask, now = () => performance.now() }: StopOptions) {
    this.#ask = ask;
    this.#now = now;
  }

  /** Run `work`, during which the page can stop Python; a promise it gives is watched until it settles. */
  guard<T>(work: () => T): T {
    if (this.#guards++ === 0) this.#askAt = this.#now() + PATIENCE.first;
    let result: T;
    try {
      result = work();
    } catch (error) {
      this.#leave();
      throw error;
    }
    if (result instanceof Promise) return result.finally(() => this.#leave()) as T;
    this.#leave();
    return result;
  }

  get 0(): number {
    if (this.#now() < this.#askAt) return 0;
    let wait = PATIENCE.next;
    try {
      if (!this.#ask()) return 0;
      wait = PATIENCE.interrupted;
      return SIGINT;
    } catch {
      wait = PATIENCE.unanswered;
      return 0;
    } finally {
      this.#askAt = this.#now() + wait;
    }
  }

  set 0(_cleared: number) {
    // Nothing is stored, so there is nothing to clear.
  }

  #leave(): void {
    if (--this.#guards === 0) this.#askAt = Infinity;
  }
}

/** Asks through the service worker of `scope`: the one party that answers a synchronous request from the page's state. */
export function askServiceWorker(scope: URL, previewId: string): boolean {
  const request = new XMLHttpRequest();
  request.open("GET", stopQueryUrl(scope, previewId), false);
  request.send();
  if (request.status !== 200) throw new Error(`Nobody knows whether to stop: status ${request.status}`);
  return parseStopAnswer(request.responseText);
}
