"""``opendebate trace``: from an entity to who argues what, why, and where."""

from __future__ import annotations

from typing import Any

import click

from opendebate_cli.folded_trees import all_option, is_folded, write_tree
from opendebate_cli.output import emit_json, printable
from opendebate_cli.state import State

_COLOURS: dict[str, dict[str, Any]] = {
    "focus": {"bold": True},
    "claim-lead": {"fg": "blue", "bold": True},
    "reason-lead": {"fg": "green", "bold": True},
    "dispute-lead": {"fg": "red", "bold": True},
    "support-lead": {"fg": "green"},
    "attack-lead": {"fg": "red"},
    "policy-lead": {"fg": "magenta", "bold": True},
    "where-lead": {"dim": True},
    "where": {"dim": True},
    "command-lead": {"dim": True},
    "words": {"italic": True},
}


@click.command("trace")
@click.argument("entity", help="Actor, claim, model, policy, topic, event, source or statement.")
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="SLUG=FILE",
    help="The article of a source, to show the words themselves; nothing of it is stored.",
)
@all_option
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def trace_command(
    state: State, entity: str, texts: tuple[str, ...], complete: bool, as_json: bool
) -> None:
    """Trace who argues what, why, and where they say so.

    A long trace shows first what is said most often, and counts the rest; --all shows all.

    \b
    Examples:
      opendebate trace wendy-hall
      opendebate trace open-agi
      opendebate trace llama-2 --text why-meta-opened-up=article.txt
    """
    from opendebate.ask.render_trace import render_trace

    debate = state.load()
    trace = debate.trace(entity)
    if as_json:
        emit_json(trace.to_dict())
        return
    read_passage = None
    if texts:
        from opendebate_cli.article_texts import PassageTexts

        read_passage = PassageTexts(texts, debate)
    tree = render_trace(trace, read_passage)
    if not complete and is_folded(tree):
        tree = render_trace(trace, read_passage, most_first=True)
    write_tree(tree, _paint, complete=complete)


def _paint(text: str, style: str) -> str:
    """Colour a piece of the tree; click takes colours off where they cannot be shown."""
    return click.style(printable(text), **_COLOURS.get(style, {})) if text else ""
