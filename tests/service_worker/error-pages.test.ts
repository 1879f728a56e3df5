import assert from "node:assert/strict";
import { test } from "node:test";
import { CLOSED, LEFT, OFFLINE, errorPageResponse, failed, invalid, slow } from "../../service_worker/error-pages.js";
import { browserRequest } from "./browser-request.js";

const SITE = { scope: new URL("https://example.org/site/"), stylesheet: "h1 { color: tomato }" };
const NAVIGATION = browserRequest({ mode: "navigate", destination: "document" });

for (const page of [CLOSED, LEFT, OFFLINE, failed("why"), slow(240), invalid("why")]) {
  test(`"${page.title}" is a page in the site's style that says what happened and what to do`, async () => {
    const response = errorPageResponse(page, NAVIGATION, SITE);
    const html = await response.text();
    assert.equal(response.status, page.status);
    assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
    for (const part of [page.title, page.text, page.advice, page.detail]) assert.ok(html.includes(part), part);
    assert.ok(html.includes(`<style>${SITE.stylesheet}</style>`), html);
    assert.match(html, /<a href="https:\/\/example\.org\/site\/\?playground"/);
  });
}

test("inside the playground's frame there is no link to a second playground", async () => {
  const html = await errorPageResponse(CLOSED, { ...NAVIGATION, destination: "iframe" }, SITE).text();
  assert.ok(!html.includes("<a "), `!html.includes("<a ")`);
});

test("a program is told in plain text", async () => {
  const response = errorPageResponse(failed("It broke."), browserRequest(), SITE);
  assert.equal(response.headers.get("content-type"), "text/plain; charset=utf-8");
  assert.ok((await response.text()).includes("\nIt broke.\n"), `(await response.text()).includes("\nIt broke.\n")`);
});

test("HEAD gets no body", () => {
  assert.equal(errorPageResponse(CLOSED, browserRequest({ method: "HEAD" }), SITE).body, null);
});

test("what the program said is text, not markup", async () => {
  const html = await errorPageResponse(failed(`<script>"&"</script>`), NAVIGATION, SITE).text();
  assert.ok(
    html.includes(">&lt;script&gt;&quot;&amp;&quot;&lt;/script&gt;<"),
    `html.includes(">&lt;script&gt;&quot;&amp;&quot;&lt;/script&gt;<")`,
  );
});
