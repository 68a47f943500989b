"""All coders' statements as one table, a row a unit and coder, for statistics elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from opendebate.reliability.coded_statements import FIELDS
from opendebate.table import Table

if TYPE_CHECKING:
    from opendebate.reliability.compared_source import ComparedSource

COLUMNS = ("source", "unit", "coder", "statement", "paragraph", "from", "to", "words", *FIELDS)


def unit_table(sources: Sequence[ComparedSource]) -> Table[dict[str, Any]]:
    """Return a row for each statement of each coder; statements on the same words are one unit.

    Parameters
    ----------
    sources : sequence of ComparedSource

    Returns
    -------
    Table
        ``unit`` is the number of the unit in its source, from 1. ``paragraph``, ``from`` and
        ``to`` are those of the statement's first passage, ``words`` the words of all; None
        where a passage is not sealed. A coder without a statement in a unit has no row there.
    """
    return Table((row for source in sources for row in _rows(source)), COLUMNS)


def _rows(source: ComparedSource) -> Iterator[dict[str, Any]]:
    for number, unit in enumerate(source.units, 1):
        for coder, statement in unit.items():
            first = statement.passages[0] if statement.passages else None
            counts = [passage.words for passage in statement.passages]
            yield {
                "source": statement.source,
                "unit": number,
                "coder": coder,
                "statement": statement.id,
                "paragraph": first.paragraph if first else None,
                "from": first.first if first else None,
                "to": first.last if first else None,
                "words": sum(filter(None, counts)) if counts and all(counts) else None,
                **statement.values,
            }
