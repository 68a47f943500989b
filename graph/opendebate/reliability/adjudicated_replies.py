"""Which adjudicated statements reply to which; the order of decisions makes no difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from opendebate.coding.yaml_values import as_list
from opendebate.reliability.adjudicated_units import AdjudicatedUnit, Data

REPLIES = "replies_to"


@dataclass(slots=True)
class Replies:
    """What the coders' statements reply to, by the ids of adjudicated statements.

    Parameters
    ----------
    units : sequence of AdjudicatedUnit
    chosen : set of (str, str)
        ``CODER/STATEMENT``, and the coder who was chosen in a decision on it.
    """

    units: Sequence[AdjudicatedUnit]
    chosen: set[tuple[str, str]]
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)  # a coder's id → adjudicated
    _added: set[str] = field(default_factory=set)
    _replies_of: dict[str, tuple[int, str]] = field(
        default_factory=dict
    )  # → unit, and whose replies

    def __post_init__(self) -> None:
        for number, unit in enumerate(self.units):
            if unit.adjudicated:
                self._name(number, unit.adjudicated)

    def _name(self, number: int, name: str) -> None:
        for coder, statement in self.units[number].unit.items():
            self._ids[coder, statement.id] = name

    def take(self, number: int, name: str, coder: str) -> None:
        """Note that an adjudicated statement replies to what a coder's statement replies to."""
        self._replies_of[name] = number, coder

    def add(self, number: int, name: str, coder: str) -> None:
        """Note that a coder's statement has become the adjudicated statement of a unit."""
        self._name(number, name)
        self._added.add(name)
        self.take(number, name, coder)

    def remove(self, number: int) -> None:
        """Note that a unit has no adjudicated statement any more."""
        for coder, statement in self.units[number].unit.items():
            name = self._ids.pop((coder, statement.id), "")
            self._replies_of.pop(name, None)

    def finish(self, statements: dict[str, Data]) -> Iterator[str]:
        """Write who replies to whom into statements; yield a note on each reply that is left out.

        Parameters
        ----------
        statements : dict of str to dict
            Adjudicated statements by their ids.
        """
        for name, record in statements.items():
            number, coder = self._replies_of.get(name, (-1, ""))
            if coder:
                listed = self._of_coder(number, coder)
            else:
                listed = {reply: reply for reply in as_list(record.get(REPLIES))}
            replies = [reply for reply in listed.values() if reply in statements]
            missing = [theirs for theirs, reply in listed.items() if reply not in statements]
            if not coder:
                replies = self._with_added(name, replies, statements)
            if replies != as_list(record.get(REPLIES)):
                record[REPLIES] = replies
            if not replies:
                record.pop(REPLIES, None)
            if missing:
                yield (f"{name} replied to {', '.join(missing)}, which is not adjudicated. That "
                       "reply is left out until it is.")  # fmt: skip

    def _of_coder(self, number: int, coder: str) -> dict[str, str | None]:
        """Return what a coder's statement of a unit replies to: the coder's id → adjudicated."""
        replies = as_list(self.units[number].data[coder].get(REPLIES))
        return {reply: self._ids.get((coder, reply)) for reply in replies}

    def _with_added(
        self, name: str, replies: list[str], statements: dict[str, Data]
    ) -> list[str]:  # fmt: skip
        """Return replies with those to statements that are new, if the coder had them.

        The coder is the first one whose other replies are those of the adjudicated statement;
        coders whom decisions on it chose come first.
        """
        number = next((n for n, unit in enumerate(self.units) if unit.adjudicated == name), None)
        if number is None or not self._added:
            return replies
        for coder in self._followed(number):
            listed = [reply for reply in self._of_coder(number, coder).values()
                      if reply is not None and reply in statements]  # fmt: skip
            if {*listed} - self._added == {*replies} - self._added:
                return replies if {*listed} == {*replies} else listed
        return replies

    def _followed(self, number: int) -> list[str]:
        unit = self.units[number]
        names = {f"{coder}/{statement.id}" for coder, statement in unit.unit.items()}
        chosen = {coder for name, coder in self.chosen if name in names}
        return sorted(unit.data, key=lambda coder: coder not in chosen)
