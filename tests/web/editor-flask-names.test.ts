import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { endpoints, passedTo, staticFiles, templateName, templates } from "../../web/editor/flask-names.js";

const project = (files: Record<string, string>) => new Map(Object.entries(files));
const app = (text: string) => project({ "hello.py": text });

describe("endpoints are", () => {
  for (const [name, code, found] of [
    ["the names of views", '@app.route("/")\ndef index():\n    pass\n', ["index"]],
    ["those of the short forms", '@app.get("/")\nasync def index():\n', ["index"]],
    ["of views under further decorators", '@app.route("/")\n@cached\n# why\ndef index():\n', ["index"]],
    ["of views with two routes, once", '@app.route("/")\n@app.route("/a")\ndef index():\n', ["index"]],
    [
      "of routes over several lines",
      '@app.route(\n    "/<int:id>",\n    methods=["GET"],\n)\ndef show(id):\n',
      ["show"],
    ],
    ["what the route calls them", '@app.route("/", endpoint="start")\ndef index():\n', ["start"]],
    ["of a blueprint with its name", 'bp = Blueprint("auth", __name__)\n@bp.post("/")\ndef login():\n', ["auth.login"]],
    ["of rules that are added", 'app.add_url_rule("/", "start", index)\n', ["start"]],
    ["of rules with a view function", 'app.add_url_rule("/", view_func=index)\n', ["index"]],
    ["of code that is not finished", '@app.route("/")\ndef index(', ["index"]],
  ] as const) {
    test(name, () => assert.deepEqual(endpoints(app(code)), [...found, "static"]));
  }

  test("not functions that are no views", () => {
    assert.deepEqual(endpoints(app("@cached\ndef helper():\n    pass\n")), ["static"]);
  });

  test("of every module, with a blueprint's name from another", () => {
    const files = { "auth.py": 'bp = Blueprint("auth", __name__)\n', "views.py": '@bp.get("/")\ndef login():\n' };
    assert.deepEqual(endpoints(project(files)), ["auth.login", "static"]);
  });
});

test("templates are named from their folder on", () => {
  assert.deepEqual(templates(project({ "hello.py": "", "templates/a.html": "", "pkg/templates/b/c.html": "" })), [
    "a.html",
    "b/c.html",
  ]);
  assert.equal(templateName("static/a.html"), null);
});

test("static files are named from their folder on", () => {
  assert.deepEqual(staticFiles(["static/css/style.css", "hello.py"]), ["css/style.css"]);
});

describe("a template is passed", () => {
  const files = (python: string, others: Record<string, string> = {}) =>
    project({ "hello.py": python, "templates/page.html": "", ...others });

  test("the keyword arguments of its call", () => {
    const code = 'return render_template("page.html", name=name, n=f(a, b=2), text="), no=1", last=[x, y])\nother(z=1)';
    assert.deepEqual(passedTo("page.html", files(code)), ["name", "n", "text", "last"]);
  });

  test("those over several lines", () => {
    const code = 'render_template(\n    "page.html",\n    name=name,  # , no=1\n    age=3,\n)';
    assert.deepEqual(passedTo("page.html", files(code)), ["name", "age"]);
  });

  test("nothing of other templates' calls", () => {
    assert.deepEqual(passedTo("page.html", files('render_template("other.html", name=1)')), []);
  });

  test("what those have that extend or include it", () => {
    const others = {
      "templates/child.html": '{% extends "page.html" %}',
      "templates/grand.html": "{%- extends 'child.html' %}",
    };
    assert.deepEqual(passedTo("page.html", files('render_template("grand.html", name=1)', others)), ["name"]);
  });

  test("in a circle, still to an end", () => {
    const others = {
      "templates/other.html": '{% include "page.html" %}',
      "templates/page.html": '{% include "other.html" %}',
    };
    assert.deepEqual(passedTo("page.html", files('render_template("other.html", name=1)', others)), ["name"]);
  });
});
