/** scrypt (RFC 7914) for Python, whose build in the page has none: a password costs 0.1 s here, minutes in Python. */
import { scrypt } from "@noble/hashes/scrypt.js";
import type { PyBuffer } from "pyodide/ffi";

/** What `hashlib.scrypt` is made from. Python has checked the parameters, its limit of memory among them. */
export function deriveKey(
  password: PyBuffer,
  salt: PyBuffer,
  n: number,
  r: number,
  p: number,
  length: number,
): Uint8Array {
  const options = { N: n, r, p, dkLen: length, maxmem: Number.MAX_SAFE_INTEGER };
  return scrypt(password.toJs() as Uint8Array, salt.toJs() as Uint8Array, options);
}
