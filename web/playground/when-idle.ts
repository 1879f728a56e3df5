/** What can wait until the page has nothing better to do. */

/** Milliseconds after which it is done all the same. */
const PATIENCE = 3000;

/** Not every browser says when it is idle; there it is done after a moment. */
export function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: PATIENCE });
  else setTimeout(work, PATIENCE);
}

/** Whether the browser is told to load no more than it has to. Only some browsers say so. */
export const savesData = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
