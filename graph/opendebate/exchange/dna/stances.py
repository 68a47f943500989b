"""The stance that a statement's qualifier shows: agreement, or a level on a scale."""

from __future__ import annotations

from collections.abc import Mapping

from opendebate.exchange.dna.tables import Database, Statement, Variable
from opendebate.exchange.report import ImportReport, shorten

AGREES = {"affirms": True, "concedes": True, "denies": False, "doubts": False}
_LEVELS = 9  # of a scale that a report shows


def label_of(statement: Statement) -> str:
    """Return what a report calls a statement."""
    return f"statement {statement.id}"


class Stances:
    """Reads stances from qualifiers, by all levels that a qualifier takes in a database."""

    def __init__(self, database: Database, report: ImportReport) -> None:
        self.report = report
        self.levels: dict[int, set[int]] = {}
        for statement in database.statements:
            for variable, value in statement.values.items():
                if isinstance(value, int):
                    self.levels.setdefault(variable, set()).add(value)

    def stance(
        self, statement: Statement, qualifier: Variable | None, written: Mapping[str, str]
    ) -> str | None:
        """Return the stance, or None for affirms, which is the default.

        The variable ``stance`` is finer than agreement, and holds if it does not contradict that.
        """
        agrees, finer = self._agrees(statement, qualifier), written.get("stance", "")
        if agrees is None:
            return "doubts"
        stance = finer if AGREES.get(finer) is agrees else "affirms" if agrees else "denies"
        return None if stance == "affirms" else stance

    def _agrees(self, statement: Statement, qualifier: Variable | None) -> bool | None:
        """Tell whether the speaker agrees; None for neither."""
        value = statement.values.get(qualifier.id) if qualifier else None
        if qualifier is None or not isinstance(value, int):
            problem = "Statements without a qualifier are assumed to agree"
            self.report.note(problem, label_of(statement))
            return True
        levels = self.levels[qualifier.id]
        if qualifier.datatype == "boolean" or levels <= {0, 1}:
            return value != 0
        rule = "gives the stance by its sign (0: doubts), and its levels are left out"
        scale = ", ".join(map(str, sorted(levels)[:_LEVELS]))
        self.report.note(f"The qualifier “{shorten(qualifier.name)}” {rule}", f"levels {scale}")
        return None if value == 0 else value > 0
