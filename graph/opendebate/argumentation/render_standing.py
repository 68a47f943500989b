"""Acceptability of a claim as text for a terminal: a line for each argument."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from opendebate.argumentation.claim_acceptability import CODER_READING

if TYPE_CHECKING:
    from opendebate.argumentation.claim_acceptability import ArgumentLine, ClaimStanding
    from opendebate.ask.entities import Entity

_MEANING = {
    "unattacked": "no argument attacks it",
    "unanswered": "it is attacked, and no argument answers an attack",
    "contested": "it is attacked, and some of the attacks are answered",
    "answered": "it is attacked, and all attacks are answered",
    "defended": "it is attacked, and the answers to the attacks are accepted",
}
_INDENT = "  "


def render_standing(standing: ClaimStanding, width: int) -> Iterator[str]:
    """Yield the lines that show how a claim fares: the claim itself is the first.

    Parameters
    ----------
    standing : ClaimStanding
    width : int
        Of the terminal, in characters.
    """
    yield from _lines(_labelled(standing.claim), "", width)
    yield from _lines(f"{standing.standing}: {_MEANING[standing.standing]}", _INDENT, width)
    for heading, arguments in (
        ("Attacked by", standing.attacks),
        ("Supported by", standing.supports),
    ):
        if arguments:
            yield f"{_INDENT}{heading}"
            for argument in sorted(arguments, key=lambda line: not line.stated):
                yield from _argument(argument, standing.claim, width)
    if standing.defenders:
        yield f"{_INDENT}Defended by"
        for defender in standing.defenders:
            yield from _lines(_labelled(defender), _INDENT * 2, width)
    yield from _lines(standing.acceptance, _INDENT, width)


def _argument(argument: ArgumentLine, claim: Entity, width: int) -> Iterator[str]:
    yield from _lines(_marked(_labelled(argument.premise), argument.stated), _INDENT * 2, width)
    for relation, answers in (
        ("attacked", argument.attacked_by),
        ("undercut", argument.undercut_by),
    ):
        for answer in answers:
            name = "the claim itself" if answer == claim else _labelled(answer)
            text = f"{relation} by {name}"
            stated = answer.iri not in argument.analytic
            yield from _lines(_marked(text, stated), _INDENT * 3, width)


def _labelled(claim: Entity) -> str:
    return f"{claim.name} [{claim.id}]"


def _marked(text: str, stated: bool) -> str:
    return text if stated else f"{text} ({CODER_READING})"


def _lines(text: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent + _INDENT,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
