"""Tags of annotations: the claim, who speaks, and which stance is taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from opendebate.exchange.coded_debate import CodedDebate, SourceData, StatementData, speakers_of
from opendebate.stances import stance_of, stances

_SPEAKER, _STANCE = "speaker:", "stance:"


class Tags(NamedTuple):
    """What tags say."""

    codes: tuple[str, ...]
    speakers: tuple[str, ...]
    stance: str


def tags_of(coded: CodedDebate, source: SourceData, statement: StatementData) -> list[str]:
    """Return the tags of a statement: its claim, its speakers, and its stance."""
    names = [coded.actors[name]["name"] for name in speakers_of(statement, source)]
    return [
        coded.claims[statement["claim"]]["text"],
        *(f"{_SPEAKER} {name}" for name in names),
        f"{_STANCE} {stance_of(statement)}",
    ]


def read_tags(tags: Iterable[object], claim: str = "") -> Tags:
    """Return what tags say: which are codes, and which name speakers or a stance.

    Parameters
    ----------
    tags : iterable of object
    claim : str
        The text of a claim that this library wrote, which is a code whatever it looks like.

    Examples
    --------
    >>> read_tags(["Maps help.", "speaker: Ann Lee", "stance: denies"])
    Tags(codes=('Maps help.',), speakers=('Ann Lee',), stance='denies')
    """
    codes: list[str] = []
    speakers: list[str] = []
    stance = ""
    for tag in tags:
        text = " ".join(tag.split()) if isinstance(tag, str) else ""
        value = text.partition(":")[2].strip()
        if text and text == " ".join(claim.split()):
            codes.insert(0, text)
        elif text.casefold().startswith(_SPEAKER) and value:
            speakers.append(value)
        elif text.casefold().startswith(_STANCE) and value.casefold() in stances():
            stance = value.casefold()
        elif text:
            codes.append(text)
    return Tags(tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(speakers)), stance)
