import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { InvalidResponse, toResponse } from "../../service_worker/response.js";
import type { HeaderList, ResponseHead } from "../../web/protocol/http.js";
import { browserRequest } from "./browser-request.js";

const REQUESTED = "https://example.org/preview/abc/a/b";

interface Given {
  status?: number;
  statusText?: string;
  headers?: HeaderList;
  body?: Uint8Array<ArrayBuffer>;
  method?: string;
  destination?: RequestDestination;
}

function respond(given: Given = {}): { response: Response; cancelled: () => boolean } {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => {
      controller.enqueue(given.body ?? new TextEncoder().encode("body"));
      controller.close();
    },
    cancel: () => void (cancelled = true),
  });
  // Closed at once, the stream above would not hear that it is cancelled.
  const open = given.body
    ? body
    : new ReadableStream<Uint8Array<ArrayBuffer>>({ cancel: () => void (cancelled = true) });
  const { status = 200, statusText = "", headers = [], method = "GET", destination = "" } = given;
  const head: ResponseHead = { status, statusText, headers };
  const response = toResponse(head, open, browserRequest({ method, destination }), REQUESTED);
  return { response, cancelled: () => cancelled };
}

for (const status of [204, 205, 304]) {
  test(`status ${status} has a null body, and the application's body is closed`, () => {
    const { response, cancelled } = respond({ status });
    assert.equal(response.status, status);
    assert.equal(response.body, null);
    assert.ok(cancelled(), "cancelled()");
  });
}

test("the response to HEAD has its headers and no body", () => {
  const { response, cancelled } = respond({ method: "HEAD", headers: [["Content-Length", "12"]] });
  assert.equal(response.headers.get("content-length"), "12");
  assert.equal(response.body, null);
  assert.ok(cancelled(), "cancelled()");
});

for (const status of [0, 100, 101, 199, 600, 999, 200.5]) {
  test(`status ${status} is refused by name`, () => {
    assert.throws(
      () => respond({ status }),
      (error) => error instanceof InvalidResponse && error.message.includes(String(status)),
    );
  });
}

test("repeated headers are joined, whatever their case", () => {
  const { response } = respond({
    headers: [
      ["Vary", "Cookie"],
      ["X-Other", "1"],
      ["vary", "Accept"],
    ],
  });
  assert.equal(response.headers.get("vary"), "Cookie, Accept");
});

test("Set-Cookie stays behind", () => {
  assert.deepEqual([...respond({ headers: [["Set-Cookie", "a=b"]] }).response.headers], []);
});

for (const [name, value] of [
  ["X-Bad", "a\nb"],
  ["X Bad", "a"],
  ["X-Bad", "\u20ac"],
] as const) {
  test(`the header ${JSON.stringify([name, value])} is refused by name`, () => {
    assert.throws(
      () => respond({ headers: [[name, value]] }),
      (error) => error instanceof InvalidResponse && error.message.includes(name),
    );
  });
}

for (const [location, absolute] of [
  ["c?d=e", "https://example.org/preview/abc/a/c?d=e"],
  ["/preview/abc/login", "https://example.org/preview/abc/login"],
  ["https://elsewhere.net/x", "https://elsewhere.net/x"],
] as const) {
  test(`Location ${location} is absolute in the browser`, () => {
    const { response } = respond({ status: 302, headers: [["Location", location]] });
    assert.equal(response.status, 302);
    assert.equal(response.headers.get("location"), absolute);
  });
}

test("a reason phrase that no browser takes is left out", () => {
  assert.equal(respond({ statusText: "BAD\r\nX: y" }).response.statusText, "");
  assert.equal(respond({ statusText: "I'M A TEAPOT" }).response.statusText, "I'M A TEAPOT");
});

test("a compressed body arrives as what was compressed", async () => {
  const { response } = respond({
    body: new Uint8Array(gzipSync("hello")),
    headers: [
      ["Content-Encoding", "gzip"],
      ["Content-Length", "25"],
    ],
  });
  assert.equal(response.headers.get("content-encoding"), null);
  assert.equal(response.headers.get("content-length"), null);
  assert.equal(await response.text(), "hello");
});

test("a compressed response to HEAD keeps the headers that describe it", () => {
  const { response } = respond({ method: "HEAD", headers: [["Content-Encoding", "gzip"]] });
  assert.equal(response.headers.get("content-encoding"), "gzip");
});

for (const [policy, rest] of [
  ["frame-ancestors 'none'", null],
  ["default-src 'self'; frame-ancestors 'none'; img-src *", "default-src 'self'; img-src *"],
  ["default-src 'self'", "default-src 'self'"],
] as const) {
  test(`in the preview's frame the policy ${JSON.stringify(policy)} does not forbid frames`, () => {
    const headers: HeaderList = [
      ["Content-Security-Policy", policy],
      ["X-Frame-Options", "DENY"],
    ];
    const { response } = respond({ headers, destination: "iframe" });
    assert.equal(response.headers.get("content-security-policy"), rest);
    assert.equal(response.headers.get("x-frame-options"), null);
  });
}

test("what a script fetches has the application's headers on frames", () => {
  const { response } = respond({ headers: [["X-Frame-Options", "DENY"]] });
  assert.equal(response.headers.get("x-frame-options"), "DENY");
});
