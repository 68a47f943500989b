"""Checking a brief: its length, its citations, and whether each is of the speaker it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from opendebate.ask.entities import find
from opendebate.errors import UnknownName, close_matches, did_you_mean
from opendebate_lessons.answers import article, several, statements
from opendebate_lessons.exercise import Off

if TYPE_CHECKING:
    from collections.abc import Iterable

    from opendebate.ask.statements import Statement
    from opendebate.debate import Debate

_LEAST, _MOST, _CITED, _DIFFERENT = 60, 400, 3, 35  # words, statements, words that differ
_BRACKET = re.compile(r"\[([^\[\]\n]{1,400})\]")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+|\S+/\S+")  # and not [1], [sic], […] or [the plan]
_SENTENCE = re.compile(r"(?<=[a-z0-9)\]\"\u201d\u2019][.!?])\s+|\n\s*\n")
_PRONOUN = re.compile(r"\b(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
_OWN_VOICE = ("article", "author", "writer", "narrator", "journalist")


def brief(answer: Any, debate: Debate) -> str:
    """Which brief of one page tells a minister what was said, and where?"""
    if not isinstance(answer, str):
        raise Off("A brief is a text, in three quotation marks.")
    length, cited = len(answer.split()), _cited(answer, debate)
    sides = {_takes(one) for one in cited} - {"", "neither", "both"}
    if len(cited) < _CITED:
        raise Off(f"You cite {len(cited)} of at least {_CITED} statements.")
    if not sides:
        raise Off("None of these takes a side. Cite some for openness, and some against.")
    if len(sides) == 1:
        raise Off(f"You cite only the side {sides.pop()} openness. A brief shows both sides.")
    _refuse_length(answer, length)
    _refuse_other_speakers(answer, debate)
    listed = "; ".join(
        f"{several([who.name for who in one.speakers])} ({one.source.name}, "
        f"¶{one.passages[0].paragraph}, {one.mode})"
        for one in cited
    )
    return f"A brief of {length} words that cites {listed}. Ask a neighbour to check one of them."


def _refuse_length(text: str, length: int) -> None:
    if length < _LEAST:
        raise Off(f"You wrote {length} words. A page has at least {_LEAST}.")
    if length > _MOST:
        raise Off(f"You wrote {length} words. A page has at most {_MOST}. What can go?")
    differ = len(set(re.findall(r"\w+", _BRACKET.sub(" ", text).lower())))
    if differ < _DIFFERENT:
        raise Off(f"Your text has only {differ} different words. Write sentences of your own.")


def _takes(one: Statement) -> str:
    """Return the side that a statement takes, if any: who denies a claim takes the other one."""
    other = {"for": "against", "against": "for"}
    if one.stance == "affirms":
        return one.side
    return other.get(one.side, "") if one.stance == "denies" else ""


def _named_in(bracket: str) -> list[str]:
    """Return the ids in a bracket; a bracket may also hold an editor's remark."""
    names = [name.strip() for name in re.split(r"[;,]", bracket)]
    return [name for name in names if _ID.fullmatch(name)]


def _known(debate: Debate) -> dict[str, Statement]:
    said = statements(debate)
    return {key: one for one in said for key in (one.id.rpartition("/")[2], one.id, one.iri)}


def _cited(text: str, debate: Debate) -> list[Statement]:
    """Return the statements that a text cites in brackets, each once, in its order."""
    names = [name for found in _BRACKET.findall(text) for name in _named_in(found)]
    if not names:
        raise Off("There is no citation. Put the ids of statements in brackets: [hall-harm].")
    known = _known(debate)
    for name in names:
        if name not in known:
            raise _no_statement(name, known, debate)
    return list({known[name].iri: known[name] for name in names}.values())


def _no_statement(name: str, known: Iterable[str], debate: Debate) -> Off:
    """Return what to say of a citation that cites no statement."""
    try:
        kind = find(debate.engine, name).kind
    except UnknownName:
        close = close_matches(name, known)
        return Off(f"There is no statement [{name}]. {did_you_mean(close)}".strip())
    return Off(f"[{name}] is {article(kind)}. Cite statements: they have a speaker and a place.")


def _refuse_other_speakers(text: str, debate: Debate) -> None:
    """Refuse a citation whose sentence does not name who makes the statement."""
    known = _known(debate)
    for found in _BRACKET.finditer(text):
        for name in _named_in(found[1]):
            sentence, before = _sentences(text[: found.start()])
            one = known[name]
            there = _is_named(one, sentence)
            if not there and _PRONOUN.search(sentence):
                there = _is_named(one, before)
            if not there:
                speakers = several([who.name for who in one.speakers])
                raise Off(
                    f"[{name}] is a statement of {speakers}. The sentence that cites it does not "
                    f"name {speakers}."
                )


def _sentences(text: str) -> tuple[str, str]:
    """Return the last sentence of a text, and the one before it."""
    parts = [part for part in _SENTENCE.split(text) if _BRACKET.sub("", part).strip()]
    *_, before, last = ["", "", *parts]
    return last, before


def _is_named(one: Statement, sentence: str) -> bool:
    words = set(re.findall(r"[^\W\d_]{3,}", _BRACKET.sub(" ", sentence).lower()))
    names = [*(who.name for who in one.speakers), *(carrier.name for carrier in one.via)]
    wanted = {word for name in names for word in re.findall(r"[^\W\d_]{4,}", name.lower())}
    return bool(words & (wanted | set(_OWN_VOICE if one.narrated else ())))
