"""What was edited by hand after it was decided, and what a table of decisions would undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendebate.coding.coder_decisions import ENDS, NEITHER, PASSAGE
from opendebate.reliability.alignment import same_words

if TYPE_CHECKING:
    from opendebate.reliability.adjudicator import Adjudicator
    from opendebate.reliability.alignment import Unit
    from opendebate.reliability.choices import Choice
    from opendebate.reliability.coded_statements import CodedStatement


def edited_fields(adjudicator: Adjudicator, choice: Choice) -> list[str]:
    """Return the fields of a choice whose adjudicated values were changed after the decision.

    A value that the choice would not change is none of them. The side is that of the claim.

    Parameters
    ----------
    adjudicator : Adjudicator
        Before anything is decided anew.
    choice : Choice
    """
    unit = adjudicator.units[adjudicator.number_of(choice)]
    names = {f"{coder}/{statement.id}" for coder, statement in unit.unit.items()}
    former: dict[str, str] = {
        each.field: each.chosen for each in adjudicator.former if each.statement in names
    }
    listed = adjudicator.adjudicated.statements
    present = next((statement for statement in listed if statement.id == unit.adjudicated), None)
    if present is None and former.get(PASSAGE, NEITHER) not in {NEITHER, *unit.unit}:
        return []  # it was decided that there is no statement
    chosen = [choice.field] if choice.field else [*former]
    fields = dict.fromkeys("claim" if field == "side" else field for field in chosen)
    return [
        field
        for field in fields
        if field in former
        and _differs(unit.unit, present, field, former[field])
        and _differs(unit.unit, present, field, choice.chosen)
    ]


def _differs(unit: Unit, present: CodedStatement | None, field: str, chosen: str) -> bool:
    """Tell whether the adjudicated coding has another value of a field than a coder."""
    if chosen == NEITHER:
        return False
    if field == PASSAGE:
        return (present is not None) != (chosen in unit)
    if chosen not in unit or present is None:
        return chosen in unit
    if field == ENDS:
        return not same_words(present, unit[chosen])
    return present.values[field] != unit[chosen].values[field]
