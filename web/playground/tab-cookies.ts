/** The cookie jar of this tab, and of no other. */

const COOKIES = "playground:cookies";

/** The cookie jar as the page left it: a reload of the playground keeps the user logged in, as a browser would. */
export function savedCookies(): string | null {
  try {
    return sessionStorage.getItem(COOKIES);
  } catch {
    return null;
  }
}

export function saveCookies(jar: string): void {
  try {
    sessionStorage.setItem(COOKIES, jar);
  } catch {
    // They hold until the page is left.
  }
}
