"""``flask routes``."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING

import click

from ..globals import current_app
from .context import with_appcontext

if TYPE_CHECKING:
    from werkzeug.routing import Map, Rule


@click.command("routes", short_help="List the app's routes.")
@click.option(
    "--sort",
    "-s",
    type=click.Choice(("endpoint", "methods", "domain", "rule", "match")),
    default="endpoint",
    help="The column to sort by. 'match': the order in which a request is matched.",
)
@click.option("--all-methods", is_flag=True, help="Leave HEAD and OPTIONS in.")
@with_appcontext
def routes_command(sort: str, all_methods: bool) -> None:
    """List the app's routes: endpoint, methods and rule of each."""
    url_map = current_app.url_map
    columns = _columns(url_map, hidden=set() if all_methods else {"HEAD", "OPTIONS"})
    rows = [[cell(rule) for _, _, cell in columns] for rule in url_map.iter_rules()]
    if not rows:
        click.echo("No routes were registered.")
        return
    sortable = [name for name, _, _ in columns]
    if sort in sortable:
        rows.sort(key=itemgetter(sortable.index(sort)))
    _echo_table([title for _, title, _ in columns], rows)


def _columns(url_map: Map, hidden: set[str]) -> list[tuple[str, str, Callable[[Rule], str]]]:
    """Give for each column its name for ``--sort``, its title, and what it shows of a rule."""

    def domain(rule: Rule) -> str:
        return (rule.host if url_map.host_matching else rule.subdomain) or ""

    def methods(rule: Rule) -> str:
        return ", ".join(sorted((rule.methods or set()) - hidden))

    columns: list[tuple[str, str, Callable[[Rule], str]]] = [
        ("endpoint", "Endpoint", lambda rule: str(rule.endpoint)),
        ("methods", "Methods", methods),
    ]
    if any(map(domain, url_map.iter_rules())):
        columns.append(("domain", "Host" if url_map.host_matching else "Subdomain", domain))
    return [*columns, ("rule", "Rule", lambda rule: rule.rule)]


def _echo_table(titles: list[str], rows: list[list[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(titles, *rows, strict=True)]
    for row in (titles, ["-" * width for width in widths], *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
