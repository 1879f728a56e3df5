/** A session cookie as Flask signs it, by ItsDangerous' URLSafeTimedSerializer: made by a check that has guessed the key. */

const SALT = "cookie-session";
const ALGORITHM = { name: "HMAC", hash: "SHA-1" };

/** The value of the cookie that holds `session`, signed with the app's secret `key` now. */
export async function sessionCookie(session: Record<string, string>, key: string): Promise<string> {
  const payload = base64(bytes(JSON.stringify(session)));
  const seconds = Math.floor(Date.now() / 1000);
  const time = base64(Uint8Array.of(seconds >>> 24, seconds >>> 16, seconds >>> 8, seconds));
  const derived = await hmac(bytes(key), SALT);
  return `${payload}.${time}.${base64(await hmac(derived, `${payload}.${time}`))}`;
}

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey("raw", key, ALGORITHM, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign(ALGORITHM.name, imported, bytes(text)));
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

const base64 = (data: Uint8Array): string =>
  btoa(String.fromCharCode(...data))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
