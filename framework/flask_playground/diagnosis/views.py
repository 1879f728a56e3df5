"""Views: what they take, what they return, what they are called."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator

from ..messages import Fix, FixChange, Place
from .case import Advice, Case, fix
from .places import is_below, relative
from .scopes import FunctionNode, definition_place, first_line, functions, is_call_of
from .sources import Source
from .spelling import meant

RESPONSES = "quickstart.html#about-responses"
VARIABLES = "quickstart.html#variable-rules"

#: What these are called where no Python is spoken.
KINDS = {"int": "a whole number", "float": "a number", "bool": "True or False", "set": "a set"}

#: Functions whose value is not meant as a page.
ASIDE = (
    "print",
    "flash",
    "append",
    "pop",
    "clear",
    "update",
    "add",
    "save",
    "write",
    "start",
    "commit",
)


def definition_of(case: Case, view: Callable[..., object]) -> tuple[Source, FunctionNode] | None:
    """Give the file and the ``def`` of a view; None where it is not one of the project's functions."""
    code = getattr(inspect.unwrap(view), "__code__", None)
    if code is None or not is_below(code.co_filename, case.root):
        return None
    source = case.sources[relative(code.co_filename, case.root)]
    for node in functions(source):
        if node.name == code.co_name and first_line(node) == code.co_firstlineno:
            return source, node
    return None


def asked_view(case: Case) -> tuple[Source, FunctionNode] | None:
    """Give the view that the request was for, where the error comes of calling it: none of its lines has raised."""
    request, app = case.request, case.app
    if app is None or request is None or request.endpoint is None or case.frames:
        return None
    view = app.view_functions.get(request.endpoint)
    return definition_of(case, view) if view else None


def nothing_returned(case: Case) -> Advice | None:
    """A view that has ended without ``return``, or has returned ``None``."""
    if "did not return a valid response: it returned None" not in str(case.error):
        return None
    if not (found := asked_view(case)):
        return None
    source, node = found
    let_go = [each for each in last_statements(node.body) if is_page(each)]
    place = definition_place(source, node)
    hint = "A view ends by giving the page that the browser shows: return and a text, or return render_template(...)."
    fixes: list[Fix] = []
    empty = [each for each in own_nodes(node) if isinstance(each, ast.Return) and is_none(each)]
    if let_go:
        place = source.place(let_go[0])
        hint = "It works out a value and lets go of it. Write return in front."
        changes: list[FixChange] = [source.insert(source.place(each), "return ") for each in let_go]
        fixes = fix("Return it" if len(let_go) == 1 else "Return them", *changes)
    elif len(empty) == 1:
        place = source.place(empty[0])
        hint = "This return has no page behind it: write a text there, or render_template(...)."
    return Advice(f"The view “{node.name}” returned nothing", hint, fixes, place, RESPONSES)


def is_none(node: ast.Return) -> bool:
    """Tell whether a ``return`` gives nothing."""
    return node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None)


def last_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Give the statements with which a function can end."""
    match body[-1]:
        case ast.If(body=first, orelse=other):
            yield from last_statements(first)
            yield from last_statements(other or first[-1:])
        case ast.With(body=inner) | ast.AsyncWith(body=inner):
            yield from last_statements(inner)
        case statement:
            yield statement


def is_page(statement: ast.stmt) -> bool:
    """Tell whether a statement may be a page that somebody has forgotten to return."""
    if not isinstance(statement, ast.Expr):
        return False
    value = statement.value
    if isinstance(value, ast.Call):
        return not is_call_of(value, *ASIDE)
    return isinstance(value, ast.JoinedStr | ast.Dict | ast.List) or (
        isinstance(value, ast.Constant) and isinstance(value.value, str)
    )


def returned_tuple(case: Case) -> Advice | None:
    """A view that has returned more, or fewer, than a page, its status and its headers."""
    if "did not return a valid response tuple" not in str(case.error):
        return None
    if not (found := asked_view(case)):
        return None
    source, node = found
    return Advice(
        f"The view “{node.name}” returned a tuple that does not fit",
        "Behind the page can stand its status, its headers or both: return page, 404.",
        place=returned(source, node)[0],
        docs=RESPONSES,
    )


def returned_type(case: Case) -> Advice | None:
    """A view that has returned what no page can be made of, such as a number."""
    match = re.search(
        r"did not return a valid response\. .* it was an? (.+)\.$", str(case.error), re.DOTALL
    )
    if match is None or not (found := asked_view(case)):
        return None
    source, node = found
    place, value = returned(source, node)
    hint = "A view returns a text, a dict or a list, or a response."
    fixes: list[Fix] = []
    if match[1] in ("int", "float", "bool"):
        hint = "A page is a text, and str(...) makes one of a number."
        if value and not isinstance(value, ast.Tuple):
            text = source.segment(value)
            fixes = fix("Make it a text", source.replace(source.place(value), f"str({text})"))
    kind = KINDS.get(match[1], f"an object of type {match[1]}")
    return Advice(f"The view “{node.name}” returned {kind}", hint, fixes, place, RESPONSES)


def returned(source: Source, node: FunctionNode) -> tuple[Place, ast.expr | None]:
    """Give the place and the value of a function's ``return``; the place of its ``def`` where there are several."""
    found = [each for each in own_nodes(node) if isinstance(each, ast.Return)]
    if len(found) != 1:
        return definition_place(source, node), None
    return source.place(found[0]), found[0].value


def own_nodes(node: FunctionNode) -> Iterator[ast.AST]:
    """Give the nodes of a function, those of functions within it left out."""
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        each = waiting.pop(0)
        yield each
        if not isinstance(each, FunctionNode | ast.Lambda | ast.ClassDef):
            waiting += ast.iter_child_nodes(each)


def parameter_to_take(case: Case) -> Advice | None:
    """The rule has a variable that the view does not take."""
    match = re.search(r"got an unexpected keyword argument '(\w+)'", str(case.error))
    if match is None or not (found := asked_view(case)):
        return None
    source, node = found
    name = match[1]
    other = meant(name, spare_parameters(case, node))
    if other is None:
        hint = f"The rule has <{name}> and hands its value over: the function takes it between its brackets."
        fixes = fix(f"Take {name}", add_parameter(source, node, name))
    else:
        hint = f"The rule has <{name}>, and the function takes “{other}”: both need the same name."
        fixes = rename_variable(source, node, name, other)
    title = f"The view “{node.name}” does not take “{name}”"
    return Advice(title, hint, fixes, definition_place(source, node), VARIABLES)


def parameter_without_value(case: Case) -> Advice | None:
    """The view takes a parameter, and the rule has no variable of that name."""
    match = re.search(r"missing \d+ required positional arguments?: '(\w+)'", str(case.error))
    if match is None or not (found := asked_view(case)):
        return None
    source, node = found
    return Advice(
        f"The view “{node.name}” is not given “{match[1]}”",
        f"What a view takes comes from its rule, and this one has no <{match[1]}>. "
        "Write it into the rule, or give the parameter a default.",
        place=definition_place(source, node),
        docs=VARIABLES,
    )


def spare_parameters(case: Case, node: FunctionNode) -> list[str]:
    """Give the parameters of a view for which its rule has no variable."""
    given = set(case.request.view_args or ()) if case.request else set()
    return [each.arg for each in node.args.args if each.arg not in given]


def add_parameter(source: Source, node: FunctionNode, name: str) -> FixChange | None:
    if node.args.args:
        return (
            source.append(source.place(node.args.args[-1]), f", {name}")
            if not node.args.defaults
            else None
        )
    line = source.line(node.lineno)
    start = line.find("()")
    return (
        source.replace(source.span(node.lineno, start + 1, start + 1), name) if start >= 0 else None
    )


def rename_variable(source: Source, node: FunctionNode, name: str, other: str) -> list[Fix]:
    """Change a variable in the one rule of a view that has it."""
    texts = [
        argument
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call)
        for argument in decorator.args[:1]
        if re.search(rf"[<:]{name}>", source.segment(argument))
    ]
    if len(texts) != 1:
        return []
    changed = re.sub(rf"(?<=[<:]){name}(?=>)", other, source.segment(texts[0]))
    return fix(f"Call it {other} in the rule", source.replace(source.place(texts[0]), changed))


def two_views_of_one_name(case: Case) -> Advice | None:
    """Two functions of the same name, each with a route."""
    match = re.search(
        r"overwriting an existing endpoint function: (\w+(?:\.\w+)*)", str(case.error)
    )
    if match is None or not case.source or not case.place:
        return None
    name = match[1].rpartition(".")[2]
    same = [node for node in functions(case.source) if node.name == name]
    if len(same) < 2:
        return None
    second = same[-1]
    place = definition_place(case.source, second)
    free = f"{name}_{len(same)}"
    line = case.source.line(second.lineno)
    start = line.find(name, line.find("def ") + 4)
    span = case.source.span(second.lineno, start, start + len(name))
    return Advice(
        f"There are two views called “{name}”",
        f"The first stands on line {same[0].lineno}. A view's name is what url_for() finds it by: give this one another.",
        fix(f"Call it {free}", case.source.replace(span, free)),
        place,
        "quickstart.html#url-building",
    )
