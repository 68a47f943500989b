"""The report of an agreement as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from opendebate.counting import counted
from opendebate.reliability.coefficient_names import WORDS_DEPEND, titles

if TYPE_CHECKING:
    from opendebate.reliability.agreement import Agreement
    from opendebate.reliability.results import (
        DisputedUnit,
        DividedClaim,
        Estimate,
        FieldAgreement,
    )

MOST_SHOWN = 10  # disputes and confusions in a text; JSON and the page have all
UNITISING = (
    "Alpha for unitising is that of Krippendorff (1995, 2004), over words; passages of one coder "
    "that share words count as one."
)
ADVICE = (
    "Krippendorff (2004) advises to rely only on alpha from 0.800, and to draw tentative "
    "conclusions from 0.667."
)


def report_text(result: Agreement) -> str:
    """Return the report of an agreement as text."""
    sections = [
        _head(result),
        _spans(result),
        _fields(result),
        _confusions(result.fields, result.coders),
        _listed("Most disputed:", [dispute_line(each) for each in result.disputes]),
        _listed(
            "Claims that one splits and the other joins:", list(map(split_line, result.splits))
        ),
        "\n".join([*result.notes, *([UNITISING] if result.unitising.alphas else []), ADVICE]),
    ]
    return "\n\n".join(filter(None, sections))


def _head(result: Agreement) -> str:
    head = f"Coders: {', '.join(result.coders)}. Sources: {', '.join(result.sources)}."
    return "\n".join([head, *(f"  {coder}: {name}" for coder, name in result.named.items())])


def _spans(result: Agreement) -> str:
    spans = result.unitising
    counts = ", ".join(
        f"{coder} {counted(n, 'statement')}" for coder, n in spans.statements.items()
    )
    lines = [f"Passages (unitising): {counts}; {spans.aligned} aligned."]
    for measure in spans.measures:
        remark = f"  ({measure.remark})" if measure.remark else ""
        title = f"{measure.coefficient.title:<14}"
        lines.append(f"  {title}  {with_interval(measure.estimate)}{remark}")
    return "\n".join([*lines, *(f"  {line}" for line in lacking_of_passages(result))])


def _fields(result: Agreement) -> str:
    head = ("field", "n", *titles(len(result.coders)))
    rows = [
        (each.field, str(each.n), *map(with_interval, each.estimates.values()))
        for each in result.fields
    ]
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]
    lines = ["Statements that are aligned, with 95 % intervals by bootstrap:"]
    lines += [
        "  " + "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    ]
    return "\n".join([*lines, *(f"  {line}" for line in lacking_of_fields(result))])


def lacking_of_fields(result: Agreement) -> list[str]:
    """Return why coefficients of fields have no value or no interval, as sentences."""
    return _lacking((each.field, one) for each in result.fields for one in each.estimates.values())


def lacking_of_passages(result: Agreement, *, words: bool = False) -> list[str]:
    """Return why coefficients of passages have no value or no interval, as sentences.

    Parameters
    ----------
    result : Agreement
    words : bool
        Whether coefficients over words are included.
    """
    return _lacking(
        (measure.coefficient.title, measure.estimate)
        for measure in result.unitising.measures
        if words or measure.estimate.lacking != WORDS_DEPEND
    )


def _lacking(estimates: Iterable[tuple[str, Estimate]]) -> list[str]:
    """Return a line for each reason: which coefficients have no value or interval, and why."""
    reasons: dict[tuple[str, str], dict[str, None]] = {}
    for name, estimate in estimates:
        if estimate.lacking:
            what = "no value" if estimate.value is None else "no interval"
            reasons.setdefault((what, estimate.lacking), {})[name] = None
    return [
        f"\N{EN DASH} ({what}): {', '.join(of)}: {reason}."
        for (what, reason), of in reasons.items()
    ]


def _confusions(fields: tuple[FieldAgreement, ...], coders: tuple[str, ...]) -> str:
    lines = [
        f"{each.field}: {one} / {other} ({n})"
        for each in fields
        for one, other, n in each.confusion
        if one != other
    ]
    pair = " / ".join(coders) if len(coders) == 2 else "one coder / another"
    return _listed(f"Different values ({pair}):", lines)


def _listed(title: str, lines: list[str]) -> str:
    if not lines:
        return ""
    hidden = len(lines) - MOST_SHOWN
    more = [f"  {hidden} more are in --json and on the page (-o FILE)."] if hidden > 0 else []
    return "\n".join([title, *(f"  {line}" for line in lines[:MOST_SHOWN]), *more])


def dispute_line(dispute: DisputedUnit) -> str:
    """Return a dispute as one line, with the ends of its passage."""
    where = f"{dispute.source}, {place(dispute)}"
    if dispute.missing:
        coders = ", ".join(f"{coder} ({name})" for coder, name in dispute.statements.items())
        parts = [f"coded by {coders}, not by {', '.join(dispute.missing)}"]
    else:
        parts = []
    parts += [f"{field}: {dispute_values(values)}" for field, values in dispute.values.items()]
    return f"{where}: {'; '.join(parts)}"


def dispute_values(values: Mapping[str, str | None]) -> str:
    """Return what each coder chose.

    Examples
    --------
    >>> dispute_values({"ada": "affirms", "ben": "denies"})
    'ada affirms, ben denies'
    """
    return ", ".join(
        f"{coder} {'no value' if value is None else value}" for coder, value in values.items()
    )


def place(dispute: DisputedUnit) -> str:
    """Return where a dispute is: its paragraph, and the ends of its passage."""
    if not dispute.first:
        return "passage unknown"
    paragraph = "" if dispute.paragraph is None else f"paragraph {dispute.paragraph}, "
    return f"{paragraph}“{dispute.first} … {dispute.last}”"


def split_line(split: DividedClaim) -> str:
    """Return a split as one line."""
    into = ", ".join(f"{claim} ({n})" for claim, n in split.into.items())
    return f"{split.joined_by} uses {split.claim} where {split.split_by} uses {into}"


def number(value: float | None) -> str:
    """Return a coefficient with three digits; a dash where it is not defined."""
    return "\N{EN DASH}" if value is None else f"{value:.3f}"


def with_interval(estimate: Estimate) -> str:
    """Return a coefficient and its interval."""
    if estimate.interval is None:
        return number(estimate.value)
    low, high = estimate.interval
    return f"{number(estimate.value)} [{number(low)}, {number(high)}]"
