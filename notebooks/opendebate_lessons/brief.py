"""Checking a brief: its length, its citations, and whether it names each cited speaker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from opendebate.ask.entities import find
from opendebate.counting import counted
from opendebate.errors import UnknownName, close_matches, did_you_mean
from opendebate_lessons.answers import join_names, statements, with_article
from opendebate_lessons.exercise import RightAnswer, Task, TypicalMistake

if TYPE_CHECKING:
    from collections.abc import Iterable

    from opendebate.ask.statements import Statement
    from opendebate.debate import Debate

MIN_WORDS, MAX_WORDS, MIN_DIFFERENT_WORDS, MIN_CITATIONS = 60, 400, 35, 3
_BRACKET = re.compile(r"\[([^\[\]\n]{1,400})\]")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+|\S+/\S+")  # and not [1], [sic], […] or [the plan]
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]\"\u201d\u2019][.!?])\s+|\n\s*\n")
_PRONOUN = re.compile(r"\b(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
_NARRATOR_WORDS = ("article", "author", "writer", "narrator", "journalist")


def brief(task: Task) -> RightAnswer:
    """Judge whether a brief tells a minister what was said, and where."""
    text = task.answer
    if not isinstance(text, str):
        raise TypicalMistake("form")
    cited = _cited_statements(text, task.debate)
    if len(cited) < MIN_CITATIONS:
        raise TypicalMistake("few", count=len(cited), least=MIN_CITATIONS)
    sides = {_side(statement) for statement in cited} - {"", "neither", "both"}
    if not sides:
        raise TypicalMistake("neutral")
    if len(sides) == 1:
        raise TypicalMistake("one-sided", side=sides.pop())
    length = len(text.split())
    _refuse_length(text, length)
    _refuse_unnamed_speakers(text, task.debate)
    citations = "; ".join(
        f"{_speakers(statement)} ({statement.source.name}, "
        f"¶{statement.passages[0].paragraph}, {statement.mode})"
        for statement in cited
    )
    return RightAnswer(length=length, citations=citations)


def _refuse_length(text: str, length: int) -> None:
    if length < MIN_WORDS:
        raise TypicalMistake("short", length=counted(length, "word"), least=MIN_WORDS)
    if length > MAX_WORDS:
        raise TypicalMistake("long", length=counted(length, "word"), most=MAX_WORDS)
    different = len(set(re.findall(r"\w+", _BRACKET.sub(" ", text).lower())))
    if different < MIN_DIFFERENT_WORDS:
        raise TypicalMistake("repeated", different=counted(different, "different word"))


def _side(statement: Statement) -> str:
    """Return the side that a statement takes, if any; a denial takes the opposite side."""
    opposite = {"for": "against", "against": "for"}
    if statement.stance == "affirms":
        return statement.side
    return opposite.get(statement.side, "") if statement.stance == "denies" else ""


def _speakers(statement: Statement) -> str:
    return join_names([speaker.name for speaker in statement.speakers])


def _ids_in(bracket: str) -> list[str]:
    """Return the ids in a bracket; a bracket may also have an editor's remark."""
    names = [name.strip() for name in re.split(r"[;,]", bracket)]
    return [name for name in names if _ID.fullmatch(name)]


def _by_name(debate: Debate) -> dict[str, Statement]:
    """Return the statements by id, with and without their source, and by IRI."""
    return {
        name: statement
        for statement in statements(debate)
        for name in (statement.id.rpartition("/")[2], statement.id, statement.iri)
    }


def _cited_statements(text: str, debate: Debate) -> list[Statement]:
    """Return the statements that a text cites in brackets, each once, in its order."""
    names = [name for bracket in _BRACKET.findall(text) for name in _ids_in(bracket)]
    if not names:
        raise TypicalMistake("uncited")
    by_name = _by_name(debate)
    for name in names:
        if name not in by_name:
            raise _no_statement(name, by_name, debate)
    return list({by_name[name].iri: by_name[name] for name in names}.values())


def _no_statement(name: str, names: Iterable[str], debate: Debate) -> TypicalMistake:
    """Return the mistake of a citation that cites no statement."""
    try:
        kind = find(debate.engine, name).kind
    except UnknownName:
        suggestion = did_you_mean(close_matches(name, names))
        return TypicalMistake("unknown", name=name, suggestion=suggestion and f" {suggestion}")
    return TypicalMistake("kind", name=name, kind=with_article(kind))


def _refuse_unnamed_speakers(text: str, debate: Debate) -> None:
    """Refuse a citation whose sentence does not name who makes the statement."""
    by_name = _by_name(debate)
    for bracket in _BRACKET.finditer(text):
        sentence, previous = _last_sentences(text[: bracket.start()])
        for name in _ids_in(bracket[1]):
            statement = by_name[name]
            is_named = _names_speaker(sentence, statement)
            if not is_named and _PRONOUN.search(sentence):
                is_named = _names_speaker(previous, statement)
            if not is_named:
                raise TypicalMistake("speaker", name=name, speakers=_speakers(statement))


def _last_sentences(text: str) -> tuple[str, str]:
    """Return the last sentence of a text, and the previous one."""
    sentences = [
        sentence for sentence in _SENTENCE_END.split(text) if _BRACKET.sub("", sentence).strip()
    ]
    *_, previous, last = ["", "", *sentences]
    return last, previous


def _names_speaker(sentence: str, statement: Statement) -> bool:
    words = set(re.findall(r"[^\W\d_]{3,}", _BRACKET.sub(" ", sentence).lower()))
    names = [actor.name for actor in (*statement.speakers, *statement.via)]
    accepted = {word for name in names for word in re.findall(r"[^\W\d_]{4,}", name.lower())}
    return bool(words & (accepted | set(_NARRATOR_WORDS if statement.narrated else ())))
