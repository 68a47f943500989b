"""Tables of premises and conclusions, as argument mining has them, as claims and arguments."""

from __future__ import annotations

from collections import defaultdict

from opendebate.exchange.coded_debate import StatementData, add_once
from opendebate.exchange.ids import Ids
from opendebate.exchange.spreadsheet import values
from opendebate.exchange.spreadsheet.attributes import add_attributes, attribute_columns
from opendebate.exchange.spreadsheet.reading import TableContext
from opendebate.exchange.spreadsheet.sheet import Row
from opendebate.exchange.spreadsheet.sources import add_sources
from opendebate.exchange.spreadsheet.statements import StatementReader, add_claim

_RELATIONS = {"in favor of": "supports", "rebut": "attacks", "rebuts": "attacks",
              "undermine": "attacks", "contradicts": "attacks", "entails": "supports",
              "reason": "supports", "objection": "attacks"}  # fmt: skip


def read_relations(context: TableContext) -> None:
    """Put the premises and conclusions of all rows into the coded debate as claims that are joined.

    Where a row names a speaker, the speaker states both claims and the step; else it is the
    coder's.
    """
    reader = _Relations(context)
    meanings = reader.meanings()
    by_document: defaultdict[str, list[tuple[Row, StatementData]]] = defaultdict(list)
    for row in context.sheet.rows:
        meaning = meanings.get(context.cell(row, "relation"), "affirms")
        for statement in reader.argument(row, supports=meaning == "affirms"):
            by_document[context.document(row)].append((row, statement))
    columns = attribute_columns(context)
    add_attributes(context, columns, by_document)
    if by_document:
        add_sources(context, by_document, columns)


class _Relations:
    """Reads arguments."""

    def __init__(self, context: TableContext) -> None:
        self.context, self.claims, self.names = context, dict[str, str](), Ids()
        self.people = StatementReader(context)

    def meanings(self) -> dict[str, str]:
        """Return for each relation whether the premise is for (``affirms``) the conclusion."""
        context = self.context
        column = context.columns.columns.get("relation")
        if column is None:
            context.report.note("No column says how premises bear on conclusions: all are assumed "
                                "to support them", times=0)  # fmt: skip
            return {}
        spelled = {"supports": "agree", "attacks": "disagree"}
        known = {name: spelled[relation] for name, relation in _RELATIONS.items()}
        meanings = values.stance_values({**known, **context.plan.values})
        pairs = [(context.cell(row, "relation"), context.label(row)) for row in context.sheet.rows]
        return values.read_stances(pairs, meanings, context.where, column)

    def claim(self, row: Row, name: str) -> str:
        text = self.context.line(row, name)
        if text and text not in self.claims:
            self.claims[text] = add_claim(self.context, text)
        return self.claims.get(text, "")

    def argument(self, row: Row, *, supports: bool) -> list[StatementData]:
        """Add the argument of a row; return the statements of its speaker, if it has one."""
        context = self.context
        premise, conclusion = self.claim(row, "premise"), self.claim(row, "conclusion")
        if not premise or not conclusion or premise == conclusion:
            problem = "Rows without two different claims make no argument"
            context.report.note(problem, context.label(row))
            return []
        context.used.add(row.number)
        speaker, body = self.people.speakers(row)
        if speaker is None:
            self.add_analytic(premise, conclusion, supports=supports)
            return []
        first: StatementData = {"id": self.names.new(f"s-{row.number}"), "claim": premise}
        second: StatementData = {"id": self.names.new(f"s-{row.number}"), "claim": conclusion}
        if not supports:
            second["stance"] = "denies"
        second["because"] = [premise]
        for statement in (first, second):
            self.complete(statement, row, speaker, body)
        return [first, second]

    def add_analytic(self, premise: str, conclusion: str, *, supports: bool) -> None:
        """Let a claim support or attack another in the coder's reading."""
        relation = "supports" if supports else "attacks"
        add_once(self.context.coded.claims[premise], relation, conclusion)
        problem = "Rows without a speaker: that a claim bears on another is the coder's reading"
        self.context.report.note(problem)

    def complete(self, statement: StatementData, row: Row, speaker: str, body: str | None) -> None:
        """Add to a statement who makes it, when and where."""
        statement["speaker"], statement["mode"] = [speaker], self.people.mode(row)
        if body:
            statement["as"] = body
        if date := self.context.date(row):
            statement["said"] = date
        statement["at"] = self.people.passage(row)
