"""Adjudication in a session: where two coders differ, and what a person decides, blind.

Until a difference is decided, the page has the two codings as left and right, without names. For
each difference a digest decides which one is on the left, so that no side belongs to one coder. A
decision is written into ``codings/decisions.yaml`` together with the adjudicated statement, so that
both are undone together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from opendebate.coding.coder_decisions import NEITHER, Decision, decisions_in
from opendebate.coding.tokenizer import runs_of, text_digest
from opendebate.coding.yaml_values import as_list
from opendebate.errors import FaultsFound, InputError, UnknownName
from opendebate.reliability.adjudicated_units import AdjudicatedUnit
from opendebate.reliability.adjudicator import Adjudicator, disputed_fields
from opendebate.reliability.choices import Choice
from opendebate.reliability.deciding import DECISIONS, adjudicator_of, decided_texts
from opendebate.reliability.disputes import dispute_of

if TYPE_CHECKING:
    from opendebate.reliability.coded_statements import CodedStatement
    from opendebate.workbench import edits
    from opendebate.workbench.session import Session

Pair = tuple[str, str]  # two coders
LEFT, RIGHT = "left", "right"
_LIST_FIELDS = ("speaker", "via", "because")
_SINGLE_FIELDS = ("as", "on_behalf_of", "claim", "stance", "mode", "said")


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit on which two coders differ.

    Attributes
    ----------
    id : str
        A digest of the ids of the coders' statements.
    number : int
        That of its unit.
    unit : AdjudicatedUnit
    fields : tuple of str
        On which the coders differ.
    sides : tuple of str
        The coder on the left, and the one on the right.
    decisions : tuple of Decision
        What was decided on it.
    """

    id: str
    number: int
    unit: AdjudicatedUnit
    fields: tuple[str, ...]
    sides: Pair
    decisions: tuple[Decision, ...]

    @property
    def is_decided(self) -> bool:
        """Whether every field is decided, or it is decided that there is no statement."""
        decided = {entry.field for entry in self.decisions}
        gone = any(entry.field == "passage" and entry.chosen not in {*self.unit.data, NEITHER}
                   for entry in self.decisions)  # fmt: skip
        return gone or decided >= set(self.fields)

    @property
    def start(self) -> int:
        """The number of its first word; those whose words are unknown come last."""
        words = [min(entry.positions) for entry in self.unit.unit.values() if entry.positions]
        return min(words, default=10**9)

    @property
    def statement(self) -> str:
        """``CODER/STATEMENT``, of one of the coders."""
        coder, statement = next(iter(self.unit.unit.items()))
        return f"{coder}/{statement.id}"


def adjudicator(session: Session) -> Adjudicator:
    """Return what decides between the two coders of a session."""
    assert session.adjudicated
    return adjudicator_of(
        session.files.texts, session.coding, session.adjudicated, session.slug, session.page
    )


def differences(session: Session, between: Adjudicator) -> list[Difference]:
    """Return where the coders differ, in the order of the text."""
    text = session.files.texts.get(DECISIONS, "")
    decisions, faults = decisions_in(text, f"{DECISIONS}.yaml")
    if faults:
        raise FaultsFound(faults)
    listed = list(
        _differences(between, [entry for entry in decisions if entry.source == session.slug])
    )
    return sorted(listed, key=lambda entry: (entry.start, entry.id))


def _differences(between: Adjudicator, decisions: list[Decision]) -> Iterator[Difference]:
    one, other = between.texts
    for number, unit in enumerate(between.units):
        dispute = dispute_of(unit.unit, [one, other])
        if dispute is None:
            continue
        names = {f"{coder}/{entry.id}" for coder, entry in unit.unit.items()}
        digest = text_digest(f"{between.slug} {' '.join(sorted(names))}")
        first, second = sorted((one, other))
        sides = (first, second) if int(digest[-1], 16) % 2 else (second, first)
        fields = tuple(disputed_fields(dispute))
        on_it = tuple(
            entry for entry in decisions if entry.statement in names and entry.field in fields
            and entry.chosen in {one, other, NEITHER}
        )  # fmt: skip
        yield Difference(digest[:16], number, unit, fields, sides, on_it)


def adjudication_data(session: Session) -> dict[str, Any] | None:
    """Return the differences for the page; coders have names only where all is decided."""
    if session.adjudicated is None:
        return None
    listed = differences(session, adjudicator(session))
    hidden = [entry.unit.adjudicated for entry in listed if not entry.is_decided]
    return {
        "items": [_item(entry) for entry in listed],
        "hidden": [name for name in hidden if name],
    }


def _item(difference: Difference) -> dict[str, Any]:
    unit = difference.unit
    data: dict[str, Any] = {
        "id": difference.id,
        "decided": difference.is_decided,
        "differing": sorted({*difference.fields, *unit.differing}),
        "adjudicated": unit.adjudicated,
    }
    for side, coder in zip((LEFT, RIGHT), difference.sides, strict=True):
        statement = unit.unit.get(coder)
        data[side] = _page_data(unit.data[coder], statement) if statement else None
    if difference.is_decided:
        data["names"] = list(difference.sides)
        data["chosen"] = sorted({entry.chosen for entry in difference.decisions})
        data["reasons"] = list(dict.fromkeys(entry.reason for entry in difference.decisions))
    return data


def _page_data(record: dict[str, Any], statement: CodedStatement) -> dict[str, Any]:
    """Return what the page shows of a statement: no id, which may tell who coded it."""
    listed = {key: as_list(record.get(key)) for key in _LIST_FIELDS}
    others = {key: record[key] for key in _SINGLE_FIELDS if record.get(key) is not None}
    return {**listed, **others, "spans": runs_of(statement.positions or ())}


def decide(session: Session, edit: edits.Adjudicate) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """Return what a decision is called, the texts that it changes, and notes for the person.

    Raises
    ------
    InputError, UnknownName
        If the session has no such difference.
    """
    if session.adjudicated is None:
        raise InputError("This session adjudicates nothing.")
    between = adjudicator(session)
    difference = next(
        (entry for entry in differences(session, between) if entry.id == edit.item), None
    )
    if difference is None:
        raise UnknownName("difference", edit.item, [])
    sides = dict(zip((LEFT, RIGHT), difference.sides, strict=True))
    today = date.today().isoformat()
    choice = Choice(difference.statement, sides.get(edit.take, NEITHER), edit.reason, by=edit.by,
                    date=today)  # fmt: skip
    between.apply(choice)
    notes = between.finish()
    texts = decided_texts(between, session.files.texts.get(DECISIONS, ""))
    what = (
        "leave a difference for editing" if edit.take == NEITHER else f"take the {edit.take} side"
    )
    changed = {key: text for key, text in texts.items() if text != session.files.texts.get(key, "")}
    return f"{what} ({edit.item[:4]})", changed, notes
