"""What is in a debate, in numbers, and what no reader of its texts sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from opendebate.ask.findings import Finding, findings
from opendebate.engines.engine import Engine
from opendebate.table import Table
from opendebate.word_tables import tables_beside


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of a kind."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What ``opendebate build`` reports of a debate.

    Attributes
    ----------
    title, question : str
    counts : Table of Count
        Without what there is none of; the last is the number of facts.
    findings : Table of Finding
    """

    title: str
    question: str
    counts: Table[Count]
    findings: Table[Finding]

    def __str__(self) -> str:
        """Return the counts and the findings as text."""
        texts = (finding.text for finding in self.findings)
        return "\n".join([self.title, self.question, "", str(self.counts), "", *texts])


def summarise(engine: Engine, title: str, question: str, facts: int) -> Summary:
    """Return the summary of a debate of a number of facts."""
    counts = [*_counts(engine), Count("facts, with the ontology's", facts)]
    return Summary(
        title,
        question,
        Table(counts, ("kind", "number")),
        Table(
            findings(engine),
            ("text", "question", "names"),
            shown=("text", "question"),
        ),
    )


def _counts(engine: Engine) -> Iterator[Count]:
    counted_kinds = tables_beside(__file__)
    for name, pattern in counted_kinds.items():
        row, *_ = engine.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
        if number := int(row["n"].value):
            yield Count(name, number)
