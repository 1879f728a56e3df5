import { all, type Attempts, edit, renamed, withFiles } from "./attempts.js";

const APP = "app.py";
const INDEX = "templates/index.html";
const MOTHS = "templates/moths.html";

export const TEMPLATES: Record<string, Attempts> = {
  "first-template": {
    start: "should have the heading `<h1>` of its template",
    right: [
      all(renamed(INDEX, "templates/home.html"), edit(APP, ["index.html", "home.html"])),
      edit(
        APP,
        ["import Flask, render_template,", "import Flask,"],
        ["from flask import", "import flask\nfrom flask import"],
        ["return render_template", "return flask.render_template"],
      ),
    ],
    wrong: [
      [edit(APP, ['"index.html"', '"indx.html"']), "500 Internal Server Error: `TemplateNotFound: indx.html"],
      [edit(APP, ["import Flask, render_template,", "import Flask,"]), "name 'render_template' is not defined"],
      [edit(APP, ['render_template("index.html")', '"index.html"']), "It shows “index.html”"],
      [renamed(INDEX, "index.html"), "TemplateNotFound: index.html"],
    ],
  },
  values: {
    start: "`/members/Ada` should show “Ada”",
    right: [
      all(
        edit(APP, ["name=name, motto=MOTTO", "member=name, motto=MOTTO"]),
        edit(INDEX, ["{{ name }}", "{{ member|upper }}"]),
      ),
      edit(APP, ["name=name, motto=MOTTO", "**locals(), motto=MOTTO"]),
    ],
    wrong: [
      [edit(APP, ["name=name, ", ""]), "should show “Ada”", "It shows “Good evening, Come in"],
      [edit(APP, ["name=name", "name=nmae"]), "name 'nmae' is not defined"],
      [edit(APP, [", motto=MOTTO", ""]), "should show “Leave the light on”"],
      [edit(APP, ["name=name, motto=MOTTO", "name, MOTTO"]), "500 Internal Server Error", "TypeError"],
    ],
  },
  if: {
    start: "should not be greeted as None",
    right: [
      withFiles({ [INDEX]: "<h1>Good evening{% if name is not none %}, {{ name }}{% endif %}</h1>" }),
      withFiles({ [INDEX]: '<h1>Good evening, {{ name or "friend" }}</h1>' }),
    ],
    wrong: [
      [edit(INDEX, ["{% endif %}", ""]), "500 Internal Server Error", "TemplateSyntaxError", "endif"],
      [edit(INDEX, ["{% if name %}", "{% if not name %}"]), "`/members/Ada` should show “Ada”"],
      [edit(INDEX, ["Good evening, stranger", "Good evening, {{ name }}"]), "should not be greeted as None"],
      [edit(INDEX, ["<h1>Good evening, stranger</h1>", ""]), "should have the heading `<h1>`"],
    ],
  },
  for: {
    start: "should have an `<li>` for each moth, and there is none",
    right: [
      withFiles({ [MOTHS]: "<ol>{% for each in moths|sort %}<li><b>{{ each }}</b></li>{% endfor %}</ol>" }),
      all(renamed(MOTHS, "templates/list.html"), edit(APP, ['"moths.html"', '"list.html"'])),
    ],
    wrong: [
      [withFiles({ [MOTHS]: "<ul><li>{{ moths }}</li></ul>" }), "`<li>` for each moth, and there is one"],
      [edit(MOTHS, ["{{ moth }}", "moth"]), "each moth once, and repeats “moth”"],
      [edit(MOTHS, ["  {% endfor %}\n", ""]), "TemplateSyntaxError"],
      [edit(APP, ["moths=MOTHS", "moth=MOTHS"]), "`<li>` for each moth, and there is none"],
      [renamed(MOTHS, "moths.html"), "TemplateNotFound: moths.html", "(`app.py`, line 17)"],
    ],
  },
  layout: {
    start: "should have the navigation of `layout.html`",
    right: [edit(INDEX, ["{% endblock %}", "{% endblock content %}"], ['"layout.html"', "'layout.html'"])],
    wrong: [
      [
        edit(INDEX, ["{% block content %}", "{% block contents %}"]),
        "should have the heading `<h1>`",
        "It shows “Home Moths Join”",
      ],
      [edit(INDEX, ['{% extends "layout.html" %}', '{% extends "base.html" %}']), "TemplateNotFound: base.html"],
      [
        edit(INDEX, ['{% extends "layout.html" %}', "{% extends layout.html %}"]),
        "UndefinedError",
        "'layout' is undefined",
      ],
      [edit(INDEX, ["{% block content %}", ""], ["{% endblock %}", ""]), "should have the heading"],
    ],
  },
  escaping: {
    start: "puts `<b>Ada` into the page as it is",
    right: [
      edit(
        APP,
        [
          "from flask import Flask, render_template, request",
          "from flask import Flask, render_template, request\nfrom markupsafe import escape",
        ],
        [
          'render_template("index.html", name=request.form["name"], motto=MOTTO)',
          "f\"Welcome, {escape(request.form['name'])}\"",
        ],
      ),
      edit(
        APP,
        ["import Flask, render_template, request", "import Flask, redirect, render_template, request, url_for"],
        [
          'render_template("index.html", name=request.form["name"], motto=MOTTO)',
          'redirect(url_for("index", name=request.form["name"]))',
        ],
      ),
    ],
    wrong: [
      [edit(INDEX, ["{{ name }}", "{{ name|safe }}"]), "puts `<b>Ada` into the page as it is"],
      [edit(APP, ["name=request.form", "who=request.form"]), "should show “<b>Ada”", "stranger"],
      [
        edit(APP, [
          'render_template("index.html", name=request.form["name"], motto=MOTTO)',
          "f\"Welcome, {escape(request.form['name'])}\"",
        ]),
        "name 'escape' is not defined",
      ],
    ],
  },
  markup: {
    start: "should be in italics",
    right: [
      all(
        edit(APP, ["Markup(", ""], ['</em>")', '</em>"'], ["from markupsafe import Markup\n", ""]),
        edit(INDEX, ["{{ motto }}", "{{ motto|safe }}"]),
      ),
      edit(APP, ["from markupsafe import Markup\n", ""], ["import Flask,", "import Flask, Markup,"]),
    ],
    wrong: [
      [edit(APP, ["from markupsafe import Markup\n", ""]), "does not start", "name 'Markup' is not defined"],
      [edit(APP, ["Markup(", "str("]), "shows its tags", "“Home Moths Join Good evening, stranger"],
      [all(edit(INDEX, ["{{ name }}", "{{ name|safe }}"])), "puts `<b>Ada` into the page as it is"],
    ],
  },
};
