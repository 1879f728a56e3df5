import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserRequest } from "../../service_worker/browser-request.js";
import { decide, type Route } from "../../service_worker/route.js";
import { browserRequest } from "./browser-request.js";

const ROOT = "https://example.org/";
const SUB = "https://example.org/team/project/";

/** The part of a request that matters, and the URL of the client that sends it. */
type Asking = Partial<BrowserRequest> & { client?: string };

function route(scope: string, url: string, { client, ...request }: Asking = {}): Route {
  return decide(new URL(scope), browserRequest({ url: new URL(url, scope).href, ...request }), client ?? null);
}

const shown = (given: Route): string => {
  switch (given.to) {
    case "application":
      return `${given.previewId} ${given.url.href}`;
    case "redirect":
      return `307 ${given.location.href}`;
    case "stop-query":
      return `stop ${given.previewId}`;
    case "site":
      return `site /${given.path}`;
    case "network":
      return "network";
  }
};

for (const scope of [ROOT, SUB]) {
  const navigate = { mode: "navigate" } as const;
  const ownPage = `${scope}preview/abc/login`;
  const table: [name: string, url: string, request: Asking, expected: string][] = [
    ["a path in a preview", "preview/abc/a/b?c=d", {}, `abc ${scope}preview/abc/a/b?c=d`],
    ["any method in a preview", "preview/abc/", { method: "PATCH" }, `abc ${scope}preview/abc/`],
    ["another preview's page asks", "preview/abc/x", { client: `${scope}preview/other/` }, `abc ${scope}preview/abc/x`],
    ["a mount without its slash", "preview/abc?x=1", navigate, `307 ${scope}preview/abc/?x=1`],
    ["a name that is no preview id", "preview/A_b/", {}, "site /preview/A_b/"],
    ["the interpreter's question", "stop-requested/abc", {}, "stop abc"],
    ["a page", "", navigate, "site /"],
    ["a file of the site", "assets/logo.svg?x=1", {}, "site /assets/logo.svg"],
    ["a range of a file", "docs/film.webm", { headers: new Headers({ range: "bytes=0-9" }) }, "network"],
    ["a post to the site", "docs/", { method: "POST" }, "network"],
    ["another origin", "https://elsewhere.net/preview/abc/", {}, "network"],
    ["another port", "https://example.org:8443/preview/abc/", {}, "network"],
    [
      "an absolute link, told by the referrer",
      "/login?next=%2F",
      { ...navigate, referrer: ownPage },
      `307 ${scope}preview/abc/login?next=%2F`,
    ],
    ["an absolute link to the root", "/", { ...navigate, referrer: ownPage }, `307 ${scope}preview/abc/`],
    ["a form sent to an absolute path", "/login", { ...navigate, method: "POST", referrer: ownPage }, `307 ${ownPage}`],
    ["what a preview's page fetches", "/api?q=1", { client: ownPage }, `abc ${scope}preview/abc/api?q=1`],
    ["a fetch without a referrer", "/static/a.css", { client: ownPage }, `abc ${scope}preview/abc/static/a.css`],
    ["a frame made of markup", "/a", { client: "about:srcdoc", referrer: ownPage }, `abc ${scope}preview/abc/a`],
    ["a worker made of a blob", "/a", { client: `blob:${scope}1`, referrer: ownPage }, `abc ${scope}preview/abc/a`],
    ["the way back from an error page", "?playground", { ...navigate, client: ownPage, referrer: ownPage }, "site /"],
    ["the playground's own fetch", "examples/a.json", { client: scope, referrer: ownPage }, "site /examples/a.json"],
    ["a link from the docs to the playground", "", { ...navigate, referrer: `${scope}docs/` }, "site /"],
  ];
  for (const [name, url, request, expected] of table) {
    test(`${name}, under ${new URL(scope).pathname}`, () => assert.equal(shown(route(scope, url, request)), expected));
  }
}

test("a path beside the site's own folder is left to the network", () => {
  assert.equal(shown(route(SUB, "/team/other/", { mode: "navigate" })), "network");
});

test("a preview of a neighbouring site on the same origin is left alone", () => {
  assert.equal(shown(route(SUB, "/team/other/preview/abc/")), "network");
});
