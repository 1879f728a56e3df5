/** A name that nothing else has: 16 of `a-z 0-9`. `crypto.randomUUID` is missing where a page is not served securely. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte % 36).toString(36)).join("");
