"""What the columns of WebAnno TSV hold, as the head of a file says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from opendebate.exchange.report import ImportNotes

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SIGNS = {"t": "\t", "n": "\n", "r": "\r"}
_LEFT_OUT = {"#T_RL": "Relations between annotations are left out",
             "#T_CH": "Chains of annotations are left out"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of spans, and the first of its columns.

    Attributes
    ----------
    name : str
    first : int
    features : tuple of str
        A name for each column; empty where a column has no feature, or one that is not read.
    """

    name: str
    first: int
    features: tuple[str, ...]


class Columns:
    """The layers of a file, by their columns.

    Examples
    --------
    >>> columns = Columns(ImportNotes())
    >>> columns.add("#T_SP=webanno.custom.Claim|label|speaker")
    True
    >>> columns.layers[0].features
    ('label', 'speaker')
    """

    def __init__(self, report: ImportNotes) -> None:
        self.layers: list[Layer] = []
        self.report, self._number = report, 0

    def add(self, line: str) -> bool:
        """Read a line of the head; return False for other lines."""
        kind, equals, value = line.partition("=")
        if not equals or kind not in {"#T_SP", *_LEFT_OUT}:
            return False
        name, *features = value.strip().split("|")
        features = features or [""]
        if kind == "#T_SP":
            self.layers.append(Layer(name, self._number, tuple(self._names(features))))
        else:
            self.report.note(_LEFT_OUT[kind], name.rpartition(".")[2])
        self._number += len(features)
        return True

    def _names(self, features: list[str]) -> list[str]:
        """Return the features; slots have two columns, the role and the type of its targets."""
        names = []
        is_target = False
        for feature in features:
            is_slot = feature.startswith("ROLE_")
            if is_slot:
                self.report.note("Features that refer to other annotations are left out",
                                 feature.partition(":")[2] or feature)  # fmt: skip
            names.append("" if is_slot or is_target else feature)
            is_target = is_slot
        return names


def plain(text: str) -> str:
    r"""Return a text without escapes.

    Examples
    --------
    >>> plain(r"a\|b\\c")
    'a|b\\c'
    """
    return _ESCAPED.sub(lambda match: _SIGNS.get(match[1], match[1]), text)
