"""All relations of a draft's records, one row a relation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from opendebate.coding import records
from opendebate.coding.folder import KINDS
from opendebate.coding.validation_messages import reference_mark
from opendebate.exchange.draft import Draft
from opendebate.exchange.tables.columns import Column
from opendebate.exchange.typed import Record

COLUMNS = [
    Column(("kind",), required=True, note="The key of the coding files that tells it."),
    Column(("from",), required=True, note="Statements are written as source/id."),
    Column(("to",), required=True),
    Column(("basis",), {"base": "string", "format": "^(stated|analytic)$"},
           note="Of an argument: stated by a speaker, or drawn by the coder."),
    Column(("statement",), note="The statement that the relation belongs to."),
    Column(("from_kind",), required=True),
    Column(("to_kind",), required=True),
    Column(("premise",), note="Of an undercut: the step from this claim to `to` is undercut."),
    Column(("role",), note="Of a membership."),
    Column(("since",), note="When a membership began (EDTF)."),
    Column(("until",), note="When a membership ended (EDTF), or: unknown."),
]  # fmt: skip
_BASIS = {"supports": "analytic", "attacks": "analytic", "undercuts": "analytic"}
_OWN = ("memberships", "undercuts", "because", "replies_to")  # not simply from a record to another


def edges_of(draft: Draft) -> list[Record]:
    """Return a row for each relation between things, with the keys of `COLUMNS`.

    A reason that a statement gives (``because``) goes from the reason to the claim that it is
    given for, and names the statement.

    Examples
    --------
    >>> draft = Draft({}, claims={"a": {"supports": ["b"]}, "b": {}})
    >>> edges_of(draft)[0]["to"], edges_of(draft)[0]["basis"]
    ('b', 'analytic')
    """
    kinds = {name: KINDS[file][0] for file, entities in draft.files().items() for name in entities}
    kinds |= dict.fromkeys(draft.sources, "source")
    edges = [edge for edge in _edges(draft) if edge["to"] is not None]
    for edge in edges:
        for end in ("from", "to"):
            # ids of the coding have no slash; what names nothing is the ontology's own topic
            statement = "/" in edge[end]
            edge[f"{end}_kind"] = "statement" if statement else kinds.get(edge[end], "topic")
    return edges


def _edges(draft: Draft) -> Iterator[Record]:
    for file, entities in draft.files().items():
        for name, record in entities.items():
            yield from _simple(KINDS[file][1], name, record)
            yield from _nested(name, record)
    for slug, source in draft.sources.items():
        yield from _simple(records.Source, slug, cast("Record", source["source"]))
        for statement in source["statements"]:
            yield from _of_statement(slug, cast("Record", statement))


def _simple(model: type[records.Record], name: str, record: Record) -> Iterator[Record]:
    for key, field in model.model_fields.items():
        kind = field.alias or key
        mark = reference_mark(field)
        if kind not in _OWN and (mark or kind == "departs_from"):
            for target in _listed(record.get(kind)):
                if mark and mark.phrases and mark.allows(target):
                    continue  # a hat in words names nobody
                yield {"kind": kind, "from": name, "to": target, "basis": _BASIS.get(kind)}


def _nested(name: str, record: Record) -> Iterator[Record]:
    for place in _listed(record.get("memberships")):
        details = {"since": place.get("from")} | {key: place.get(key) for key in ("role", "until")}
        yield {"kind": "memberships", "from": name, "to": place["organization"], **details}
    for step in _listed(record.get("undercuts")):
        ends = {"from": name, "to": step["conclusion"], "premise": step["premise"]}
        yield {"kind": "undercuts", **ends, "basis": _BASIS["undercuts"]}


def _of_statement(slug: str, statement: Record) -> Iterator[Record]:
    name = f"{slug}/{statement['id']}"
    for edge in _simple(records.Statement, name, statement):
        yield {**edge, "statement": name}
    reference: dict[str, Any] = {"statement": name}
    for target in _listed(statement.get("because")):
        ends = {"from": target, "to": statement["claim"]}
        yield {"kind": "because", **ends, "basis": "stated", **reference}
    for target in _listed(statement.get("replies_to")):
        yield {"kind": "replies_to", "from": name, "to": f"{slug}/{target}", **reference}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
