"""URLs that ``url_for`` cannot build."""

from __future__ import annotations

from werkzeug.routing import BuildError

from ..messages import Fix
from .blueprints import register, unregistered
from .case import Advice, Case, fix
from .edits import respell
from .scopes import literal_place
from .spelling import listed, meant, nearest

DOCS = "quickstart.html#url-building"


def endpoint_of_blueprint(case: Case) -> Advice | None:
    """The endpoint is one of a blueprint that the application does not know."""
    error = case.error
    if (
        not isinstance(error, BuildError)
        or case.app is None
        or error.endpoint in case.app.view_functions
    ):
        return None
    for blueprint in unregistered(case):
        if error.endpoint in [f"{blueprint.name}.{view}" for _, view in blueprint.rules]:
            return Advice(
                f"The blueprint “{blueprint.name}” is not registered",
                f"Its views have no URL before app.register_blueprint({blueprint.variable}).",
                register(case, blueprint),
            )
    return None


def unknown_endpoint(case: Case) -> Advice | None:
    error, app = case.error, case.app
    if not isinstance(error, BuildError) or app is None or error.endpoint in app.view_functions:
        return None
    known = [each for each in app.view_functions if each != "static"]
    title = f"url_for() finds no view called “{error.endpoint}”"
    place = case.place
    if case.source and case.place:
        place = literal_place(case.source, case.place, error.endpoint) or case.place
    choice = meant(error.endpoint, app.view_functions) or in_blueprint(error.endpoint, known)
    if choice:
        fixes = (
            respell(case.source, case.place, error.endpoint, choice)
            if case.source and case.place
            else []
        )
        return Advice(title, f"Did you mean “{choice}”?", fixes, place, DOCS)
    close = nearest(error.endpoint, known)
    hint = (
        f"It takes the name of a view's function. There is {listed(close or known)}."
        if known
        else "It takes the name of a view's function, and there is none yet."
    )
    return Advice(title, hint, place=place, docs=DOCS)


def in_blueprint(name: str, known: list[str]) -> str | None:
    """Give the only endpoint of a blueprint that ends in a name."""
    found = [each for each in known if each.endswith(f".{name}")]
    return found[0] if len(found) == 1 else None


def missing_value(case: Case) -> Advice | None:
    """The rule has a variable for which ``url_for`` was given nothing."""
    error, app = case.error, case.app
    if not isinstance(error, BuildError) or app is None:
        return None
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint == error.endpoint]
    if not rules:
        return None
    lacking = [sorted(rule.arguments - set(error.values)) for rule in rules]
    missing = min(lacking, key=lambda names: len(names))
    if not missing:
        return None
    given = ", ".join(f"{name}=..." for name in missing)
    if len(missing) == 1 and (wrong := meant(missing[0], error.values)):
        fixes = rename_value(case, wrong, missing[0])
        return Advice(
            f"The rule of “{error.endpoint}” has no “{wrong}”",
            f"Did you mean “{missing[0]}”? Its rule is {rules[0].rule}.",
            fixes,
            docs=DOCS,
        )
    return Advice(
        f"url_for() needs {listed(missing)} for “{error.endpoint}”",
        f'Its rule is {rules[0].rule}, so the URL cannot be built without: url_for("{error.endpoint}", {given}).',
        docs=DOCS,
    )


def rename_value(case: Case, name: str, other: str) -> list[Fix]:
    """Change the name of a keyword argument in the call that has failed."""
    source, place = case.source, case.place
    if not source or not place:
        return []
    text = source.text_at(place) or source.line(place["line"])
    if text.count(f"{name}=") != 1:
        return []
    if "endColumn" not in place:
        place = source.span(place["line"], 0, len(text))
    return fix(
        f"Change it to {other}", source.replace(place, text.replace(f"{name}=", f"{other}="))
    )
