"""What is different in a database of DNA 2: values stand as texts, and dates as milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opendebate.exchange.dna.tables import Entity

ATTRIBUTES = ("Type", "Alias", "Notes")
_SECOND = 1_000  # milliseconds


class Values:
    """The values of variables of short text, which DNA 2 names by their texts.

    Attributes
    ----------
    entities : dict of int to Entity
        Those that DNA lists, and such as only stand in statements.
    """

    def __init__(self, listed: Iterable[Entity], parents: Mapping[int, str]) -> None:
        self.entities = {one.id: one for one in listed}
        self.by_text = {(one.variable, one.value): one for one in self.entities.values()}
        for id_, name in parents.items():
            child = self.entities[id_]
            if parent := self.by_text.get((child.variable, name)):
                self.entities[id_] = child._replace(child_of=parent.id)

    def get(self, variable: int, text: str) -> Entity:
        """Return the entity of a text, which is made where DNA does not list it."""
        from opendebate.exchange.dna.tables import Entity

        key = (variable, text)
        if key not in self.by_text:
            made = Entity(max(self.entities, default=0) + 1, variable, text, False, None, {})
            self.entities[made.id] = self.by_text[key] = made
        return self.by_text[key]


def seconds(date: int | None) -> int | None:
    """Return a date of DNA 2 as DNA 3 counts it.

    Examples
    --------
    >>> seconds(1106697600000), seconds(None)
    (1106697600, None)
    """
    return None if date is None else date // _SECOND
