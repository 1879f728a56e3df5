import assert from "node:assert/strict";
import { test } from "node:test";
import { isError, statusClass } from "../../web/ui/console-entries.js";
import { formatAge, formatBytes, formatDuration, plural } from "../../web/ui/formats.js";

const SAYS: [says: string, expected: string][] = [
  [formatBytes(0), "0 B"],
  [formatBytes(999), "999 B"],
  [formatBytes(1234), "1.2 kB"],
  [formatBytes(123_456), "123 kB"],
  [formatBytes(999_999), "1.0 MB"],
  [formatBytes(25_700_000), "25.7 MB"],
  [formatDuration(0.42), "0.4 ms"],
  [formatDuration(12.6), "13 ms"],
  [formatDuration(1200), "1.20 s"],
  [formatAge(0, 59_000), "just now"],
  [formatAge(0, 60_000), "1 minute ago"],
  [formatAge(0, 5 * 3_600_000), "5 hours ago"],
  [plural(1, "error"), "1 error"],
  [plural(2, "error"), "2 errors"],
];
for (const [says, expected] of SAYS) {
  test(`a quantity reads ${expected}`, () => {
    assert.equal(says, expected);
  });
}

const STATUSES: [status: number, name: string][] = [
  [101, "info"],
  [204, "success"],
  [308, "redirect"],
  [404, "client-error"],
  [500, "server-error"],
];
for (const [status, name] of STATUSES) {
  test(`status ${status} has the colour of ${name}`, () => {
    assert.equal(statusClass(status), name);
  });
}

const access = (status: number) =>
  ({ kind: "access", method: "GET", path: "/", status, size: 0, duration: 1, document: true, time: 0 }) as const;

test("a failed response counts as an error, and one that the client is to blame for does not", () => {
  assert.deepEqual([isError(access(500)), isError(access(404))], [true, false]);
});
