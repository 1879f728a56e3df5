import assert from "node:assert/strict";
import { test } from "node:test";
import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { outsideBraces } from "../../web/editor/template-completion.js";

/** Whether markup is completed at the end of `text`. */
function isCompleted(text: string): boolean {
  const context = new CompletionContext(EditorState.create({ doc: text }), text.length, false);
  return outsideBraces(() => ({ from: 0, options: [] }))(context) !== null;
}

test("markup is completed before, behind and between what Jinja puts into it", () => {
  for (const text of ["<a ", "{{ name }}<a ", "{% if name %}\n<a ", "{# note #}<a "])
    assert.ok(isCompleted(text), text);
});

test("markup is not completed within Jinja's braces", () => {
  for (const text of ["<a href=\"{{ url_for('h", "{% if na", "</p>}}{# <a ", "{{ a }}{{ b"]) {
    assert.ok(!isCompleted(text), text);
  }
});
