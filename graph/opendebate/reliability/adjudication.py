"""Adjudication: each value on which coders differ, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opendebate.coding.coder_decisions import Decision
    from opendebate.coding.text import Text
    from opendebate.reliability.agreement import Agreement
    from opendebate.reliability.results import DisputedUnit

NO_STATEMENT = "(no statement)"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of a unit on which coders differ, with the decision if there is one.

    Attributes
    ----------
    dispute : DisputedUnit
        The unit.
    field : str
        The field; ``"passage"`` where a coder has no statement.
    values : dict of str to str or None
        Coder → value.
    decision : Decision or None
    edited : str or None
        What the adjudicated coding has, where neither coder's value was taken.
    """

    dispute: DisputedUnit
    field: str
    values: dict[str, str | None]
    decision: Decision | None
    edited: str | None = None

    def to_row(self) -> dict[str, Any]:
        """Return a row of a table; each coder's value has a column."""
        decision = self.decision
        names = [f"{coder}/{name}" for coder, name in self.dispute.statements.items()]
        if decision:  # a table that is read again names the same statement
            names.sort(key=lambda name: name != decision.statement)
        return {
            "source": self.dispute.source,
            "paragraph": self.dispute.paragraph,
            "from": self.dispute.first,
            "to": self.dispute.last,
            "statement": "; ".join(names),
            "field": self.field,
            **{f"value_{coder}": value for coder, value in self.values.items()},
            "chosen": decision.chosen if decision else None,
            "value": self.values.get(decision.chosen, self.edited) if decision else None,
            "reason": decision.reason if decision else None,
            "by": decision.by if decision else None,
            "date": decision.model_dump()["date"] if decision else None,
        }


@dataclass(frozen=True, slots=True)
class Adjudication:
    """All values on which coders differ.

    Attributes
    ----------
    coders : tuple of str
    differences : tuple of FieldDifference
    unmatched : tuple of Decision
        Decisions on what the compared coders do not differ on.
    notes : tuple of str
        What one should know before deciding.
    """

    coders: tuple[str, ...]
    differences: tuple[FieldDifference, ...]
    unmatched: tuple[Decision, ...]
    notes: tuple[str, ...] = ()

    @property
    def undecided(self) -> tuple[FieldDifference, ...]:
        """Those without a decision."""
        return tuple(each for each in self.differences if each.decision is None)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a table."""
        values = (f"value_{coder}" for coder in self.coders)
        place = ("source", "paragraph", "from", "to", "statement", "field")
        return (*place, *values, "chosen", "value", "reason", "by", "date")


def adjudication(
    folder: Path, names: Sequence[str] = (), texts: Mapping[str, Text] | None = None
) -> Adjudication:
    """Return where coders differ, and what ``codings/decisions.yaml`` says of it.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    names : sequence of str
        Sources and coders, as in `opendebate.agreement`.
    texts : mapping of str to Text, optional
        Source → a copy of its article.

    Raises
    ------
    FaultsFound, InputError, UnknownName
        As in `opendebate.agreement`; also if the decisions have faults.
    """
    from opendebate.coding.coder_decisions import read_decisions
    from opendebate.errors import FaultsFound
    from opendebate.reliability.agreement import compare

    decisions, faults = read_decisions(folder)
    if faults:
        raise FaultsFound(faults)
    compared = compare(folder, names, texts or {})
    differences = tuple(
        difference
        for dispute in compared.disputes
        for difference in _differences(dispute, decisions)
    )
    differences, notes = _beside_adjudicated(folder, compared, differences, texts or {})
    used = [each.decision for each in differences]
    unmatched = tuple(
        decision
        for decision in decisions
        if decision not in used and decision.source in compared.sources
    )
    return Adjudication(compared.coders, differences, unmatched, (*compared.notes, *notes))


def _beside_adjudicated(
    folder: Path,
    compared: Agreement,
    differences: tuple[FieldDifference, ...],
    texts: Mapping[str, Text],
) -> tuple[tuple[FieldDifference, ...], tuple[str, ...]]:
    """Add what the adjudicated coding has where neither value was taken.

    Returns
    -------
    differences : tuple of FieldDifference
    notes : tuple of str
        Where the adjudicated coding has another value than was decided.
    """
    from opendebate.coding.coder_decisions import NEITHER
    from opendebate.reliability.adjudicated_values import adjudicated_values

    slugs = sorted({item.dispute.source for item in differences if item.decision})
    if not slugs:
        return differences, ()
    values = adjudicated_values(folder, compared.coders, slugs, texts)
    complete, notes = [], []
    for item in differences:
        decision = item.decision
        if decision is None:
            complete.append(item)
            continue
        adjudicated = values.get((decision.source, decision.statement), {})
        if decision.chosen == NEITHER:
            complete.append(replace(item, edited=adjudicated.get(item.field)))
            continue
        complete.append(item)
        if decision.source in texts and _contradicts(item, decision.chosen, adjudicated):
            notes.append(
                f"sources/{decision.source}.yaml differs from what was decided on the {item.field} "
                f"of {decision.statement}. Decide again, or correct it."
            )
    return tuple(complete), tuple(notes)


def _contradicts(
    item: FieldDifference, chosen: str, adjudicated: Mapping[str, str | None]
) -> bool:  # fmt: skip
    """Whether the adjudicated coding has another value than the one that was chosen.

    The ends of a passage may be written otherwise there, and a side is its claim's.
    """
    from opendebate.coding.coder_decisions import ENDS, PASSAGE

    if item.field == PASSAGE:
        return bool(adjudicated) == (chosen in item.dispute.missing)
    return item.field not in {ENDS, "side"} and adjudicated.get(item.field) != item.values[chosen]


def _differences(dispute: DisputedUnit, decisions: Sequence[Decision]) -> Iterator[FieldDifference]:
    from opendebate.coding.coder_decisions import PASSAGE

    by_field = {field: dict(values) for field, values in dispute.values.items()}
    if dispute.missing:
        absent: dict[str, str | None] = dict.fromkeys(dispute.missing, NO_STATEMENT)
        by_field = {PASSAGE: {**dispute.statements, **absent}, **by_field}
    for field, values in by_field.items():
        matching = (each for each in decisions if _decides(each, dispute, field, values))
        decision = next(matching, None)
        yield FieldDifference(dispute, field, values, decision)
        if field == PASSAGE and decision and decision.chosen in dispute.missing:
            return  # there is no statement, so its fields need no decision


def _decides(
    decision: Decision, dispute: DisputedUnit, field: str, values: dict[str, str | None]
) -> bool:
    """Whether a decision is on this field of this unit, for one of its coders or neither."""
    from opendebate.coding.coder_decisions import NEITHER

    names = {f"{coder}/{name}" for coder, name in dispute.statements.items()}
    where = decision.source == dispute.source and decision.statement in names
    return where and decision.field == field and decision.chosen in {*values, NEITHER}
