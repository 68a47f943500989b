"""The stance that a statement's qualifier tells: agreement, or a level on a scale."""

from __future__ import annotations

from collections.abc import Mapping

from opendebate.exchange.dna.report import Report, briefly
from opendebate.exchange.dna.tables import Database, Statement, Variable

AGREES = {"affirms": True, "concedes": True, "denies": False, "doubts": False}
_SHOWN = 9  # levels of a scale that are told


class Stances:
    """Tells stances from qualifiers, by all levels that a qualifier takes in a database."""

    def __init__(self, database: Database, report: Report) -> None:
        self.report = report
        self.levels: dict[int, set[int]] = {}
        for one in database.statements:
            for variable, value in one.values.items():
                if isinstance(value, int):
                    self.levels.setdefault(variable, set()).add(value)

    def of(self, one: Statement, qualifier: Variable | None, told: Mapping[str, str]) -> str | None:
        """Return the stance, or None for affirms, which need not be said.

        Parameters
        ----------
        one : Statement
        qualifier : Variable or None
        told : mapping of str to str
            Its ``stance`` is finer than agreement, and holds if it does not contradict that.
        """
        agrees, finer = self._agrees(one, qualifier), told.get("stance", "")
        if agrees is None:
            return "doubts"
        stance = finer if AGREES.get(finer) is agrees else "affirms" if agrees else "denies"
        return None if stance == "affirms" else stance

    def _agrees(self, one: Statement, qualifier: Variable | None) -> bool | None:
        """Tell whether the speaker agrees; None for neither."""
        value = one.values.get(qualifier.id) if qualifier else None
        if qualifier is None or not isinstance(value, int):
            what = "Statements without a qualifier are taken for agreement"
            self.report.note(what, f"statement {one.id}")
            return True
        levels = self.levels[qualifier.id]
        if qualifier.datatype == "boolean" or levels <= {0, 1}:
            return value != 0
        what = "gives the stance by its sign (0: doubts), and its levels are left out"
        scale = ", ".join(map(str, sorted(levels)[:_SHOWN]))
        self.report.note(f"The qualifier “{briefly(qualifier.name)}” {what}", f"levels {scale}")
        return None if value == 0 else value > 0
