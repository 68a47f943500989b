"""``opendebate list`` and ``opendebate search``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from opendebate.errors import UsageError
from opendebate.printed_commands import printed_command
from opendebate_cli.output import emit, output_options
from opendebate_cli.state import State

if TYPE_CHECKING:
    from click import Parameter

    from opendebate.ask.stories import Story
    from opendebate.debate import Debate

KINDS = (
    "actors", "models", "policies", "claims", "statements", "topics", "events", "sources",
    "stories", "queries",
)  # fmt: skip
_STATEMENTS = {
    "id": "id",
    "speakers": "speaker",
    "stance": "stance",
    "when": "when",
    "claim_text": "claim",
}
_STORY_COLUMNS = ("id", "title", "text", "state")
_STORY_STEPS = {"id": "id", "title": "story", "text": "sentence"}


class _Kind(click.Choice[str]):
    """A kind of entities; a word that is none gets the kinds that it may mean."""

    def convert(self, value: str, param: Parameter | None, ctx: click.Context | None) -> str:
        """Return the kind, or raise `UnknownName`."""
        from opendebate.ask.listing import similar_kinds
        from opendebate.errors import UnknownName

        if value not in KINDS:
            advice = f"What can be listed: {', '.join(KINDS)}."
            raise UnknownName("list", value, similar_kinds(value, KINDS), advice=advice)
        return value


@click.command("list")
@click.argument(
    "kind", type=_Kind(KINDS), metavar="KIND", help=f"What to list: {', '.join(KINDS)}."
)
@click.option(
    "--where",
    multiple=True,
    metavar="NAME=VALUE",
    help="Only what has this value of an attribute that debate.yaml declares; of statements also "
    "those whose speaker, claim or source has it.",
)
@output_options
@click.pass_obj
def list_command(state: State, kind: str, where: tuple[str, ...], form: str) -> None:
    """List all entities of a kind. The study's own attributes are columns.

    \b
    Examples:
      opendebate list claims
      opendebate list statements --json
      opendebate -d my-debate list actors --where party=Green
    """
    if where and kind in {"stories", "queries"}:
        raise UsageError(f"--where has no effect on {kind}.", advice="Leave it out.")
    if kind == "queries":
        emit(_questions(), form, show={"name": "query", "title": "asks", "parameters": "options"})
        return
    debate = state.load()
    if kind == "stories":
        steps = _story_steps(debate.stories(), repeated=form != "table")
        emit(steps, form, columns=_STORY_COLUMNS, show=_STORY_STEPS,
             empty_message=_none_of(kind, where))  # fmt: skip
        return
    if kind == "statements":
        _emit_statements(debate, where, form)
        return
    rows = debate.entities(kind, where)
    left_out = {"kind"} if kind == "claims" else set()  # room for the texts
    listed: Sequence[Mapping[str, Any]] = rows
    if form == "table":
        listed = [dated(row) for row in rows]
    show = {name: as_ for name, as_ in _headings(listed).items() if name not in left_out}
    emit(listed, form, columns=rows.columns, show=show, empty_message=_none_of(kind, where))


def _none_of(kind: str, where: tuple[str, ...]) -> str:
    """Return what is said of an empty list."""
    return f"No {kind} have {' and '.join(where)}." if where else f"The debate has no {kind}."


def _emit_statements(debate: Debate, where: tuple[str, ...], form: str) -> None:
    from opendebate.ask.listing import statement_records
    from opendebate.ask.statements import FIELDS

    columns, records = statement_records(debate.engine, where)
    listed = [dated(record) for record in records] if form == "table" else records
    attributes = {name: name for name in columns[len(FIELDS) :]}
    emit(listed, form, columns=columns, show={**_STATEMENTS, **attributes},
         empty_message=_none_of("statements", where))  # fmt: skip


def dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with its two dates joined in one.

    Examples
    --------
    >>> dated({"id": "a", "earliest": "2024-01-22", "latest": "2024-01-28"})
    {'id': 'a', 'when': '2024-01-22 to 2024-01-28'}
    """
    from opendebate.ask.render_trace import format_dates

    columns = {name: value for name, value in row.items() if name not in ("earliest", "latest")}
    if "earliest" in row:
        columns["when"] = format_dates(row["earliest"], row.get("latest"))
    return columns


def _headings(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the columns of a list and their headings; n counts statements."""
    last = {"statements": "n"}
    headings = {name: last.get(name, name) for name in (rows[0] if rows else ()) if name != "iri"}
    return {**{name: h for name, h in headings.items() if h != "n"}, **last} if headings else {}


def _story_steps(stories: Iterable[Story], *, repeated: bool) -> list[dict[str, str]]:
    """Return a row for each step of each story; the title stands in each, or only in the first."""
    return [
        {
            "id": f"{story.id}/{n}",
            "title": story.title if repeated or n == 1 else "",
            "text": step.text,
            "state": step.state,
        }
        for story in stories
        for n, step in enumerate(story.steps, 1)
    ]


def _questions() -> list[dict[str, object]]:
    from opendebate.ask.questions import names, question

    return [
        {
            "name": name,
            "title": question(name).title,
            "parameters": [f"--{parameter.name}" for parameter in question(name).parameters],
            "description": question(name).description,
        }
        for name in names()
    ]


@click.command("search")
@click.argument("words", nargs=-1, required=True, help="Any words, in any form and order.")
@output_options
@click.pass_obj
def search_command(state: State, words: tuple[str, ...], form: str) -> None:
    """Find entities by words of their names, other names and texts, the best first.

    Beginnings and other forms of words are found too. What matches all words comes first, then
    what matches the rarest of them.

    \b
    Examples:
      opendebate search facebook
      opendebate search bad actors
    """
    matches = state.load().search(" ".join(words)).to_dicts()
    emit(
        matches,
        form,
        columns=("kind", "id", "name", "iri"),
        show={"kind": "kind", "id": "id", "name": "name"},
        empty_message=f"No name or text matches: {' '.join(words)}. "
        f"To see names, run: {printed_command('list', 'actors')}",
    )
    if not matches:
        click.get_current_context().exit(1)
