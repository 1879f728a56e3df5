import assert from "node:assert/strict";
import { test } from "node:test";
import { type Example, examplesFrom, inSections, matching } from "../../web/project/examples.js";

const example = (slug: string, section: string, description = ""): Example => ({
  slug,
  title: slug,
  section,
  path: "/",
  description,
});
const examples = [example("minimal", "First"), example("login", "Forms", "POST to a form"), example("upload", "Forms")];

test("examples are grouped by section, in the order of the list", () => {
  const grouped = inSections(examples).map(({ section, examples: members }) => [section, members.length]);
  assert.deepEqual(grouped, [
    ["First", 1],
    ["Forms", 2],
  ]);
});

test("every word of a search has to be found, in the title, section or description", () => {
  assert.deepEqual(
    matching(examples, " forms  post").map(({ slug }) => slug),
    ["login"],
  );
});

test("an empty search finds all", () => {
  assert.equal(matching(examples, " ").length, 3);
});

test("an entry that lacks a field is left out rather than shown broken", () => {
  assert.deepEqual(examplesFrom([examples[0], { slug: "half" }, null]), [examples[0]]);
});
