import assert from "node:assert/strict";
import { test } from "node:test";
import { CLOSED, LEFT, OFFLINE, failed, slow, troubleResponse, unlawful } from "../../service_worker/pages.js";

const SCOPE = new URL("https://example.org/site/");
const NAVIGATION = { mode: "navigate", method: "GET", destination: "document" };
const FETCH = { mode: "cors", method: "GET", destination: "" };

for (const trouble of [CLOSED, LEFT, OFFLINE, failed("why"), slow(240), unlawful("why")]) {
  test(`"${trouble.title}" is a page that says what happened and what to do`, async () => {
    const response = troubleResponse(trouble, NAVIGATION, SCOPE);
    const html = await response.text();
    assert.equal(response.status, trouble.status);
    assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
    for (const part of [trouble.title, trouble.text, trouble.advice, trouble.detail])
      assert.ok(html.includes(part), part);
    assert.match(html, /<a href="https:\/\/example\.org\/site\/\?playground"/);
  });
}

test("inside the playground's frame there is no link to a second playground", async () => {
  const html = await troubleResponse(CLOSED, { ...NAVIGATION, destination: "iframe" }, SCOPE).text();
  assert.ok(!html.includes("<a "), `!html.includes("<a ")`);
});

test("a program is told in plain text", async () => {
  const response = troubleResponse(failed("It broke."), FETCH, SCOPE);
  assert.equal(response.headers.get("content-type"), "text/plain; charset=utf-8");
  assert.ok((await response.text()).includes("\nIt broke.\n"), `(await response.text()).includes("\nIt broke.\n")`);
});

test("HEAD gets no body", () => {
  assert.equal(troubleResponse(CLOSED, { ...FETCH, method: "HEAD" }, SCOPE).body, null);
});

test("what the program said is text, not markup", async () => {
  const html = await troubleResponse(failed(`<script>"&"</script>`), NAVIGATION, SCOPE).text();
  assert.ok(
    html.includes("<pre>&lt;script&gt;&quot;&amp;&quot;&lt;/script&gt;</pre>"),
    `html.includes("<pre>&lt;script&gt;&quot;&amp;&quot;&lt;/script&gt;</pre>")`,
  );
});
