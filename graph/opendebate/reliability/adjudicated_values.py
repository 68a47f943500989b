"""What the adjudicated coding has where neither coder's value was taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.coding.coder_files import ADJUDICATED
from opendebate.reliability.adjudicated_units import matched
from opendebate.reliability.compared_source import article_in, compared_source

if TYPE_CHECKING:
    from opendebate.coding.text import Text

Values = Mapping[str, str | None]


def adjudicated_values(
    folder: Path, coders: Sequence[str], slugs: Sequence[str], texts: Mapping[str, Text]
) -> dict[tuple[str, str], Values]:
    """Return the values of adjudicated statements by what coders call the same words.

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
    from opendebate.reliability.coded_statements import read_statements

    coding = read_coding(folder)
    values: dict[tuple[str, str], Values] = {}
    for slug in slugs:
        text = texts.get(slug)
        units = compared_source(coding, coders, slug, text).units
        article = article_in(coding, coders, slug, text)
        statements = read_statements(coding, ADJUDICATED, slug, article) or []
        by_id = {statement.id: statement.values for statement in statements}
        for unit, name in zip(units, matched(units, statements), strict=True):
            if name:
                values |= {(slug, f"{coder}/{coded.id}"): by_id[name]
                           for coder, coded in unit.items()}  # fmt: skip
    return values
