"""Routes: rules that cannot be added, and requests that none of them matches."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, Rule

from ..messages import Fix, FixChange, Place
from .applications import application_in_files
from .blueprints import register, unregistered
from .case import Advice, Case, fix
from .decorators import missing_sign, without_sign
from .edits import add_at_end, respell
from .scopes import bound_names, definition_place, functions, literal_place, text_of
from .sources import Source
from .spelling import listed, meant
from .views import definition_of

ROUTING = "quickstart.html#routing"
UNIQUE_URLS = "quickstart.html#unique-urls"
METHODS = "quickstart.html#http-methods"


def rule_without_slash(case: Case) -> Advice | None:
    match = re.match(r"URL rule '(.*)' must start with a slash", str(case.error))
    if match is None or not case.source or not case.place:
        return None
    rule = match[1]
    return Advice(
        "A rule begins with a slash",
        f"“{rule}” is meant as “/{rule}”: the part of the address behind the host.",
        respell(case.source, case.place, rule, f"/{rule}"),
        literal_place(case.source, case.place, rule),
        ROUTING,
    )


def route_without_rule(case: Case) -> Advice | None:
    """``@app.route()``, which does not say for which address."""
    if "route() missing 1 required positional argument: 'rule'" not in str(case.error):
        return None
    if not case.source or not case.place:
        return None
    line = case.source.line(case.place["line"])
    start = line.find("()")
    fixes: list[Fix] = []
    if start >= 0:
        free = first_free_rule(case.source)
        span = case.source.span(case.place["line"], start + 1, start + 1)
        fixes = fix(f"Answer at {free}", case.source.replace(span, f'"{free}"'))
    return Advice(
        "This route does not say for which address",
        'The address stands between the brackets: @app.route("/").',
        fixes,
        docs=ROUTING,
    )


def first_free_rule(source: Source) -> str:
    """Give ``/``, or where the file has a rule for it already ``/page``."""
    texts = {node.value for node in source.nodes if isinstance(node, ast.Constant)}
    return "/page" if "/" in texts else "/"


def methods_as_text(case: Case) -> Advice | None:
    """``methods="POST"`` in place of a list."""
    match = re.match(r"'methods' is a list of strings, as in methods=\['(.*)'\]", str(case.error))
    if match is None or not case.source or not case.place:
        return None
    inner = literal_place(case.source, case.place, match[1])
    fixes: list[Fix] = []
    if inner:
        whole = inner.copy()
        whole["column"] -= 1
        whole["endColumn"] += 1
        fixes = fix("Make it a list", case.source.replace(whole, f'["{match[1]}"]'))
    return Advice(
        "The methods of a route are a list",
        f'In square brackets, even if it is one: methods=["{match[1]}"].',
        fixes,
        inner,
        METHODS,
    )


def asked_in_vain(case: Case) -> str | None:
    """Give the path of a request that matched no rule."""
    request = case.request
    if not isinstance(case.error, NotFound) or request is None or case.frames:
        return None
    if request.url_rule is not None or request.path == "/favicon.ico":
        return None
    return request.path


def missing_static_file(case: Case) -> Advice | None:
    """A file that the static folder does not have."""
    request, app = case.request, case.app
    if not isinstance(case.error, NotFound) or request is None or app is None or case.frames:
        return None
    name = (request.view_args or {}).get("filename")
    if request.endpoint != "static" or not name or not app.static_folder:
        return None
    folder = app.static_folder.removeprefix(f"{case.root}/")
    there = [
        path.removeprefix(f"{folder}/")
        for path in case.sources.paths
        if path.startswith(f"{folder}/")
    ]
    title = f"There is no file {folder}/{name}"
    if choice := meant(name, there):
        for source in mentioning(case, name):
            line = next(n for n, text in enumerate(source.lines, 1) if name in text)
            place = source.line_place(line)
            fixes = respell(source, place, name, choice)
            return Advice(
                title, f"Did you mean “{choice}”?", fixes, place, "quickstart.html#static-files"
            )
        return Advice(title, f"Did you mean “{choice}”?", docs="quickstart.html#static-files")
    elsewhere = [path for path in case.sources.paths if path.rpartition("/")[2] == name]
    if len(elsewhere) == 1:
        fixes = fix(
            f"Move it to {folder}", {"type": "move", "path": elsewhere[0], "to": f"{folder}/{name}"}
        )
        hint = f"The project has {elsewhere[0]}, and what is fetched as it stands belongs below {folder}."
        return Advice(title, hint, fixes, docs="quickstart.html#static-files")
    has = f"The folder has {listed(there)}." if there else "The folder has no file yet."
    return Advice(title, has, create_static(folder, name), docs="quickstart.html#static-files")


def create_static(folder: str, name: str) -> list[Fix]:
    """Make a file of text; of other files nobody knows what belongs in them."""
    if not name.endswith((".css", ".js", ".txt")):
        return []
    path = f"{folder}/{name}"
    return fix(f"Create {path}", {"type": "write", "path": path, "content": ""})


def mentioning(case: Case, text: str) -> Iterator[Source]:
    """Give the only file in whose lines a text stands once."""
    found = [
        case.sources[path]
        for path in case.sources.paths
        if path.endswith((".py", ".html")) and text in case.sources[path].text
    ]
    if len(found) == 1 and found[0].text.count(text) == 1:
        yield found[0]


def route_of_blueprint(case: Case) -> Advice | None:
    """The path is one of a blueprint that the application does not know."""
    if not (path := asked_in_vain(case)):
        return None
    for blueprint in unregistered(case):
        if matches(path, [rule for rule, _ in blueprint.rules]):
            return Advice(
                f"The blueprint “{blueprint.name}” is not registered",
                f"It has a route for {path}, and the application does not know of it before "
                f"app.register_blueprint({blueprint.variable}).",
                register(case, blueprint),
                blueprint.source.place(blueprint.node),
            )
    return None


def matches(path: str, rules: list[str]) -> bool:
    """Tell whether one of some rules matches a path."""
    adapter = Map([Rule(rule, endpoint=rule) for rule in rules]).bind("")
    return bool(adapter.test(path) or adapter.allowed_methods(path))


def route_without_sign(case: Case) -> Advice | None:
    """``app.route("/")`` above a function, without the ``@``."""
    if not (path := asked_in_vain(case)) or case.app is None:
        return None
    alone = all(rule.endpoint == "static" for rule in case.app.url_map.iter_rules())
    for source in case.sources.python:
        for lines, function in without_sign(source, case.sources):
            rules = [rule for line in lines if (rule := rule_in(line.value))]
            if matches(path, rules) or (alone and rules):
                return missing_sign(source, lines, function)
    return None


def rule_in(node: ast.expr) -> str | None:
    """Give the rule that a call of ``route()`` names; None where it is no text that begins with a slash."""
    rule = text_of(node.args[0]) if isinstance(node, ast.Call) and node.args else None
    return rule if rule and rule.startswith("/") else None


def bare_decorator(case: Case) -> Advice | None:
    """``@app.route`` without its brackets: Python runs it, and there is no route."""
    if not (path := asked_in_vain(case)):
        return None
    for source in case.sources.python:
        for function in functions(source):
            for each in function.decorator_list:
                if isinstance(each, ast.Attribute) and each.attr == "route":
                    return Advice(
                        "This route does not say for which address",
                        f'The address belongs behind it, in brackets: @{source.segment(each)}("{path}").',
                        fix(f"Answer at {path}", source.append(source.place(each), f'("{path}")')),
                        source.place(each),
                        ROUTING,
                    )
    return None


def other_slash(case: Case) -> Advice | None:
    """The rule has no slash at its end, and the address has one."""
    if not (path := asked_in_vain(case)) or case.app is None or not path.endswith("/"):
        return None
    rule = matching_rule(case, path.rstrip("/") or "/")
    if rule is None:
        return None
    title = f"The route is {rule.rule}, without a slash at its end"
    hint = f"Open {path.rstrip('/')} instead. With a slash at its end, the rule answers both."
    definition = definition_of(case, case.app.view_functions[rule.endpoint])
    if definition is None:
        return Advice(title, hint, docs=UNIQUE_URLS)
    source, node = definition
    for decorator in node.decorator_list:
        place = source.place(decorator)
        if fixes := respell(source, place, rule.rule, f"{rule.rule}/"):
            return Advice(title, hint, fixes, place, UNIQUE_URLS)
    return Advice(title, hint, docs=UNIQUE_URLS)


def matching_rule(case: Case, path: str) -> Rule | None:
    """Give the rule that matches a path by any method."""
    if case.app is None:
        return None
    for rule in case.app.url_map.iter_rules():
        if rule.endpoint != "static" and matches(path, [rule.rule]):
            return rule
    return None


def other_kind(case: Case) -> Advice | None:
    """The rule would match, were its variable of another kind."""
    if not (path := asked_in_vain(case)) or case.app is None:
        return None
    for rule in case.app.url_map.iter_rules():
        loose = re.sub(r"<\w+:(\w+)>", r"<\1>", rule.rule)
        if loose == rule.rule or "<path:" in rule.rule or not matches(path, [loose]):
            continue
        kinds = re.findall(r"<(\w+)", rule.rule)
        what = (
            "a whole number"
            if "int" in kinds
            else "a number with a point"
            if "float" in kinds
            else "another form"
        )
        return Advice(
            f"{path} does not fit {rule.rule}",
            f"The rule takes {what} there. Open it with one, or let the rule take any text: {loose}.",
            place=place_of_rule(case, rule),
            docs="quickstart.html#variable-rules",
        )
    return None


def place_of_rule(case: Case, rule: Rule) -> Place | None:
    """Give the decorator that has made a rule, or else the view's ``def``."""
    definition = definition_of(case, case.app.view_functions[rule.endpoint]) if case.app else None
    if definition is None:
        return None
    source, node = definition
    for decorator in node.decorator_list:
        arguments = decorator.args if isinstance(decorator, ast.Call) else []
        if arguments and text_of(arguments[0]) in (rule.rule, None):
            return source.place(decorator)
    return definition_place(source, node)


def no_route(case: Case) -> Advice | None:
    if not (path := asked_in_vain(case)) or case.app is None:
        return None
    rules = [rule for rule in case.app.url_map.iter_rules() if rule.endpoint != "static"]
    texts = list(dict.fromkeys(rule.rule for rule in rules))
    if choice := meant(path, texts):
        hint = f"Did you mean {choice}?"
    elif texts:
        which = "it" if len(texts) == 1 else "one of them"
        hint = f"The application answers {listed(texts)}. Open {which}, or write a view for {path}."
    else:
        hint = "The application has no route yet: a view and, above it, the line @app.route(...)."
    return Advice(f"Nothing answers at {path}", hint, add_view(case, path), docs=ROUTING)


def add_view(case: Case, path: str) -> list[Fix]:
    """Write a view for a path."""
    made = application_in_files(case)
    if made is None or not re.fullmatch(r"[\w./-]+", path):
        return []
    source, app = made
    taken = bound_names(source) | set(case.app.view_functions if case.app else ())
    word = re.sub(r"\W+", "_", path.strip("/")).strip("_").lower() or "index"
    name = word if word.isidentifier() else f"page_{word}"
    while name in taken:
        name += "_page"
    text = f'@{app}.route("{path}")\ndef {name}():\n    return "This is {path}"'
    return fix(f"Add a route for {path}", add_at_end(source, text))


def method_not_allowed(case: Case) -> Advice | None:
    """A request by a method that the view does not take."""
    request, error = case.request, case.error
    if not isinstance(error, MethodNotAllowed) or request is None or case.frames:
        return None
    rule = matching_rule(case, request.path)
    methods = sorted(set(error.valid_methods or ()) - {"HEAD", "OPTIONS"})
    title = f"{request.path} does not take {request.method}"
    hint = f"It takes {listed(methods)}."
    if request.method == "POST":
        hint += ' A form is sent by POST, which the route has to allow: methods=["GET", "POST"].'
    if request.method == "GET":
        hint += " What the address bar or a link opens comes by GET."
    if rule is None:
        return Advice(title, hint, docs=METHODS)
    place = place_of_rule(case, rule)
    return Advice(title, hint, allow_method(case, rule, request.method, methods), place, METHODS)


def allow_method(case: Case, rule: Rule, method: str, methods: list[str]) -> list[Fix]:
    """Write a method into a route."""
    definition = definition_of(case, case.app.view_functions[rule.endpoint]) if case.app else None
    if definition is None:
        return []
    source, node = definition
    calls = [
        each
        for each in node.decorator_list
        if isinstance(each, ast.Call) and each.args and text_of(each.args[0]) == rule.rule
    ]
    if len(calls) != 1:
        return []
    call = calls[0]
    if isinstance(call.func, ast.Attribute) and call.func.attr != "route":
        return []
    given = [each.value for each in call.keywords if each.arg == "methods"]
    wanted = "[" + ", ".join(f'"{each}"' for each in sorted({*methods, method})) + "]"
    change: FixChange
    if not given:
        change = source.append(source.place(call.args[0]), f", methods={wanted}")
    elif isinstance(given[0], ast.List):
        change = source.replace(source.place(given[0]), wanted)
    else:
        return []
    return fix(f"Allow {method}", change)
