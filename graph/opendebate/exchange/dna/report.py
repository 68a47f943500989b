"""What an import could not keep or had to guess: a sentence a kind of thing, with how many."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SHOWN, _LONG = 3, 120  # examples that are told, and their signs
_LONGEST = 20_000  # signs that a name or text of the coding files may have
_FOREIGN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Report:
    """Notes of the same kind, gathered.

    Examples
    --------
    >>> report = Report()
    >>> for one in (4, 7):
    ...     report.note("Statements without a concept are left out", f"statement {one}")
    >>> report.note("The language is not told; English is taken", times=0)
    >>> report.lines()
    ['Statements without a concept are left out: 2 (statement 4, statement 7).', \
'The language is not told; English is taken.']
    """

    notes: dict[str, list[str]] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)

    def note(self, what: str, example: str = "", times: int = 1) -> None:
        """Note one thing, or several; none at all where there is nothing to count."""
        self.times[what] = self.times.get(what, 0) + times
        examples = self.notes.setdefault(what, [])
        if example and example not in examples and len(examples) <= _SHOWN:
            examples.append(example)

    def clean(self, text: str) -> str:
        r"""Return a name or short text without what coding files cannot hold.

        Examples
        --------
        >>> Report().clean(" Mill\x00Lane\n")
        'Mill Lane'
        """
        flat = " ".join(_FOREIGN.sub(" ", text).split())
        if len(flat) > _LONGEST:
            self.note(f"Names and concepts of more than {_LONGEST:,} signs are cut", flat)
        return flat[:_LONGEST]

    def lines(self) -> list[str]:
        """Return a sentence for each kind of thing, in the order of their first notes."""
        return [self._line(what, examples) for what, examples in self.notes.items()]

    def _line(self, what: str, examples: list[str]) -> str:
        number = f": {self.times[what]:,}" if self.times[what] else ""
        told = ", ".join(briefly(one) for one in examples[:_SHOWN])
        more = ", …" if len(examples) > _SHOWN else ""
        return f"{what}{number}{f' ({told}{more})' if told else ''}."


def briefly(text: str) -> str:
    """Return a text on one line, cut where it is long, with nothing that cannot be shown."""
    flat = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return flat if len(flat) <= _LONG else f"{flat[: _LONG - 1]}…"
