"""``opendebate list`` and ``opendebate search``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from opendebate_cli.main import State
from opendebate_cli.output import emit, output_options

KINDS = (
    "actors", "models", "policies", "claims", "statements", "topics", "events", "sources",
    "queries",
)  # fmt: skip
_STATEMENTS = {
    "id": "id",
    "speakers": "speaker",
    "stance": "stance",
    "when": "when",
    "claim_text": "claim",
}


@click.command("list")
@click.argument("kind", type=click.Choice(KINDS), help="What to list.")
@output_options
@click.pass_obj
def list_command(state: State, kind: str, form: str) -> None:
    """List all things of a kind.

    \b
    Examples:
      opendebate list claims
      opendebate list statements --json
    """
    if kind == "queries":
        emit(_questions(), form, show={"name": "query", "title": "asks", "parameters": "options"})
        return
    debate = state.load()
    if kind == "statements":
        from opendebate.ask.statements import FIELDS

        statements = [one.to_dict() for one in debate.statements()]
        said = [dated(one) for one in statements] if form == "table" else statements
        emit(said, form, columns=FIELDS, show=_STATEMENTS)
        return
    rows = debate.list(kind)
    left_out = {"kind"} if kind == "claims" else set()  # room for the texts
    told: Sequence[Mapping[str, Any]] = rows
    if form == "table":
        told = [dated(row) for row in rows]
    show = {name: as_ for name, as_ in _headings(told).items() if name not in left_out}
    emit(told, form, columns=rows.columns, show=show)


def dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its two dates joined in one.

    Examples
    --------
    >>> dated({"id": "a", "earliest": "2024-01-22", "latest": "2024-01-28"})
    {'id': 'a', 'when': '2024-01-22 to 2024-01-28'}
    """
    from opendebate.ask.render_trace import format_dates

    rest = {name: value for name, value in row.items() if name not in ("earliest", "latest")}
    if "earliest" in row:
        rest["when"] = format_dates(row["earliest"], row.get("latest"))
    return rest


def _headings(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the columns of a list and their headings; n counts statements."""
    last = {"statements": "n"}
    shown = {name: last.get(name, name) for name in (rows[0] if rows else ()) if name != "iri"}
    return {**{name: h for name, h in shown.items() if h != "n"}, **last} if shown else {}


def _questions() -> list[dict[str, object]]:
    from opendebate.ask.questions import names, question

    return [
        {
            "name": name,
            "title": question(name).title,
            "parameters": [f"--{one.name}" for one in question(name).parameters],
            "description": question(name).description,
        }
        for name in names()
    ]


@click.command("search")
@click.argument("words", nargs=-1, required=True, help="Any words, in any form and order.")
@output_options
@click.pass_obj
def search_command(state: State, words: tuple[str, ...], form: str) -> None:
    """Find things by words of their names, other names and texts, the best first.

    Beginnings and other forms of words will do. What answers to all words comes first, then what
    answers to the rarest of them.

    \b
    Examples:
      opendebate search facebook
      opendebate search bad actors
    """
    found = [one.to_dict() for one in state.load().search(" ".join(words))]
    emit(
        found,
        form,
        columns=("kind", "id", "name", "iri"),
        show={"kind": "kind", "id": "id", "name": "name"},
        nothing=f"Nothing is called so: {' '.join(words)}. 'opendebate list actors' lists names.",
    )
    if not found:
        click.get_current_context().exit(1)
