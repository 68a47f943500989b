"""Where YAML data in an Argdown document end."""

from __future__ import annotations

import re
from bisect import bisect_right

_BRACE = re.compile(r"\}(?=(\s*)([^\s]?))")


class Braces:
    """Where data end.

    As in Argdown they end with the last brace before one that a blank and something else follow;
    a brace before a comma or another brace ends nothing.

    Examples
    --------
    >>> Braces("{a: {b: c}, d: e} and so on").end(0)
    17
    """

    def __init__(self, text: str) -> None:
        ends = [found for found in _BRACE.finditer(text) if found[2] not in {",", "}"}]
        self.last = [found.start() + 1 for found in ends]
        self.sure = [found.start() + 1 for found in ends if found[1]]

    def end(self, start: int) -> int | None:
        """Return where data that begin at a brace end; None where they never do."""
        sure = bisect_right(self.sure, start)
        if sure < len(self.sure):
            return self.sure[sure]
        return self.last[-1] if self.last and self.last[-1] > start else None
