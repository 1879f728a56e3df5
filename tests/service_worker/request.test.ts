import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserRequest } from "../../service_worker/browser-request.js";
import { requestHead } from "../../service_worker/request.js";
import { browserRequest } from "./browser-request.js";

const SCOPE = new URL("https://example.org/site/");
const NAVIGATOR = { userAgent: "Browser/1.0", languages: ["de-CH", "de", "en"] };

function head(request: Partial<BrowserRequest> = {}, url = "https://example.org/site/preview/abc/hello?x=1#top") {
  const made = requestHead(SCOPE, "abc", new URL(url), browserRequest({ url, ...request }), NAVIGATOR);
  return { ...made, headers: Object.fromEntries(made.headers) };
}

test("the URL goes without its fragment", () => {
  assert.equal(head().url, "https://example.org/site/preview/abc/hello?x=1");
});

test("headers that the browser adds after the service worker are added", () => {
  const { headers } = head();
  assert.equal(headers["user-agent"], "Browser/1.0");
  assert.equal(headers["accept-language"], "de-CH,de;q=0.9,en;q=0.8");
});

test("a header that the page has set itself is kept", () => {
  const { headers } = head({ headers: new Headers({ "accept-language": "fr" }) });
  assert.equal(headers["accept-language"], "fr");
});

test("the application sees a referrer of its own", () => {
  const referrer = "https://example.org/site/preview/abc/form?a=b";
  assert.equal(head({ referrer }).headers.referer, referrer);
});

for (const referrer of ["https://example.org/site/", "https://example.org/site/preview/other/", "about:client", ""]) {
  test(`the application does not see the referrer ${JSON.stringify(referrer)}`, () => {
    assert.equal(head({ referrer }).headers.referer, undefined);
  });
}

for (const [method, origin] of [
  ["GET", undefined],
  ["HEAD", undefined],
  ["POST", "https://example.org"],
  ["DELETE", "https://example.org"],
] as const) {
  test(`${method} has the Origin ${origin ?? "of nobody"}`, () =>
    assert.equal(head({ method }).headers.origin, origin));
}

test("an address typed by the user comes from no site", () => {
  const { headers } = head({ mode: "navigate", destination: "iframe", referrer: "https://example.org/site/" });
  assert.equal(headers["sec-fetch-site"], "none");
  assert.equal(headers["sec-fetch-dest"], "document");
});

test("a script's fetch comes from the application's own page", () => {
  const { headers } = head({ mode: "cors" });
  assert.equal(headers["sec-fetch-site"], "same-origin");
  assert.equal(headers["sec-fetch-dest"], "empty");
});
