"""Where YAML data in an Argdown document end, and those that are read without a YAML parser."""

from __future__ import annotations

import re
from bisect import bisect_right

_PAIR = r"[A-Za-z][A-Za-z0-9_-]*: [^\W\d_](?:[\w .;'-]*[\w.;])?"  # no character that YAML knows
_PLAIN = re.compile(rf"\{{{_PAIR}(?:, {_PAIR})*\}}")
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
        ends = [match for match in _BRACE.finditer(text) if match[2] not in {",", "}"}]
        self.ends = [match.start() + 1 for match in ends]
        self.sure = [match.start() + 1 for match in ends if match[1]]

    def end(self, start: int) -> int | None:
        """Return where data that begin at a brace end; None where they never do."""
        sure = bisect_right(self.sure, start)
        if sure < len(self.sure):
            return self.sure[sure]
        return self.ends[-1] if self.ends and self.ends[-1] > start else None


def plain_data(text: str) -> dict[str, str] | None:
    """Return data in which nothing but keys and plain words stand; None for all others.

    They are most of what documents have, and a YAML parser takes a hundred times as long.

    Examples
    --------
    >>> plain_data("{speaker: Ida Moss, mode: verbatim}")
    {'speaker': 'Ida Moss', 'mode': 'verbatim'}
    >>> plain_data("{speaker: [Ida Moss]}") is None
    True
    """
    if not _PLAIN.fullmatch(text):
        return None
    pairs = [pair.split(": ", 1) for pair in text[1:-1].split(", ")]
    data = dict(pairs)
    if len(data) < len(pairs) or "null" in {*data, *data.values()}:
        return None
    return data
