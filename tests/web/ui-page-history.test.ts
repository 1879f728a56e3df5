import assert from "node:assert/strict";
import { test } from "node:test";
import { PageHistory } from "../../web/ui/page-history.js";

function visited(...paths: string[]): PageHistory {
  const history = new PageHistory();
  for (const path of paths) history.arrive(path);
  return history;
}

test("back and forward walk over the pages that were visited", () => {
  const history = visited("/", "/a", "/b");
  assert.equal(history.back(), "/a");
  assert.equal(history.back(), "/");
  assert.equal(history.back(), null);
  assert.equal(history.forward(), "/a");
});

test("a new page takes the place of those that lay ahead", () => {
  const history = visited("/", "/a");
  history.back();
  history.arrive("/c");
  assert.equal(history.canGoForward, false);
  assert.equal(history.back(), "/");
});

test("the same page again makes no entry", () => {
  assert.equal(visited("/", "/").canGoBack, false);
});

test("a redirect on the way back replaces the entry that was gone back to", () => {
  const history = visited("/login", "/home");
  history.back();
  history.replace("/home");
  assert.equal(history.current, "/home");
  assert.equal(history.canGoBack, false);
});

test("an entry that is withdrawn is neither the current one nor one to go forward to", () => {
  const history = visited("/", "/form", "/send");
  history.withdraw();
  assert.equal(history.current, "/form");
  assert.equal(history.canGoForward, false);
  assert.equal(history.canGoBack, true);
});
