"""``opendebate show``, ``opendebate cite`` and ``opendebate path``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from opendebate_cli.folded_trees import all_option, write_tree
from opendebate_cli.output import emit_json, output_options, printable, say, width, write
from opendebate_cli.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from opendebate.ask.text_tree import Branch
    from opendebate.debate import Debate


@click.command("show")
@click.argument("entity", help="Id, IRI or name.")
@all_option
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def show_command(state: State, entity: str, complete: bool, as_json: bool) -> None:
    """Show an entity, and all that is said by it and about it; a story; or a named question.

    The address (IRI) of an entity, a story or the debate itself is a name of it, too. Of a long
    list the first entries are shown, and the rest is counted; --all shows all.

    \b
    Examples:
      opendebate show llama-2
      opendebate show "Mark Zuckerberg"
      opendebate show open-or-closed
      opendebate show who-affirms
    """
    plain, tree, is_entity = _shown(state.load(), entity)
    if as_json:
        emit_json(plain)
        return
    write_tree(tree, _paint, complete=complete or not is_entity)


def _shown(debate: Debate, name: str) -> tuple[dict[str, Any], Branch, bool]:
    """Return what a name means as plain data and as a tree of text, and whether it is an entity.

    Entities come first, then stories, then named questions.
    """
    from opendebate.ask.entities import plain_name
    from opendebate.ask.render_description import render_description
    from opendebate.errors import UnknownName

    path = plain_name(name).removeprefix(debate.iris.base)
    shown = _story(debate, path) if path.startswith("story/") else None
    if shown is not None:
        return *shown, False
    try:
        description = debate.show(name)
    except UnknownName:
        shown = _story(debate, path) or _question(path)
        if shown is None:
            raise
        return *shown, False
    return description.to_dict(), render_description(description), True


def _story(debate: Debate, name: str) -> tuple[dict[str, Any], Branch] | None:
    from opendebate.ask.render_story import render_story
    from opendebate.ask.stories import find_story

    found = find_story(debate.stories(), name)
    return (found[0].to_dict(), render_story(*found)) if found else None


def _question(name: str) -> tuple[dict[str, Any], Branch] | None:
    from opendebate.ask.questions import names, question
    from opendebate.ask.render_question import question_to_dict, render_question

    if name not in names():
        return None
    named = question(name)
    return question_to_dict(named), render_question(named)


def _paint(text: str, style: str) -> str:
    bold = style in {"head", "section-lead", "fact-lead"}
    return click.style(printable(text), bold=bold) if text else ""


@click.command("cite")
@click.argument("entity", required=False, default="", help="Id, IRI or name.")
@click.pass_obj
def cite_command(state: State, entity: str) -> None:
    """Show how to cite the debate; or an entity, a story or a named question of it.

    Each comes with the version and the address of what is cited. Of a statement a second line
    cites the words in their source, since a coding does not contain them.

    \b
    Examples:
      opendebate cite
      opendebate cite why-meta-opened-up/hall-harm
    """
    write(printable(state.load().cite(entity)) + "\n")


@click.command("path")
@click.argument("start", help="Id, IRI or name to begin from.")
@click.argument("end", help="Id, IRI or name to reach.")
@output_options
@click.pass_obj
def path_command(state: State, start: str, end: str, form: str) -> None:
    """Show how two entities are connected: a shortest path along the relations of the graph.

    \b
    Example:
      opendebate path wendy-hall mark-zuckerberg
    """
    steps = state.load().path(start, end)
    if steps is None:
        say("There is no path between them in this debate.", err=True)
        click.get_current_context().exit(1)
    if form != "table":
        emit_json(steps.to_dicts()) if form == "json" else write(steps.to_csv())
        return
    if not steps:
        say("Both are the same entity.")
        return
    from opendebate.ask.render_description import format_entity

    lines = (
        (step.label + f" ({step.basis})" * bool(step.basis), format_entity(step.end))
        for step in steps
    )
    write("\n".join(_path_lines(format_entity(steps[0].start), lines)) + "\n")


def _path_lines(start: str, steps: Iterable[tuple[str, str]]) -> Iterator[str]:
    import textwrap

    yield textwrap.fill(printable(start), width())
    for label, name in steps:
        yield click.style(f"  {label} ↓", dim=True)
        yield textwrap.fill(printable(name), width())
