import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { tab } from "../../web/editor/indentation.js";
import { Typist } from "./typist.js";

const python = (text = "") => new Typist("hello.py", text);
const template = (text = "") => new Typist("page.html", text);

describe("closing brackets and quotes", () => {
  test("are put in", () => {
    assert.equal(python().type("print(names['a").text, "print(names['a'])");
  });

  test("are typed over, on whichever line they have come to stand", () => {
    assert.equal(python().type("x = {\n'a': 1,\n}").text, "x = {\n    'a': 1,\n}");
  });

  test("go with the opening one at Backspace", () => {
    assert.equal(python().type("f(").press("Backspace").text, "f");
  });

  test("are not put in before a word", () => {
    assert.equal(python("name").select(0).type("(").text, "(name");
  });

  test("that the user typed stay where another is typed before them", () => {
    assert.equal(python("f(x)").select(3).type(")").text, "f(x))");
  });

  test("are not put in inside a string or a comment", () => {
    assert.equal(python().type("# it's (").text, "# it's (");
    assert.equal(python().type('"it\'s ("').text, '"it\'s ("');
  });

  test("of a string over several lines are typed over one by one", () => {
    assert.equal(python().type('"""A title.\n\nIt\'s text."""\nx').text, '"""A title.\n\nIt\'s text."""\nx');
  });

  test("of a template's tags are typed over", () => {
    assert.equal(template().type("<p>{{ name }}{% if a %}").text, "<p>{{ name }}{% if a %}");
  });

  test("of tags are the user's own", () => {
    assert.equal(template().type("<b>it's</b>").text, "<b>it's</b>");
  });
});

describe("a new line", () => {
  test("after a colon is indented", () => {
    assert.equal(python().type("def f():\n").column, 4);
  });

  test("after a return goes back to where the function begins", () => {
    assert.equal(python().type("def f():\n    return 1\n").column, 0);
  });

  test("inside the brackets of a return does not", () => {
    assert.ok(python().type("def f():\n    return g(\n").column > 4);
  });

  test("after two blank ones begins at the margin", () => {
    assert.equal(python().typeRelying("def f():\n    g()\n\n\n").column, 0);
  });

  test("after one blank one stays in the function, for who leaves indentation to the editor", () => {
    assert.equal(python().typeRelying("def f():\n    g()\n\n").column, 4);
  });

  test("after one blank one begins at the margin, for who types the indentation", () => {
    assert.equal(python().type("def f():\n    g()\n\nf()").text, "def f():\n    g()\n\nf()");
  });

  test("after the prompt of an interactive session is not indented", () => {
    assert.equal(python().type(">>> def f():\n... ").text, ">>> def f():\n... ");
  });

  test("leaves no spaces on a blank one", () => {
    assert.equal(python().type("def f():\n\n").text.split("\n")[1], "");
  });
});

test("indentation that is typed takes the place of what the editor gave", () => {
  assert.equal(python().type("if a:\n    if b:\n        c()\n    d()").text, "if a:\n    if b:\n        c()\n    d()");
});

test("Tab types over the indentation that the editor gave", () => {
  const typist = python().type("def f():\n");
  typist.run(tab);
  assert.equal(typist.type("x").text, "def f():\n    x");
});

test("Tab indents further once that is used up", () => {
  const typist = python().type("def f():\n");
  typist.run(tab);
  typist.run(tab);
  assert.equal(typist.type("x").text, "def f():\n        x");
});

test("else goes to its if, on a line that the editor has indented", () => {
  assert.equal(python().typeRelying("if a:\n    b()\n").type("else:").text, "if a:\n    b()\nelse:");
});

test("the end of a loop in a template goes to where it begins", () => {
  assert.equal(template().type("  {% for a in b %}\n").type("{% endfor").text, "  {% for a in b %}\n  {% endfor%}");
});
