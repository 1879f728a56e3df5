/** Texts that the browser keeps from one visit to the next. Where it keeps nothing, what is set holds until the page is left. */

/** What is kept under `key`; null where nothing is, or where the browser gives nothing out. */
export function readText(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function writeText(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // Storage that is off or full.
  }
}

export function removeText(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
