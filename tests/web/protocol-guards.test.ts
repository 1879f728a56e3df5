import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isFromRuntime,
  isRelayRequest,
  isRequestFrame,
  isResponseFrame,
  isStopQuery,
  isToRuntime,
  isToServiceWorker,
} from "../../web/protocol/guards.js";

const requestHead = { method: "GET", url: "https://example.org/", headers: [["a", "b"]] };
const responseHead = { status: 200, statusText: "OK", headers: [] };
const chunk = new Uint8Array(1);
const bootOptions = {
  previewId: "abc",
  assets: "https://example.org/runtime/1/",
  scope: "https://example.org/",
  cookies: null,
};
const project = { name: "Hello", files: { "app.py": "text", "logo.png": chunk }, app: "", debug: false };
const log = { kind: "log", level: "info", logger: "app", text: "t", traceback: "", frames: [], time: 1 };
const access = { kind: "access", method: "GET", path: "/", status: 200, size: 1, duration: 1, document: true, time: 1 };
const place = { path: "a.py", line: 1 };
const range = { ...place, column: 2, endLine: 1, endColumn: 2 };
const frame = { place, function: "show" };
const problem = { kind: "syntax", title: "t", message: "m", hint: "", traceback: "", frames: [], fixes: [] };
const fixing = (...changes: unknown[]) => ({ ...problem, fixes: [{ label: "Mend it", changes }] });
const answered = { method: "GET", path: "/?a=b", status: 500, document: true };
const loaded = { ok: true, app: "hello", rules: [], warnings: [] };

const table: [guard: (value: unknown) => boolean, good: unknown[], bad: unknown[]][] = [
  [
    isRequestFrame,
    [{ type: "body", chunk }, { type: "body-end" }, { type: "pull" }, { type: "cancel" }],
    [null, "pull", {}, { type: "push" }, { type: "body" }, { type: "body", chunk: "text" }, { type: "head" }],
  ],
  [
    isResponseFrame,
    [
      { type: "accepted" },
      { type: "head", head: responseHead },
      { type: "chunk", chunk },
      { type: "end" },
      { type: "failed", message: "m" },
    ],
    [
      undefined,
      { type: "head" },
      { type: "head", head: { ...responseHead, status: "200" } },
      { type: "head", head: { ...responseHead, headers: { a: "b" } } },
      { type: "head", head: { ...responseHead, headers: [["a"]] } },
      { type: "chunk", chunk: [1] },
      { type: "failed" },
    ],
  ],
  [
    isRelayRequest,
    [{ type: "flask-playground:request", previewId: "abc", head: requestHead }],
    [
      { type: "flask-playground:request", previewId: "A/B", head: requestHead },
      { type: "flask-playground:request", previewId: "abc", head: { ...requestHead, url: "/relative" } },
      { type: "flask-playground:request", previewId: "abc", head: { ...requestHead, headers: [["a", 1]] } },
      { type: "request", previewId: "abc", head: requestHead },
    ],
  ],
  [
    isStopQuery,
    [{ type: "flask-playground:stop-requested", previewId: "abc" }],
    [{ type: "flask-playground:stop-requested" }, { type: "flask-playground:request", previewId: "abc" }],
  ],
  [
    isToServiceWorker,
    [{ type: "flask-playground:claim" }, { type: "flask-playground:keep" }],
    [{ type: "claim" }, "flask-playground:claim", null],
  ],
  [
    isToRuntime,
    [
      { type: "boot", options: bootOptions },
      { type: "boot", options: { ...bootOptions, cookies: "[]" } },
      { type: "load", id: 1, project },
      { type: "update", id: 1, change: { files: { "app.py": "" }, removed: ["logo.png"] } },
      { type: "ping", id: 1 },
      { type: "stop", id: 3 },
      { type: "request", id: 4, head: requestHead },
      { type: "trial-load", id: 5, project },
      { type: "trial-request", id: 6, head: requestHead, body: chunk },
    ],
    [
      null,
      { type: "unload" },
      { type: "boot" },
      { type: "boot", options: { ...bootOptions, previewId: "../x" } },
      { type: "boot", options: { ...bootOptions, assets: "runtime/1/" } },
      { type: "boot", options: { ...bootOptions, scope: "/" } },
      { type: "boot", options: { ...bootOptions, cookies: undefined } },
      { type: "load", project },
      { type: "load", id: 1 },
      { type: "load", id: 1, project: { ...project, files: { "app.py": 1 } } },
      { type: "load", id: 1, project: { ...project, debug: "yes" } },
      { type: "update", id: 1, change: { files: {} } },
      { type: "update", id: 1, change: { files: {}, removed: [1] } },
      { type: "ping" },
      { type: "request", head: requestHead },
      { type: "request", id: 4, head: responseHead },
      { type: "trial-load", id: 5 },
      { type: "trial-request", id: 6, head: requestHead, body: "text" },
    ],
  ],
  [
    isFromRuntime,
    [
      { type: "progress", stage: "download", loaded: 1, total: 2 },
      { type: "ready", python: "3.14.2", snapshot: true },
      { type: "loaded", id: 1, outcome: loaded },
      { type: "loaded", id: 1, outcome: { ...loaded, warnings: [problem] } },
      { type: "loaded", id: 1, outcome: { ok: false, problem } },
      { type: "pong", id: 1 },
      {
        type: "loaded",
        id: 1,
        outcome: { ok: false, problem: { ...problem, place: { path: "a.py", line: 1, column: 2 } } },
      },
      { type: "served", id: 1 },
      { type: "trial-loaded", id: 1, outcome: loaded, console: [log] },
      { type: "trial-response", id: 1, ...responseHead, body: chunk, console: [access] },
      { type: "trial-failed", id: 1, message: "m" },
      { type: "console", entry: { kind: "output", stream: "stdout", text: "hi" } },
      { type: "console", entry: log },
      { type: "console", entry: { ...log, frames: [frame] } },
      {
        type: "problem",
        request: answered,
        problem: { ...problem, kind: "request", frames: [frame], place, docs: "a.html#b" },
      },
      { type: "problem", request: answered, problem: fixing({ type: "write", path: "a.py", content: "" }) },
      { type: "problem", request: answered, problem: fixing({ type: "replace", ...range, text: "" }) },
      { type: "problem", request: answered, problem: fixing({ type: "move", path: "a.py", to: "b.py" }) },
      { type: "problem", request: answered, problem: fixing({ type: "setting", name: "app", value: "a.py" }) },
      { type: "problem", request: answered, problem: fixing({ type: "setting", name: "debug", value: true }) },
      { type: "console", entry: access },
      { type: "cookies", jar: "[]" },
      { type: "failed", message: "m", hint: "h" },
    ],
    [
      { type: "progress", stage: "dessert", loaded: 1, total: 2 },
      { type: "progress", stage: "download", loaded: NaN, total: 2 },
      { type: "loaded", id: "1", outcome: loaded },
      { type: "loaded", id: 1, outcome: { ...loaded, ok: "yes" } },
      { type: "loaded", id: 1, outcome: { ...loaded, warnings: undefined } },
      { type: "loaded", id: 1, outcome: { ...loaded, warnings: ["app.run()"] } },
      { type: "loaded", id: 1, outcome: { ok: false, problem: "no" } },
      { type: "loaded", id: 1, outcome: { ok: false, problem: { ...problem, kind: "grief" } } },
      { type: "loaded", id: 1, outcome: { ok: false, problem: { ...problem, place: { path: "a.py" } } } },
      { type: "loaded", id: 1, outcome: { ...loaded, rules: ["/"] } },
      { type: "problem", problem },
      { type: "problem", request: { ...answered, status: "500" }, problem },
      { type: "problem", request: answered, problem: { ...problem, title: undefined } },
      { type: "problem", request: answered, problem: { ...problem, frames: [{ place }] } },
      { type: "problem", request: answered, problem: { ...problem, frames: undefined } },
      { type: "problem", request: answered, problem: { ...problem, fixes: undefined } },
      { type: "problem", request: answered, problem: { ...problem, fixes: [{ changes: [] }] } },
      { type: "problem", request: answered, problem: { ...problem, docs: 1 } },
      { type: "problem", request: answered, problem: fixing({ type: "write", path: "a.py" }) },
      { type: "problem", request: answered, problem: fixing({ type: "replace", ...place, text: "" }) },
      { type: "problem", request: answered, problem: fixing({ type: "replace", ...range }) },
      { type: "problem", request: answered, problem: fixing({ type: "move", path: "a.py" }) },
      { type: "problem", request: answered, problem: fixing({ type: "setting", name: "app", value: true }) },
      { type: "problem", request: answered, problem: fixing({ type: "setting", name: "name", value: "x" }) },
      { type: "problem", request: answered, problem: fixing({ type: "delete", path: "a.py" }) },
      { type: "trial-loaded", id: 1, outcome: loaded },
      { type: "trial-response", id: 1, ...responseHead, body: "text", console: [] },
      { type: "trial-response", id: 1, ...responseHead, body: chunk, console: ["hi"] },
      { type: "trial-response", id: 1, body: chunk, console: [] },
      { type: "trial-failed", id: 1 },
      { type: "console" },
      { type: "console", entry: { ...log, kind: "song" } },
      { type: "console", entry: { ...log, level: "loud" } },
      { type: "console", entry: { ...log, traceback: undefined } },
      { type: "console", entry: { ...log, frames: undefined } },
      { type: "console", entry: { ...access, size: "much" } },
      { type: "cookies", jar: null },
      { type: "failed", message: "m" },
      { type: "boot" },
    ],
  ],
];

for (const [guard, good, bad] of table) {
  for (const value of good)
    test(`${guard.name} takes ${JSON.stringify(value)}`, () => assert.equal(guard(value), true));
  for (const value of bad)
    test(`${guard.name} refuses ${JSON.stringify(value)}`, () => assert.equal(guard(value), false));
}
