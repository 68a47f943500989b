"""What this library writes into an AIF document besides, read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from pydantic import BaseModel

from opendebate.coding import records
from opendebate.coding.field_types import RefersTo
from opendebate.coding.folder import KINDS
from opendebate.coding.validation_messages import nested_model, reference_mark
from opendebate.errors import InputError, close_matches, did_you_mean
from opendebate.exchange.aif.context import ImportContext
from opendebate.exchange.draft import Draft
from opendebate.exchange.extension import KEY, Extension
from opendebate.exchange.typed import Record, StatementData, sort_statements

ADVICE = f"Correct it, or delete every key {KEY!r} of the file."


def read_statements(context: ImportContext) -> None:
    """Make the statements that illocutions have in their extension, in the order of the file."""
    graph = context.graph
    for node in graph.of("YA"):
        source, record = node.extension.get("source"), node.extension.get("statement")
        if not isinstance(source, str) or not isinstance(record, dict):
            continue
        direct = _claims(node.id, context)
        steps = [claim for step in graph.out(node.id, "CA") for claim in _claims(step, context)]
        spot = context.locution_of(node.id)[0]
        if not (direct or steps):
            continue
        if source not in context.draft.sources:
            where = f"{graph.where}, node {node.id}"
            raise InputError(f"There is no source {source[:80]!r}.", where=where, advice=ADVICE)
        key = (source, str(record.get("id")))
        if key not in context.written:
            extension = Extension(graph.where, ADVICE)
            content = record | {"claim": (direct or steps)[0]}
            checked = extension.record(records.Statement, content, f"node {node.id}")
            context.written[key] = context.add(spot, source, cast("StatementData", checked))
        statement = context.written[key]
        if direct and not statement.direct:
            statement.direct.append(node.id)
            context.outcomes.add(node.id, *statement.key)
    _sort(context)


def _sort(context: ImportContext) -> None:
    """Put statements into the order that was written; those that others added come last."""
    listed = context.graph.extension.get("order")
    pairs = [
        pair
        for pair in (listed if isinstance(listed, list) else [])
        if isinstance(pair, list) and [type(name) for name in pair] == [str, str]
    ]
    for slug, source in context.draft.sources.items():
        sort_statements(source["statements"], [name for place, name in pairs if place == slug])


def _claims(node: str, context: ImportContext) -> list[str]:
    ids = context.graph.out(node, "I")
    return [context.claims[name] for name in ids if name in context.claims]


def check(draft: Draft, where: str) -> None:
    """Check that the claims are such as a coding file holds, and that every id names something.

    Raises
    ------
    InputError
        At the first that is not, or does not.
    """
    extension = Extension(where, ADVICE)
    for name, claim in draft.claims.items():
        extension.record(records.Claim, claim, f"claim {name!r}")
    kinds = {name: kind for kind, name, _, _ in _all_records(draft)}
    for kind, name, model, record in _all_records(draft):
        for wrong, expected in _dangling(model, record, kinds):
            close = did_you_mean(close_matches(wrong, kinds))
            raise InputError(
                f"There is no {' or '.join(expected)} {wrong[:80]!r}. {close}".strip(),
                where=f"{where}, {kind} {name[:80]!r}".replace(" ''", ""),
                advice=ADVICE,
            )


def _all_records(draft: Draft) -> Iterator[tuple[str, str, type[BaseModel], Record]]:
    yield "debate", "", records.Debate, draft.debate
    for file, entities in draft.files().items():
        for name, record in entities.items():
            yield KINDS[file][0], name, KINDS[file][1], record
    for slug, source in draft.sources.items():
        yield "source", slug, records.SourceFile, cast("Record", source)


def _dangling(
    model: type[BaseModel], record: Any, kinds: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ids in a record that name nothing of a kind that may stand there."""
    for name, field_info in model.model_fields.items():
        value = record.get(field_info.alias or name)
        mark, nested = reference_mark(field_info), nested_model(field_info)
        for item in value if isinstance(value, list) else [value]:
            if nested and isinstance(item, dict):
                yield from _dangling(nested, item, kinds)
            elif mark and isinstance(item, str) and not _names(item, mark, kinds):
                yield item, mark.kinds


def _names(name: str, mark: RefersTo, kinds: Mapping[str, str]) -> bool:
    return name in mark.also or kinds.get(name) in mark.kinds
