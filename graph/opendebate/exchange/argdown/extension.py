"""What only our own Argdown documents hold: statements with their passages, and named steps.

An argument with ``statement`` in its data has the reasons of that statement; one with ``basis``
names a step that stands elsewhere, so that it can be undercut.
"""

from __future__ import annotations

from opendebate.exchange.argdown.claims import ArgdownClaims
from opendebate.exchange.argdown.front import extension_of, listed
from opendebate.exchange.argdown.model import ArgdownArgument, ArgdownModel
from opendebate.exchange.argdown.relations import ArgdownRelations
from opendebate.exchange.argdown.speakers import ArgdownSpeakers, written_entries
from opendebate.exchange.argdown.tree import ArgdownDocument, Data
from opendebate.exchange.coded_debate import StatementData, sort_statements


def restore(
    document: ArgdownDocument,
    model: ArgdownModel,
    claims: ArgdownClaims,
    speakers: ArgdownSpeakers,
    relations: ArgdownRelations,
) -> None:
    """Restore the statements that we wrote, their reasons and their order; read the steps."""
    statements: dict[str, StatementData] = {}
    for item in model.classes:
        for element in item.members:
            for entry in written_entries(element.data, claims.coded):
                statement = speakers.restore(entry, claims.names[item], element)
                statements[f"{entry['source']}/{statement['id']}"] = statement
    for argument in filter(claims.is_step, model.arguments):
        _step(argument, model, relations, statements)
    _sort(extension_of(document.front), claims)


def _step(
    argument: ArgdownArgument,
    model: ArgdownModel,
    relations: ArgdownRelations,
    statements: dict[str, StatementData],
) -> None:
    names = relations.names
    edges = [edge for edge in model.edges if argument in {edge.source, edge.target}]
    premises = [names[premise] for step in argument.steps for premise in step.premises]
    ends = [names[step.conclusion] for step in argument.steps[-1:]]
    for edge in edges:
        if edge.kind == "support" and edge.source in names:
            premises.append(names[edge.source])
        elif edge.kind == "attack" and edge.target in names:
            ends.append(names[edge.target])
    statement = statements.get(str(argument.data.get("statement")))
    if statement and premises:
        statement["because"] = premises
    for end in ends:
        for premise in premises:
            relations.steps.setdefault(argument, {})[premise, end] = None


def _sort(extension: Data, claims: ArgdownClaims) -> None:
    """Put the statements of each source into the order that its record has."""
    sources = extension.get("sources")
    for slug, source in claims.coded.sources.items():
        record = sources.get(slug) if isinstance(sources, dict) else None
        order = listed(record.get("order")) if isinstance(record, dict) else []
        sort_statements(source["statements"], order)
