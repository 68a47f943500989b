"""What decisions on one source change in its adjudicated statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from opendebate.coding.coder_decisions import ENDS, NEITHER, PASSAGE
from opendebate.coding.new_ids import free_id
from opendebate.errors import InputError, UnknownName, close_matches
from opendebate.reliability.adjudicated_replies import REPLIES, Replies
from opendebate.reliability.adjudicated_units import (
    AdjudicatedUnit,
    Data,
    matched,
    statement_data,
)
from opendebate.reliability.choices import Choice, check_choice
from opendebate.reliability.compared_source import in_same_numbering
from opendebate.reliability.disputes import dispute_of
from opendebate.reliability.relocating import Relocator

if TYPE_CHECKING:
    from opendebate.coding.coder_decisions import Decision
    from opendebate.coding.text import Text
    from opendebate.reliability.coded_statements import Coded
    from opendebate.reliability.compared_source import ComparedSource
    from opendebate.reliability.results import DisputedUnit

CLAIM, SIDE, AT = "claim", "side", "at"


@dataclass(slots=True)
class Adjudicator:
    """The units of a source, and what decisions make of its adjudicated statements.

    Parameters
    ----------
    slug : str
        The source.
    compared : ComparedSource
        Its codings by the coders.
    texts : mapping of str to str
        Coder → the text of the coder's file.
    adjudicated : Coded
        The adjudicated statements.
    text : str
        The text of their file.
    article : Text or None
        A copy of the article, if it is at hand.
    former : sequence of Decision
        What was decided before on the source.

    Attributes
    ----------
    units : list of AdjudicatedUnit
    statements : dict of str to dict
        The adjudicated statements by their ids, with what was decided.
    decisions : list of dict
        What was decided on each field, as ``codings/decisions.yaml`` has it.
    """

    slug: str
    compared: ComparedSource
    texts: Mapping[str, str]
    adjudicated: Coded
    text: str
    article: Text | None
    former: Sequence[Decision] = ()
    units: list[AdjudicatedUnit] = field(init=False)
    statements: dict[str, Data] = field(init=False)
    decisions: list[Data] = field(default_factory=list)
    _replies: Replies = field(init=False)
    _former_ids: frozenset[str] = field(init=False)
    _added: dict[int, str] = field(default_factory=dict)  # number of a unit → new statement
    _left_out: set[int] = field(default_factory=set)  # units without an adjudicated statement
    _sides: list[tuple[int, Choice]] = field(default_factory=list)  # decisions on claims' sides

    def __post_init__(self) -> None:
        data = {coder: statement_data(text) for coder, text in self.texts.items()}
        adjudicated = in_same_numbering(self.compared, self.adjudicated)
        names = matched(self.compared.units, adjudicated)
        self.units = [
            AdjudicatedUnit(
                unit, {coder: data[coder][item.id] for coder, item in unit.items()}, name
            )
            for unit, name in zip(self.compared.units, names, strict=True)
        ]
        self.statements = statement_data(self.text)
        self._former_ids = frozenset(self.statements)
        chosen = {(decision.statement, decision.chosen) for decision in self.former}
        self._replies = Replies(self.units, chosen)

    def apply(self, choice: Choice) -> None:
        """Do what was decided on a unit, and note it.

        Raises
        ------
        UnknownName, InputError
            If there is no such statement, or nothing to decide.
        """
        check_choice(choice)
        number = self.number_of(choice)
        fields = self._fields(number, choice)
        chosen = choice.chosen
        self._replies.chosen.add((choice.statement, chosen))
        if number in self._left_out and choice.field not in {None, PASSAGE}:
            return  # there is no statement, so its fields need no decision
        if choice.field == SIDE:
            self._sides.append((number, choice))
            return
        if PASSAGE in fields:
            self._left_out.discard(number)
        if chosen != NEITHER:
            if choice.field in {None, PASSAGE} and chosen not in self.units[number].data:
                self._remove(number)
            else:
                self._take(number, chosen, fields, everything=choice.field is None)
        self.decisions += [self._decision(choice, name) for name in fields]

    def number_of(self, choice: Choice) -> int:
        """Return the number of the unit that a choice is on."""
        coder, slash, name = choice.statement.partition("/")
        if not slash:
            raise InputError(f"{choice.statement!r} names no coder.", where=choice.where,
                             advice="Write CODER/STATEMENT.")  # fmt: skip
        for number, unit in enumerate(self.units):
            if coder in unit.unit and unit.unit[coder].id == name:
                return number
        known = [item.id for item in self.compared.codings.get(coder, ())]
        if not known:
            raise _unknown("coder", coder, [*self.compared.codings], choice)
        raise _unknown(f"statement of {coder} in {self.slug}", name, known, choice)

    def _fields(self, number: int, choice: Choice) -> list[str]:
        """Return the fields that are decided by a choice."""
        dispute = dispute_of(self.units[number].unit, list(self.compared.codings))
        names = list(disputed_fields(dispute)) if dispute else []
        wanted = [choice.field] if choice.field else names
        if not set(wanted) & set(names):
            on = f"the {choice.field} of {choice.statement}" if choice.field else choice.statement
            raise InputError(
                f"The coders do not differ on {on}.",
                where=choice.where,
                advice=f"They differ on: {', '.join(names) or 'nothing'}.",
            )
        if choice.chosen not in {NEITHER, *self.compared.codings}:
            raise _unknown("coder", choice.chosen, [*self.compared.codings, NEITHER], choice)
        if wanted == [CLAIM] and SIDE in names:
            return [CLAIM, SIDE]
        if PASSAGE in wanted and choice.chosen not in self.units[number].data:
            return wanted if choice.chosen == NEITHER else [PASSAGE]
        return wanted

    def _remove(self, number: int) -> None:
        self._left_out.add(number)
        self._replies.remove(number)
        name = self.units[number].adjudicated or self._added.pop(number, None)
        if name:
            self.statements.pop(name, None)

    def _take(self, number: int, coder: str, fields: Sequence[str], *, everything: bool) -> None:
        unit = self.units[number]
        if coder not in unit.data:
            raise InputError(
                f"{coder} has no statement on these words, so there is no value to take.",
                advice="Decide on the passage.",
            )
        theirs = unit.data[coder]
        name = self._added.get(number) or unit.adjudicated
        if name is None or name not in self.statements:
            self._add(number, coder)
            return
        record = self.statements[name]
        for key in unit.differing if everything else map(_key, fields):
            if key == REPLIES:
                self._replies.take(number, name, coder)
            elif key == AT and AT in theirs:
                record[key] = self._at(number, coder)
            elif key in theirs:
                record[key] = theirs[key]
            else:
                record.pop(key, None)

    def _add(self, number: int, coder: str) -> None:
        record = dict(self.units[number].data[coder])
        ids = {*self.statements, *self._former_ids}
        name = self.units[number].adjudicated or free_id(record["id"], ids)
        record["id"] = name
        if AT in record:
            record[AT] = self._at(number, coder)
        self._added[number] = name
        self._replies.add(number, name, coder)
        self.statements[name] = record

    def _at(self, number: int, coder: str) -> Any:
        """Return a coder's passages, with the paragraphs of the adjudicated coding's copy."""
        unit, coded = self.units[number], self.compared.coded[coder]
        name = unit.unit[coder].id
        statement = next(each for each in coded.statements if each.id == name)
        relocator = Relocator(self.slug, self.adjudicated, self.article)
        return relocator.passages(unit.data[coder][AT], statement, coded)

    def _decision(self, choice: Choice, name: str) -> Data:
        unit = self.units[self.number_of(choice)].unit
        others = [f"{coder}/{statement.id}" for coder, statement in unit.items()]
        others.remove(choice.statement)
        return {
            "source": self.slug,
            "statement": choice.statement,
            **({"paired_with": others} if others else {}),
            "field": name,
            "chosen": choice.chosen,
            "reason": choice.reason,
            "by": choice.by,
            "date": choice.date,
        }

    def finish(self) -> tuple[str, ...]:
        """Write who replies to whom; return notes on replies to statements that are not there.

        Raises
        ------
        InputError
            If a side was decided otherwise than its claim.
        """
        for number, choice in self._sides:
            self._decide_side(number, choice)
        return tuple(self._replies.finish(self.statements))

    def _decide_side(self, number: int, choice: Choice) -> None:
        """Note why a side was taken, if the claim is the same coder's."""
        names = {f"{coder}/{each.id}" for coder, each in self.units[number].unit.items()}
        claims = [each for each in self.decisions
                  if each["field"] == CLAIM and each["statement"] in names]  # fmt: skip
        if not claims:
            raise InputError("The side is that of the claim.", where=choice.where,
                             advice="Decide on the claim.")  # fmt: skip
        if claims[-1]["chosen"] != choice.chosen:
            raise InputError(
                f"The side is that of the claim, and for the claim you chose "
                f"{claims[-1]['chosen']}, not {choice.chosen}.",
                where=choice.where,
                advice="Choose the same for both, or leave the side out.",
            )
        self.decisions.append(self._decision(choice, SIDE))


def _key(name: str) -> str:
    """Return what a coding file calls a field that coders are compared on."""
    return AT if name == ENDS else name


def _unknown(kind: str, name: str, known: Sequence[str], choice: Choice) -> UnknownName:
    error = UnknownName(kind, name, close_matches(name, known))
    error.where = choice.where
    return error


def disputed_fields(dispute: DisputedUnit) -> Iterator[str]:
    """Yield the names of the fields on which coders differ; the passage first."""
    if dispute.missing:
        yield PASSAGE
    yield from dispute.values
