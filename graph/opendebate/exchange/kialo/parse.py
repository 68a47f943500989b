"""A text export of Kialo as a tree of contributions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from opendebate.errors import InputError
from opendebate.exchange.report import ImportNotes, shorten

_TITLE = re.compile(r"\s*Discussion (?:Title|Name):(.*)", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*((?:\d{1,6}\.)+)(?:\s+(.*)|\s*)")
_SIDE = re.compile(r"(Pro|Con|Contra|Kontra):\s*", re.IGNORECASE)
_SEE = re.compile(r"(?:->|→)\s*See\s+((?:\d{1,6}\.)*\d{1,6})\.?\s*", re.IGNORECASE)
_SOURCES = re.compile(r"\s*Sources:\s*", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]*)\]\((https?://[^\s()]+)\)")
_DEEPEST = 400  # levels
_ADVICE = 'Give the text that Kialo exports: a line for each claim, such as "1.2. Con: …".'


@dataclass(slots=True)
class Contribution:
    """A claim of a discussion, or a reference to one.

    Attributes
    ----------
    number : tuple of int
        Its place: ``(1, 2)`` is the second child of the thesis.
    relation : str
        ``"supports"`` or ``"attacks"`` what is above it; empty for a thesis.
    text : str
    links : list of str
        The addresses in its text.
    see : tuple of int
        The claim that stands here once more, if there is one.
    """

    number: tuple[int, ...]
    relation: str
    text: str
    links: list[str] = field(default_factory=list)
    see: tuple[int, ...] = ()


def parse(text: str, where: str, report: ImportNotes) -> tuple[str, list[Contribution]]:
    """Return the title of a discussion, and its contributions in their order.

    Raises
    ------
    InputError
        If there is no numbered line.

    Examples
    --------
    >>> title, found = parse("Discussion Title: Maps?\\n\\n1. Maps help.\\n1.1. Con: No.", "", \
ImportNotes())
    >>> title, [(one.number, one.relation, one.text) for one in found]
    ('Maps?', [((1,), '', 'Maps help.'), ((1, 1), 'attacks', 'No.')])
    """
    title, found = "", dict[tuple[int, ...], Contribution]()
    for content in text.split("\n"):
        match = _TITLE.fullmatch(content)
        if not found and match:
            title = " ".join(match[1].split())
        elif _SOURCES.fullmatch(content):
            report.note("The list of sources is left out", times=0)
            break
        elif contribution := _contribution(content, found):
            found[contribution.number] = contribution
        elif content.strip() and found:
            last = found[next(reversed(found))]
            last.text = f"{last.text} {content.strip()}"
        elif content.strip():
            report.note("Lines before the first claim are left out", shorten(content))
    if not found:
        raise InputError("There is no claim with a number in it.", where=where, advice=_ADVICE)
    for contribution in found.values():
        _finish(contribution)
    return title, list(found.values())


def _contribution(content: str, found: dict[tuple[int, ...], Contribution]) -> Contribution | None:
    """Return the contribution that a line begins, if its number goes on from those before."""
    match = _NUMBERED.fullmatch(content)
    if not match:
        return None
    number = tuple(int(part) for part in match[1].split(".") if part)
    is_first = len(number) == 1 and (not found or number[0] == 1)
    is_next = number[:-1] in found and len(number) <= _DEEPEST
    if number in found or not (is_first or is_next):
        return None
    text = match[2] or ""
    side = _SIDE.match(text)
    relation = ""
    if side:
        text = text[side.end() :]
        relation = "supports" if side[1].casefold() == "pro" else "attacks"
    return Contribution(number, relation, text)


def _finish(contribution: Contribution) -> None:
    """Find what a contribution refers to, and take the addresses out of its text."""
    if match := _SEE.fullmatch(contribution.text):
        contribution.see = tuple(map(int, match[1].split(".")))
    contribution.links = list(dict.fromkeys(link[2] for link in _LINK.finditer(contribution.text)))
    contribution.text = " ".join(_LINK.sub(r"\1", contribution.text).split())
