"""Comparing several codings of the same sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendebate.coding.orcid import ORCID_ADDRESS
from opendebate.reliability.coefficient_names import ALL_EQUAL, NO_UNITS, OF_FIELDS, PAIR_EQUAL
from opendebate.reliability.results import (
    DisputedUnit,
    DividedClaim,
    FieldAgreement,
    Unitising,
)
from opendebate.reliability.unit_table import COLUMNS, unit_table
from opendebate.table import Table

if TYPE_CHECKING:
    from opendebate.coding.folder import Coding
    from opendebate.coding.text import Text
    from opendebate.reliability.alignment import Unit

ROW_COLUMNS = (
    "field", "n",
    *(f"{name}{end}" for name in ("f", *OF_FIELDS) for end in ("", "_low", "_high")),
    "lacking",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree.

    Attributes
    ----------
    coders, sources : tuple of str
    unitising : Unitising
        Agreement on which words are statements.
    fields : tuple of FieldAgreement
        Agreement on each field of the statements that are aligned.
    disputes : tuple of DisputedUnit
        The units on which coders differ, those with the most differences first.
    splits : tuple of DividedClaim
        Claims that one coder uses where another uses several.
    notes : tuple of str
        What one should know before using the numbers.
    named : mapping of str to str
        Coder → name and ORCID iD, of those that ``debate.yaml`` names.
    units : Table
        The statements of all coders, a row a unit and coder: see `unit_table`.
    """

    coders: tuple[str, ...]
    sources: tuple[str, ...]
    unitising: Unitising
    fields: tuple[FieldAgreement, ...]
    disputes: tuple[DisputedUnit, ...]
    splits: tuple[DividedClaim, ...]
    notes: tuple[str, ...]
    named: Mapping[str, str] = field(default_factory=dict)
    units: Table[dict[str, Any]] = field(default_factory=lambda: Table((), COLUMNS))

    def __str__(self) -> str:
        """Return the report as text."""
        from opendebate.reliability.report import report_text

        return report_text(self)

    def field(self, name: str) -> FieldAgreement:
        """Return the agreement on a field: speaker, claim, stance, mode, side or because.

        Raises
        ------
        UsageError
            If coders are not compared on such a field; it lists the fields.
        """
        from opendebate.errors import check_known

        by_name = {each.field: each for each in self.fields}
        problem = f"Coders are not compared on a field {name!r}."
        check_known(name, by_name, problem, "The fields are:")
        return by_name[name]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "coders": list(self.coders),
            **({"named": dict(self.named)} if self.named else {}),
            "sources": list(self.sources),
            "unitising": self.unitising.to_dict(),
            "fields": [each.to_dict() for each in self.fields],
            "disputes": [each.to_dict() for each in self.disputes],
            "splits": [each.to_dict() for each in self.splits],
            "notes": list(self.notes),
        }

    def to_rows(self) -> list[dict[str, Any]]:
        """Return a row for passages, for words, and for each field, with the same columns.

        The last column says why there is no value, or no interval.
        """
        rows: dict[str, dict[str, Any]] = {}
        for measure in self.unitising.measures:
            (name, column, *_), one = measure.coefficient, measure.estimate
            row = rows.setdefault(name, {"field": name})
            row |= {"n": measure.n, **one.cells(column), "lacking": one.lacking}
        for each in self.fields:
            row = rows[each.field] = {"field": each.field, "n": each.n}
            for column, one in each.estimates.items():
                row |= one.cells(column)
            reasons = dict.fromkeys(one.lacking for one in each.estimates.values() if one.lacking)
            row["lacking"] = "; ".join(reasons)
        return [{column: row.get(column) for column in ROW_COLUMNS} for row in rows.values()]

    def to_html(self) -> str:
        """Return the report as a page."""
        from opendebate.reliability.report_page import report_page

        return report_page(self)


def agreement(
    folder: str | Path,
    *names: str,
    texts: Mapping[str, str | Path] | None = None,
) -> Agreement:
    """Compare the codings of several coders, field by field.

    Parameters
    ----------
    folder : str or pathlib.Path
        The debate's folder; coders' codings are its ``codings/CODER/SLUG.yaml``.
    *names : str
        Sources and coders: a folder under ``codings``, ``"adjudicated"`` for ``sources``, or
        ``"draft"`` for ``drafts``. Without them, all.
    texts : mapping of str to str or pathlib.Path, optional
        Source → its article, or the path of its file: then passages are compared word by word.

    Raises
    ------
    FaultsFound, InputError
        If files have faults, or no source was coded by two coders.
    UnknownName
        If there is no such source or coder.

    Examples
    --------
    >>> print(agreement("my-debate", "ada", "ben"))  # doctest: +SKIP
    """
    from opendebate.coding.article_files import text_of_article

    articles = {slug: text_of_article(article) for slug, article in (texts or {}).items()}
    return compare(Path(folder), names, articles)


def compare(folder: Path, names: Sequence[str], texts: Mapping[str, Text]) -> Agreement:
    """Compare codings as `agreement` does, with articles that were read.

    Parameters
    ----------
    folder : pathlib.Path
    names : sequence of str
    texts : mapping of str to Text
        Source → a copy of its article, with its page or without.
    """
    from opendebate.coding.check import read_coding
    from opendebate.errors import UsageError
    from opendebate.reliability.compared_source import compared_source
    from opendebate.reliability.disputes import disputes, most_disputed_first, splits
    from opendebate.reliability.notes import notes
    from opendebate.reliability.selection import select
    from opendebate.reliability.spans import unitising

    coding = read_coding(folder)
    coders, slugs = select(coding, names)
    for slug in texts:
        if slug not in slugs:
            raise UsageError(
                f"The article of {slug} has no effect: this source is not compared.",
                advice=f"Compared are: {', '.join(slugs)}.",
            )
    sources = [compared_source(coding, coders, slug, texts.get(slug)) for slug in slugs]
    units = [unit for source in sources for unit in source.units]
    return Agreement(
        coders=coders,
        sources=slugs,
        unitising=unitising(sources, coders),
        fields=_fields(units, coders),
        disputes=most_disputed_first(
            each for source in sources for each in disputes(source.units, list(source.codings))
        ),
        splits=splits(units, coders),
        notes=notes(sources),
        named=named_coders(coding, coders),
        units=unit_table(sources),
    )


def named_coders(coding: Coding, coders: Sequence[str]) -> dict[str, str]:
    """Return name and ORCID iD of coders whom the debate names otherwise than their folders."""
    from opendebate.ask.citation import CitedAuthor

    found = {coder: coding.debate.coders[coder] for coder in coders
             if coder in coding.debate.coders}  # fmt: skip
    found = {
        coder: one for coder, one in found.items() if one.orcid or one.name.casefold() != coder
    }
    return {
        coder: CitedAuthor(one.name).display_name
        + (f" ({ORCID_ADDRESS}{one.orcid})" if one.orcid else "")
        for coder, one in found.items()
    }


def _fields(units: Sequence[Unit], coders: tuple[str, ...]) -> tuple[FieldAgreement, ...]:
    from opendebate.reliability.coded_statements import FIELDS

    return tuple(_field(field, units, coders) for field in FIELDS)


def _field(field: str, units: Sequence[Unit], coders: tuple[str, ...]) -> FieldAgreement:
    from opendebate.reliability.coefficients import alphas, codes, kappas, percentages
    from opendebate.reliability.disputes import confusion
    from opendebate.reliability.estimating import estimate

    rows = [
        [unit[coder].values[field] if coder in unit else None for coder in coders] for unit in units
    ]
    values = codes(rows)
    return FieldAgreement(
        field=field,
        n=len(values),
        alpha=estimate(alphas, values, ALL_EQUAL),
        kappa=estimate(kappas, values, PAIR_EQUAL if values.max(initial=0) else ALL_EQUAL),
        percentage=estimate(percentages, values, NO_UNITS),
        confusion=confusion(units, field, coders),
    )
