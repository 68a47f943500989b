"""What the adjudicated coding has where neither coder's value was taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.coding.coder_decisions import ENDS
from opendebate.coding.coder_files import ADJUDICATED
from opendebate.reliability.adjudicated_units import matched
from opendebate.reliability.compared_source import (
    article_in,
    compared_source,
    in_same_numbering,
)

if TYPE_CHECKING:
    from opendebate.coding.text import Text

Values = Mapping[str, str | None]


def adjudicated_values(
    folder: Path, coders: Sequence[str], slugs: Sequence[str], texts: Mapping[str, Text]
) -> dict[tuple[str, str], Values]:
    """Return the values of adjudicated statements, by coders' statements on the same words.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    coders : sequence of str
    slugs : sequence of str
        The sources.
    texts : mapping of str to Text
        Source → a copy of its article.

    Returns
    -------
    dict
        Source and ``CODER/STATEMENT`` → field → value.
    """
    from opendebate.coding.check import read_coding
    from opendebate.reliability.coded_statements import Coded, read_coded
    from opendebate.reliability.disputes import ends_of

    coding = read_coding(folder)
    values: dict[tuple[str, str], Values] = {}
    for slug in slugs:
        text = texts.get(slug)
        compared = compared_source(coding, coders, slug, text)
        article = article_in(coding, coders, slug, text)
        coded = read_coded(coding, ADJUDICATED, slug, article) or Coded([], None)
        by_id = {each.id: {**each.values, ENDS: ends_of(each)} for each in coded.statements}
        statements = in_same_numbering(compared, coded)
        for unit, name in zip(compared.units, matched(compared.units, statements), strict=True):
            if name:
                values |= {(slug, f"{coder}/{each.id}"): by_id[name]
                           for coder, each in unit.items()}  # fmt: skip
    return values
