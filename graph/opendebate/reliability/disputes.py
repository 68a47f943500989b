"""Where coders differ: the units in dispute, confusions, and claims that one of them splits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, permutations

from opendebate.coding.coder_decisions import ENDS
from opendebate.counting import counted
from opendebate.reliability.alignment import Unit, same_words
from opendebate.reliability.coded_statements import FIELDS, CodedStatement
from opendebate.reliability.results import DisputedUnit, DividedClaim


def disputes(units: Iterable[Unit], coders: Sequence[str]) -> list[DisputedUnit]:
    """Return the units on which coders differ, those with the most differences first.

    Parameters
    ----------
    units : iterable of Unit
        Of one source.
    coders : sequence of str
        Those who coded this source.
    """
    differing = [dispute for unit in units if (dispute := dispute_of(unit, coders))]
    return sorted(differing, key=_rank)


def _rank(dispute: DisputedUnit) -> tuple[int, str, int, str]:
    weight = len(FIELDS) if dispute.missing else len(set(dispute.values) - {ENDS})
    return -weight, dispute.source, dispute.paragraph or 0, dispute.first


def most_disputed_first(listed: Iterable[DisputedUnit]) -> tuple[DisputedUnit, ...]:
    """Return disputes of several sources in one order."""
    return tuple(sorted(listed, key=_rank))


def dispute_of(unit: Unit, coders: Sequence[str]) -> DisputedUnit | None:
    """Return on what coders differ in a unit; None if they do not differ."""
    missing = tuple(coder for coder in coders if coder not in unit)
    values: dict[str, dict[str, str | None]] = {
        field: {coder: statement.values[field] for coder, statement in unit.items()}
        for field in FIELDS
        if len({statement.values[field] for statement in unit.values()} - {None}) > 1
    }
    if any(not same_words(one, other) for one, other in combinations(unit.values(), 2)):
        values = {ENDS: {coder: ends_of(each) for coder, each in unit.items()}, **values}
    if not (missing or values):
        return None
    statement = next(iter(unit.values()))
    passage = statement.passages[0] if statement.passages else None
    return DisputedUnit(
        source=statement.source,
        paragraph=passage.paragraph if passage else None,
        first=passage.first if passage else "",
        last=passage.last if passage else "",
        statements={coder: each.id for coder, each in unit.items()},
        values=values,
        missing=missing,
    )


def ends_of(statement: CodedStatement) -> str:
    """Return the ends of a statement's passages, as one text, with how many words they have."""
    return " + ".join(
        f"{each.first} … {each.last}" + (f" ({counted(each.words, 'word')})" if each.words else "")
        for each in statement.passages
    )


def confusion(
    units: Iterable[Unit], field: str, coders: Sequence[str]
) -> tuple[tuple[str, str, int], ...]:
    """Return how often a coder chose one value where another chose another, over all pairs."""
    counts: Counter[tuple[str, str]] = Counter()
    for unit in units:
        present = [unit[coder].values[field] for coder in coders if coder in unit]
        counts.update(
            (one, other)
            for one, other in combinations(present, 2)
            if one is not None and other is not None
        )
    ordered = sorted(counts.items(), key=lambda item: (item[0][0] == item[0][1], -item[1], item[0]))
    return tuple((one, other, n) for (one, other), n in ordered)


def splits(units: Sequence[Unit], coders: Sequence[str]) -> tuple[DividedClaim, ...]:
    """Return the claims that one coder uses where another uses several.

    Of the several claims, only those count that the first coder never uses, and the claim itself.
    A claim that the first coder uses, too, is a difference on statements, not another division.
    """
    differing = []
    for joining, splitting in permutations(coders, 2):
        pairs = Counter(
            (str(unit[joining].values["claim"]), str(unit[splitting].values["claim"]))
            for unit in units
            if joining in unit and splitting in unit
            and unit[joining].values["claim"] and unit[splitting].values["claim"]
        )  # fmt: skip
        used = {str(unit[joining].values["claim"]) for unit in units if joining in unit}
        for claim in sorted({claim for claim, _ in pairs}):
            into = {
                other: n
                for (one, other), n in sorted(pairs.items())
                if one == claim and (other == claim or other not in used)
            }
            if len(into) > 1:
                differing.append(DividedClaim(claim, joining, splitting, into))
    return tuple(differing)
