"""The report of an agreement as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from opendebate.counting import counted

if TYPE_CHECKING:
    from opendebate.reliability.agreement import Agreement
    from opendebate.reliability.results import (
        DisputedUnit,
        DividedClaim,
        Estimate,
        FieldAgreement,
        UnitisingAlpha,
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
    lines = [
        f"Passages (unitising): {counts}; {spans.aligned} aligned.",
        f"  F, any overlap  {with_interval(spans.overlap)}",
        f"  F, same words   {with_interval(spans.exact)}",
    ]
    if spans.words is not None:
        lines.append(f"  F of words      {number(spans.words)}")
        lines.append(f"  alpha of words  {number(spans.alpha_words)}  (each word coded or not)")
    lines += [f"  {alpha_line(each)}" for each in spans.alphas]
    return "\n".join(lines)


def alpha_line(each: UnitisingAlpha) -> str:
    """Return alpha for unitising as one line."""
    n = counted(each.n, "passage")
    return f"alpha for unitising, {each.of}  {with_interval(each.alpha)}  (n = {n})"


def _fields(result: Agreement) -> str:
    kappa = "kappa" if len(result.coders) == 2 else "kappa (Light)"
    head = ("field", "n", "alpha", kappa, "equal")
    rows = [
        (each.field, str(each.n), with_interval(each.alpha), with_interval(each.kappa),
         with_interval(each.percentage))
        for each in result.fields
    ]  # fmt: skip
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]
    lines = ["Statements that are aligned, with 95 % intervals by bootstrap:"]
    lines += [
        "  " + "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    ]
    if any(each.alpha.value is None and each.n for each in result.fields):
        lines.append("  \N{EN DASH}: not defined, since all values are equal.")
    if any(each.alpha.value is not None and each.alpha.interval is None for each in result.fields):
        lines.append("  Without an interval: too few values differ to draw samples of them.")
    return "\n".join(lines)


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
