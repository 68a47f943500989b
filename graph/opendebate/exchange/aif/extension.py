"""What this library writes into an AIF document besides, read again."""

from __future__ import annotations

from itertools import chain
from typing import cast

from opendebate.coding import records
from opendebate.errors import InputError, close_matches, did_you_mean
from opendebate.exchange.aif.context import AifContext
from opendebate.exchange.coded_debate import CodedDebate, StatementData, sort_statements
from opendebate.exchange.extension import KEY, Extension
from opendebate.exchange.references import all_records, kinds_of, references

ADVICE = f"Correct it, or delete every key {KEY!r} of the file."


def read_statements(context: AifContext) -> None:
    """Make the statements that illocutions have in their extension, in the order of the file."""
    graph = context.graph
    for node in graph.of("YA"):
        source, record = node.extension.get("source"), node.extension.get("statement")
        if not isinstance(source, str) or not isinstance(record, dict):
            continue
        direct, *steps = (
            context.claims_of(graph.out(name, "I")) for name in (node.id, *graph.out(node.id, "CA"))
        )
        claims = [*direct, *chain.from_iterable(steps)]
        spot = context.locution_of(node.id)[0]
        if not claims:
            continue
        if source not in context.coded.sources:
            where = f"{graph.where}, node {node.id}"
            raise InputError(f"There is no source {source[:80]!r}.", where=where, advice=ADVICE)
        key = (source, str(record.get("id")))
        if key not in context.written:
            extension = Extension(graph.where, ADVICE)
            content = record | {"claim": claims[0]}
            checked = extension.record(records.Statement, content, f"node {node.id}")
            context.written[key] = context.add(spot, source, cast("StatementData", checked))
        statement = context.written[key]
        if direct and not statement.direct:
            context.ground(statement, node.id)
    _sort(context)


def _sort(context: AifContext) -> None:
    """Put statements into the order that was written; those that others added come last."""
    listed = context.graph.extension.get("order")
    pairs = [
        pair
        for pair in (listed if isinstance(listed, list) else [])
        if isinstance(pair, list) and [type(name) for name in pair] == [str, str]
    ]
    for slug, source in context.coded.sources.items():
        sort_statements(source["statements"], [name for place, name in pairs if place == slug])


def check(coded: CodedDebate, where: str) -> None:
    """Check that the claims are such as a coding file holds, and that every id names something.

    Raises
    ------
    InputError
        At the first that is not, or does not.
    """
    extension, kinds = Extension(where, ADVICE), kinds_of(coded)
    for item in all_records(coded):
        if item.kind == "claim":
            extension.record(item.model, item.data, item.label)
        for reference in references(item.model, item.data):
            if not reference.is_known(kinds):
                name, expected = reference.name, " or ".join(reference.mark.kinds)
                close = did_you_mean(close_matches(name, kinds))
                problem = f"There is no {expected} {name[:80]!r}. {close}".strip()
                raise InputError(problem, where=f"{where}, {item.label}", advice=ADVICE)
