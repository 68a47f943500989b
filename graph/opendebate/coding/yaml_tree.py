"""A YAML file as plain data: where each of its values stands, and the faults that it has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding.fast_yaml import locate_quickly
from opendebate.errors import Fault

MAX_FAULTS = 200  # of a file; further ones are only counted
LineColumn = tuple[int, int]
Keys = tuple[str | int, ...]


@dataclass(slots=True)
class Tree:
    """A YAML file as plain data, with the location of every value.

    Attributes
    ----------
    file : str
        The file's path, for messages.
    data : dict
        Nested dicts, lists and strings; an empty value is ``None``.
    locations : dict
        Path in `data` → (line, column), counted from 1. The path of a key is that of its value
        followed by ``"<key>"``.
    unlocated_text : str or None
        The file's text, until a location in it is looked up for the first time.
    faults : list of Fault
        The first faults of the file.
    overflow : dict of str to int
        By severity, how many further faults there are.
    is_complete : bool
        Whether all of it could be read.
    truncated : dict
        Path in `data` of a plain value that a ``#`` ends → its location, and the text after it.
    """

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    overflow: Counter[str] = field(default_factory=Counter)
    is_complete: bool = True
    truncated: dict[Keys, tuple[LineColumn, str]] = field(default_factory=dict)
    unlocated_text: str | None = None
    _locations: dict[Keys, LineColumn] = field(default_factory=dict)

    @property
    def locations(self) -> dict[Keys, LineColumn]:
        """Path in `data` → (line, column), computed at the first use."""
        if self.unlocated_text is not None:
            text, self.unlocated_text = self.unlocated_text, None
            self._locations = locate_quickly(text)
        return self._locations

    def location(self, path: Keys, *, key: bool = False) -> LineColumn:
        """Return the location of `path`, or of the nearest value that contains it.

        If a single value stands for a list, the index 0 is left out of its path.
        """
        for i in range(len(path)):
            if isinstance(path[i], int) and path[: i + 1] not in self.locations:
                return self.location((*path[:i], *path[i + 1 :]), key=key)
        if key and (*path, "<key>") in self.locations:
            return self.locations[*path, "<key>"]
        while path and path not in self.locations:
            path = path[:-1]
        return self.locations.get(path, (1, 1))

    @property
    def is_full(self) -> bool:
        """Whether there are so many faults that further faults are only counted."""
        return len(self.faults) >= MAX_FAULTS

    def add_fault(
        self, path: Keys, message: str, *, key: bool = False, severity: str = "error"
    ) -> None:
        """Record a fault at `path`; if there are many already, it is only counted."""
        if self.is_full:
            self.overflow[severity] += 1
            return
        self.faults.append(Fault(self.file, *self.location(path, key=key), message, severity))

    def overflow_faults(self) -> list[Fault]:
        """Return, for each severity, a fault with the number of those only counted; reset them."""
        templates = {
            "error": "{:,} more faults in this file. Mend the first ones and check again.",
            "warning": "{:,} more warnings in this file.",
        }
        faults = [Fault(self.file, 0, 0, templates[severity].format(number), severity)
                 for severity, number in self.overflow.items()]  # fmt: skip
        self.overflow.clear()
        return faults

    def give_up(self, line: int, column: int, message: str) -> Tree:
        """Record a fault after which nothing more of the file can be read."""
        self.is_complete = False
        self.faults.append(Fault(self.file, line, column, message))
        return self
