"""Doing what was decided where coders differ: in ``sources/SLUG.yaml`` and in the decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendebate.coding.coder_decisions import PASSAGE, Decision, decisions_in, read_decisions
from opendebate.coding.coder_files import ADJUDICATED, DRAFT
from opendebate.coding.record_edit import RecordEditor, key_order
from opendebate.coding.records import Statement
from opendebate.coding.yaml_text import data_of, items_of, pair_of, statement_nodes
from opendebate.coding.yaml_values import as_list, same_data
from opendebate.errors import FaultsFound, InputError, UsageError
from opendebate.printed_commands import printed_command
from opendebate.reliability.adjudicated_units import (
    Data,
    statement_data,
    written,
)
from opendebate.reliability.adjudicator import SIDE, Adjudicator
from opendebate.reliability.later_edits import edited_fields

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.coding.text import Text
    from opendebate.errors import Fault
    from opendebate.recoding.folder_recoding import Recoding
    from opendebate.reliability.choices import Choice

LEFT = "Not done"
DECISIONS = "codings/decisions"
ORDER = key_order(Statement)
DECISION_ORDER = tuple(Decision.model_fields)


@dataclass(slots=True)
class _State:
    """The texts of a debate's files, and what is read from them, while decisions are done."""

    texts: dict[str, str]
    coding: Coding
    faults: list[Fault]
    notes: list[str]
    over_edits: bool

    def put(self, key: str, text: str) -> None:
        """Put a new text in the place of a file's, and read it."""
        from opendebate.coding.check import read_edited

        self.texts[key] = text
        self.coding, self.faults = read_edited(self.coding, {key: text})


def decide(
    folder: Path, names: Sequence[str], choices: Iterable[Choice], texts: Mapping[str, Text], *,
    over_edits: bool = True,
) -> Recoding:  # fmt: skip
    """Take the values of coders as a person decided: nothing is written yet.

    Where a source has no adjudicated coding yet, it begins as a copy of the first coder's.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    names : sequence of str
        Sources and coders, as in `opendebate.agreement`.
    choices : iterable of Choice
    texts : mapping of str to Text
        Source → a copy of its article, as in `opendebate.agreement`.
    over_edits : bool
        Whether to decide also where the adjudicated value was edited after an earlier decision;
        otherwise it stays, and a note says so.

    Raises
    ------
    Refused
        If that would add an error to the coding.
    FaultsFound, InputError, UnknownName, UsageError
        If files have faults, or a choice is on nothing that the coders differ on.
    """
    from opendebate.coding.check import read_with_faults
    from opendebate.recoding.coded_files import CodedFiles
    from opendebate.recoding.folder_recoding import Recoding
    from opendebate.recoding.refusals import Refused, new_errors
    from opendebate.reliability.selection import select

    if faults := read_decisions(folder)[1]:
        raise FaultsFound(faults)
    files = CodedFiles(folder)
    files.read()
    coding, before = read_with_faults(folder)
    coders, slugs = select(coding, names)
    _refuse_other(coders)
    state = _State(dict(files.texts), coding, before, [], over_edits)
    for slug, listed in _by_source(choices, slugs).items():
        _decide_source(state, coders, slug, listed, texts.get(slug))
    if added := new_errors(before, state.faults):
        raise Refused(added)
    changed = {key: text for key, text in state.texts.items() if text != files.texts.get(key)}
    former = {key: files.texts.get(key, "") for key in changed}
    return Recoding(files, changed, former, tuple(state.notes))


def _refuse_other(coders: Sequence[str]) -> None:
    if ADJUDICATED in coders:
        raise UsageError(
            "The adjudicated coding is what decisions change, so it cannot be one of the coders.",
            advice="Copy sources/SLUG.yaml to codings/CODER/SLUG.yaml, and name that coder.",
        )
    if DRAFT in coders:
        command = printed_command("code", "SLUG", "--text", "FILE")
        advice = f"To decide on its proposals in the workbench, run: {command}"
        raise UsageError("A draft is no coder's.", advice=advice)


def _by_source(choices: Iterable[Choice], slugs: Sequence[str]) -> dict[str, list[Choice]]:
    """Return the choices by their sources."""
    sorted_choices: dict[str, list[Choice]] = {}
    for choice in choices:
        slug = choice.source or (slugs[0] if len(slugs) == 1 else "")
        if slug not in slugs:
            what = f"{slug} is not compared." if slug else f"Of which source is {choice.statement}?"
            raise InputError(what, where=choice.where,
                             advice=f"Name one of: {', '.join(slugs)}.")  # fmt: skip
        sorted_choices.setdefault(slug, []).append(choice)
    return sorted_choices


def _decide_source(
    state: _State, coders: Sequence[str], slug: str, choices: Sequence[Choice], text: Text | None
) -> None:
    key = f"sources/{slug}"
    adjudicator = adjudicator_of(state.texts, state.coding, coders, slug, text)
    if key not in state.texts:
        first = next(iter(adjudicator.texts))
        state.notes.append(
            f"{key}.yaml is new. It begins as the coding by {first}: where nothing is decided yet, "
            f"it has the values of {first}."
        )
    if not state.over_edits:
        choices = list(_without_edited(adjudicator, choices, state.notes))
    for choice in sorted(choices, key=lambda each: each.field != PASSAGE):
        adjudicator.apply(choice)
    state.notes += adjudicator.finish()
    texts = decided_texts(adjudicator, state.texts.get(DECISIONS, ""))
    state.put(key, texts[key])
    state.texts[DECISIONS] = texts[DECISIONS]


def _without_edited(
    adjudicator: Adjudicator, choices: Sequence[Choice], notes: list[str]
) -> Iterator[Choice]:
    """Yield the choices that undo no edit that was made after a decision; note the others."""
    for choice in choices:
        if not (edited := edited_fields(adjudicator, choice)):
            yield choice
        elif choice.field != SIDE:
            where = f"{choice.where}: " if choice.where else ""
            notes.append(
                f"{where}{LEFT}: the {' and '.join(edited)} of {choice.statement} in "
                f"sources/{adjudicator.slug}.yaml was edited after it was decided. --again decides "
                "anew."
            )


def decided_texts(adjudicator: Adjudicator, decisions: str) -> dict[str, str]:
    """Return the texts of the adjudicated coding and of the decisions after what was decided.

    Parameters
    ----------
    adjudicator : Adjudicator
    decisions : str
        The text of ``codings/decisions.yaml`` before; empty if there is none.
    """
    return {
        f"sources/{adjudicator.slug}": with_statements(adjudicator.text, adjudicator.statements),
        DECISIONS: with_decisions(decisions, adjudicator.decisions, _same_unit(adjudicator)),
    }


def adjudicator_of(
    texts: Mapping[str, str], coding: Coding, coders: Sequence[str], slug: str, text: Text | None
) -> Adjudicator:
    """Return what decides between the codings of a source.

    Parameters
    ----------
    texts : mapping of str to str
        The texts of the debate's files, of coders' files, too.
    coding : Coding
        The debate.
    coders : sequence of str
    slug : str
        The source.
    text : Text or None
        A copy of its article.
    """
    from opendebate.coding.check import read_edited
    from opendebate.reliability.coded_statements import Coded, read_coded
    from opendebate.reliability.compared_source import article_in, compared_source

    key = f"sources/{slug}"
    compared = compared_source(coding, coders, slug, text)
    theirs = {coder: texts[f"codings/{coder}/{slug}"] for coder in compared.codings}
    beginning = texts.get(key) or next(iter(theirs.values()))
    if key not in texts:
        coding, _ = read_edited(coding, {key: beginning})
    article = article_in(coding, coders, slug, text)
    adjudicated = read_coded(coding, ADJUDICATED, slug, article) or Coded([], None)
    decisions, _ = decisions_in(texts.get(DECISIONS, ""), f"{DECISIONS}.yaml")
    former = [decision for decision in decisions if decision.source == slug]
    return Adjudicator(slug, compared, theirs, adjudicated, beginning, article, former)


def with_statements(text: str, statements: Mapping[str, Data]) -> str:
    """Return the text of a coding file with these statements; unchanged ones keep every byte.

    Parameters
    ----------
    text : str
    statements : mapping of str to dict
        Id → statement. Others are removed.
    """
    former = statement_data(text)
    editor = RecordEditor(text)
    for node in statement_nodes(editor.root):
        name = data_of(pair_of(node, "id")[1])
        if name not in statements:
            editor.remove_item(editor.root, "statements", node)
        elif not same_data(former[name], statements[name]):
            editor.change_record(node, written(statements[name]), ORDER)
    text = editor.result()
    for name, record in statements.items():
        if name not in former:
            text = _with_statement(text, record)
    return text


def _with_statement(text: str, record: Data) -> str:
    """Return the text of a coding file with one more statement, after those of its paragraph."""
    editor = RecordEditor(text)
    ordered = {key: record[key] for key in ORDER if key in record}
    paragraph = _paragraph(record)
    numbers = [_paragraph(data_of(node)) for node in statement_nodes(editor.root)]
    earlier = [n for n, item in enumerate(numbers) if item is not None and item <= paragraph] \
        if paragraph is not None else []  # fmt: skip
    place = earlier[-1] + 1 if earlier else None if paragraph is None else 0
    heading = "" if paragraph is None else f"# Paragraph {paragraph}"
    editor.add_item(editor.root, "statements", written({**ordered, **record}), place, heading)
    return editor.result()


def _paragraph(record: Data) -> int | None:
    at = next((item for item in as_list(record.get("at")) if isinstance(item, dict)), {})
    number = str(at.get("paragraph", ""))
    return int(number) if number.isdecimal() else None


def _same_unit(adjudicator: Adjudicator) -> dict[str, set[str]]:
    """Return for each coder's statement those of all coders on the same words."""
    groups = [
        {f"{coder}/{item.id}" for coder, item in unit.unit.items()} for unit in adjudicator.units
    ]
    return {name: group for group in groups for name in group}


def with_decisions(text: str, decisions: Sequence[Data], same_unit: Mapping[str, set[str]]) -> str:
    """Return the text of ``codings/decisions.yaml`` with decisions, in place of former ones.

    Parameters
    ----------
    text : str
        Empty if there is no such file yet.
    decisions : sequence of dict
        The later of two on the same field of the same unit is taken.
    same_unit : mapping of str to set of str
        ``CODER/STATEMENT`` → those of all coders on the same words.
    """
    latest: dict[Any, Data] = {}
    for item in decisions:
        group = frozenset(same_unit[item["statement"]])
        if item["field"] == PASSAGE:
            latest = {place: decision for place, decision in latest.items() if place[0] != group}
        latest[group, item["field"]] = item
    for (group, _), decision in latest.items():
        text = _with_decision(text, decision, group)
    return text


def _with_decision(text: str, decision: Data, group: frozenset[str]) -> str:
    editor = RecordEditor(text)
    for node in items_of(editor.root, "decisions"):
        former = data_of(node)
        if (former["source"], former["field"]) == (decision["source"], decision["field"]) and (
            former["statement"] in group
        ):
            editor.change_record(node, decision, DECISION_ORDER)
            return editor.result()
    editor.add_item(editor.root, "decisions", decision)
    return editor.result()
