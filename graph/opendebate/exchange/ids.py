"""Ids made of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from opendebate.coding.field_types import ID_PATTERN, MAX_ID
from opendebate.coding.id_letters import id_letters
from opendebate.coding.top_topics import TOP_TOPICS

_FROM_NAME = 40  # characters of an id that is made of a name; a number may follow
_ROOM = MAX_ID - 8  # characters before the number


class Ids:
    """The ids of a debate, which are unique over all its kinds of records.

    The time for a new id does not grow with how many records share a name.

    Parameters
    ----------
    existing : iterable of str
        Ids that records have already.

    Examples
    --------
    >>> ids = Ids(["ann"])
    >>> ids.new("Ann"), ids.new("Ann"), ids.new("…", "claim")
    ('ann-2', 'ann-3', 'claim')
    """

    def __init__(self, existing: Iterable[str] = ()) -> None:
        self._taken = {*TOP_TOPICS, *existing}
        self._numbers: Counter[str] = Counter()

    def __contains__(self, name: object) -> bool:
        return name in self._taken

    def reserve(self, *names: str) -> None:
        """Take ids that are given."""
        self._taken.update(names)

    def new(self, name: str, fallback: str = "thing") -> str:
        """Return an id made of a name, and take it; without letters and digits, of `fallback`."""
        stem = candidate = slug(name) or fallback
        while candidate in self._taken:
            self._numbers[stem] += 1
            candidate = f"{stem[:_ROOM]}-{self._numbers[stem] + 1}"
        self._taken.add(candidate)
        return candidate


def slug(name: str) -> str:
    """Return the letters and digits of a name as an id; empty where it has none.

    Examples
    --------
    >>> slug("Senator Müller's  reply!"), slug("…")
    ('senator-muellers-reply', '')
    """
    joined = "-".join(re.findall("[a-z0-9]+", id_letters(name)))
    if len(joined) <= _FROM_NAME:
        return joined
    return joined[: _FROM_NAME + 1].rpartition("-")[0] or joined[:_FROM_NAME]


def is_id(name: object) -> bool:
    """Tell whether a value can be an id of the coding files."""
    return (
        isinstance(name, str) and len(name) <= MAX_ID and re.fullmatch(ID_PATTERN, name) is not None
    )
