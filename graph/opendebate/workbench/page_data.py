"""What the workbench's page shows: the article, its statements, and the debate's entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from opendebate.coding.passages import Status
from opendebate.coding.quotation_marks import quoted_words
from opendebate.coding.records import AUTHORS_SPEAK
from opendebate.coding.sentences import sentences
from opendebate.coding.text import Text
from opendebate.coding.text_checks import prints_speech
from opendebate.coding.tokenizer import folded_words
from opendebate.coding.transcripts import labels, speakers, turns, unspoken_blocks
from opendebate.coding.verify import CheckedPassage
from opendebate.draft.named_speakers import Speakers
from opendebate.draft.rules import reported
from opendebate.errors import Fault
from opendebate.workbench.adjudicating import adjudication_data
from opendebate.workbench.drafts import drafts_data
from opendebate.workbench.session import Session

_LAST_NAME = re.compile(r"\S+$")
_MIN_NAME = 3  # letters of a last name that may stand for a person
_SHOWN_KINDS = ("actors", "claims", "topics", "models", "policies", "events")


def article_data(article: Text) -> dict[str, Any]:
    """Return an article for the page: its blocks with the positions of their words.

    Returns
    -------
    dict
        ``blocks``: each with ``paragraph`` (None for a heading), ``start`` (number of its first
        word), ``text``, and ``words``, where each begins and ends in it. ``sentences`` and
        ``quotations`` are runs of word numbers; ``turns`` are those of a transcript, each with its
        speaker's name. No sentence begins with the label of a turn, or is one that nobody speaks.
    """
    unspoken = {block.start for block in unspoken_blocks(article)}
    after_label = {label.start: label.stop for label in labels(article)}
    return {
        "blocks": list(_blocks(article)),
        "sentences": [[after_label.get(span.start, span.start), span.stop]
                      for span in sentences(article)
                      if after_label.get(span.start, span.start) < span.stop
                      and span.start not in unspoken],
        "quotations": _runs(quoted_words(article)),
        "turns": [list(turn) for turn in turns(article)],
    }  # fmt: skip


def _blocks(article: Text) -> Iterator[dict[str, Any]]:
    end = 0
    for block in article.blocks:
        first, last = article.words[block.start], article.words[block.stop - 1]
        begin = _opening(article.raw, end, first.start)
        stop = len(article.raw)
        if block.stop < len(article.words):
            stop = article.words[block.stop].start
        end = _closing(article.raw, last.end, stop)
        yield {
            "paragraph": block.paragraph,
            "start": block.start,
            "text": article.raw[begin:end],
            "words": [at - begin for word in article.words[block.start : block.stop]
                      for at in (word.start, word.end)],
        }  # fmt: skip


def _opening(raw: str, end: int, start: int) -> int:
    """Return where a block's text begins: with the marks right before its first word."""
    at = start
    while at > end and not raw[at - 1].isspace():
        at -= 1
    return at


def _closing(raw: str, end: int, stop: int) -> int:
    at = end
    while at < stop and not raw[at].isspace():
        at += 1
    return at


def _runs(marks: bytearray) -> list[list[int]]:
    return [[match.start(), match.end()] for match in re.finditer(rb"\x01+", bytes(marks))]


def session_data(session: Session) -> dict[str, Any]:
    """Return what changes with each edit: statements, entities, faults, coverage, history."""
    covered = session.coverage
    journal = session.journal
    raw = {key: tree.data for key, tree in session.coding.trees.items()}
    by_statement, others = _faults(session)
    passages = _passages(session)
    source, debate = session.file.source, session.coding.debate
    return {
        "debate": {"title": debate.title, "question": debate.question},
        "voices": list(source.voices),
        "authors_speak": source.kind in AUTHORS_SPEAK and not source.effective_narrator,
        "prints_speech": prints_speech(source.kind, session.article),
        "turn_speakers": _turn_speakers(session),
        "source": {key: value for key, value in (raw[session.key].get("source") or {}).items()
                   if key not in {"text", "attribution"}},
        "proposed": {key: session.proposed[key] for key in ("authors", "publisher")
                     if key in session.proposed},
        "statements": [_statement(item, passages.get(number, []), by_statement.get(number, []))
                       for number, item in enumerate(raw[session.key].get("statements") or ())],
        "attribution": [list(span[:2]) for checked in session.verified.attributed
                        for span in checked.location.spans],
        "entities": {
            **{kind: raw.get(kind, {}) for kind in _SHOWN_KINDS},
            "sources": {slug: {"name": file.source.title}
                        for slug, file in session.coding.sources.items()},
        },
        "speakers_by_claim": _speakers_by_claim(session),
        "elsewhere": _elsewhere(session),
        "mentions": _mentions(session),
        "faults": [_fault(fault) for fault in others],
        "coverage": {"covered": covered.covered, "total": covered.total,
                     "gaps": [[gap.start, gap.stop] for gap in covered.gaps]},
        "drafts": drafts_data(session),
        "adjudication": adjudication_data(session),
        "undo": journal.entries[journal.done - 1].label if journal.done else None,
        "redo": journal.entries[journal.done].label
                if journal.done < len(journal.entries) else None,
    }  # fmt: skip


def _passages(session: Session) -> dict[int, list[CheckedPassage]]:
    """Return the passages of each statement, by its number in the file."""
    positions = session.coding.positions[session.slug]
    passages: dict[int, list[CheckedPassage]] = {}
    for checked in session.verified.passages:
        passages.setdefault(positions[checked.index], []).append(checked)
    return passages


def _statement(item: Any, passages: list[CheckedPassage], faults: list[Fault]) -> dict[str, Any]:
    found = [one for one in passages if one.location.status is Status.FOUND]
    return {
        "record": item,
        "spans": [list(checked.location.spans[0][:2]) for checked in found],
        "lost": len(passages) - len(found),
        "faults": [_fault(fault) for fault in faults],
    }


def _fault(fault: Fault) -> dict[str, Any]:
    file = Path(fault.file)
    short = f"{file.parent.name}/{file.name}" if file.parent.name == "sources" else file.name
    return {"severity": fault.severity, "message": fault.message, "file": short,
            "line": fault.line}  # fmt: skip


def _faults(session: Session) -> tuple[dict[int, list[Fault]], list[Fault]]:
    """Return the faults of each statement of the source, by its number, and all others."""
    tree = session.coding.trees[session.key]
    if all(fault.file != tree.file for fault in session.faults):
        return {}, list(session.faults)
    listed = tree.data.get("statements") or ()
    lines = [tree.location(("statements", number))[0] for number in range(len(listed))]
    by_statement: dict[int, list[Fault]] = {}
    others = []
    for fault in session.faults:
        number = sum(line <= fault.line for line in lines) - 1
        if fault.file == tree.file and number >= 0:
            by_statement.setdefault(number, []).append(fault)
        else:
            others.append(fault)
    return by_statement, others


def _speakers_by_claim(session: Session) -> dict[str, list[str]]:
    """Return who has a stance on each claim, in all sources."""
    speakers: dict[str, list[str]] = {}
    for file in session.coding.sources.values():
        for statement in file.statements:
            listed = speakers.setdefault(statement.claim, [])
            listed += [name for name in statement.speaker or file.source.voices
                       if name not in listed]  # fmt: skip
    return speakers


def _elsewhere(session: Session) -> dict[str, dict[str, int]]:
    """Return in which other sources each claim is, and in how many statements of each."""
    found: dict[str, dict[str, int]] = {}
    for slug, file in session.coding.sources.items():
        for statement in file.statements if slug != session.slug else ():
            counts = found.setdefault(statement.claim, {})
            counts[slug] = counts.get(slug, 0) + 1
    return found


def reported_data(session: Session) -> dict[str, Any]:
    """Return whose words an article reports, by rules; only new actors change the result.

    Returns
    -------
    dict
        ``runs``: first word, word after the last, the speaker's id, whether the words are
        quoted, and whether the speaker is new. ``actors``: the records of those whom the debate
        does not have yet.
    """
    article = session.article
    known = Speakers(article, session.coding)
    runs = [
        [*run, name, report.direct, name in known.proposed]
        for report, speaker, kind in (() if turns(article) else reported(article, session.coding))
        # A single word with a capital before indirect speech may be a day or a month.
        if report.direct or kind != "organization" or speaker in session.coding.actors
        if (name := known.resolve(speaker, kind))
        for run in report.content
    ]
    return {"runs": runs, "actors": known.proposed}


def _turn_speakers(session: Session) -> dict[str, Any]:
    """Return who speaks in a transcript.

    Returns
    -------
    dict
        ``ids``: the name in a label → the actor's id. ``actors``: the records of those whom the
        debate does not have yet.
    """
    names = speakers(session.article)
    known = Speakers(session.article, session.coding)
    ids = {name: known.resolve(name, "person") for name in names}
    return {"ids": ids, "actors": known.proposed}


def _mentions(session: Session) -> list[list[Any]]:
    """Return where the article names actors: pairs of a word's number and an actor's id."""
    article = session.article
    found: dict[tuple[int, str], None] = {}
    for name, actor in session.coding.actors.items():
        names = [actor.name, *actor.other_names, *actor.former_names]
        if actor.kind == "person" and (last := _LAST_NAME.search(actor.name)):
            names += [last.group()] if len(last.group()) > _MIN_NAME else []
        for written in names:
            for start in article.occurrences(folded_words(written)):
                found[start, name] = None
    return [list(pair) for pair in sorted(found)]
