"""All relations of a coded debate's records, one row a relation."""

from __future__ import annotations

from collections.abc import Iterator

from opendebate.exchange.coded_debate import CodedDebate, Record
from opendebate.exchange.references import all_records, kinds_of, references
from opendebate.exchange.tables.columns import columns_in

COLUMNS = columns_in("edges")
_BASIS = {"supports": "analytic", "attacks": "analytic", "undercuts": "analytic"}
_WITH_DETAILS = {"because", "replies_to"}  # not simply from a record to another


def edges_of(coded: CodedDebate) -> list[Record]:
    """Return a row for each relation between entities, with the keys of `COLUMNS`.

    A reason that a statement gives (``because``) goes from the reason to the claim that it is
    given for, and names the statement.

    Examples
    --------
    >>> coded = CodedDebate({}, claims={"a": {"supports": ["b"]}, "b": {}})
    >>> edges_of(coded)[0]["to"], edges_of(coded)[0]["basis"]
    ('b', 'analytic')
    """
    kinds = kinds_of(coded)
    edges = [edge for edge in _edges(coded) if edge["to"] is not None]
    for edge in edges:
        for end in ("from", "to"):
            # ids of the coding have no slash; what names nothing is the ontology's own topic
            statement = "/" in edge[end]
            edge[f"{end}_kind"] = "statement" if statement else kinds.get(edge[end], "topic")
    return edges


def _edges(coded: CodedDebate) -> Iterator[Record]:
    for item in all_records(coded):
        name, record = item.name, item.data
        belongs = {"statement": name} if item.kind == "statement" else {}
        for reference in references(item.model, record):
            key, target, mark = reference.key, reference.name, reference.mark
            is_plain = reference.holder is record and key not in _WITH_DETAILS
            if is_plain and not (mark.phrases and mark.allows(target)):  # a hat names nobody
                yield {"kind": key, "from": name, "to": target, "basis": _BASIS.get(key), **belongs}
        for target in record.get("departs_from", ()):
            yield {"kind": "departs_from", "from": name, "to": target}
        yield from _of_statement(name, record) if belongs else _with_details(name, record)


def _with_details(name: str, record: Record) -> Iterator[Record]:
    for place in record.get("memberships", ()):
        details = {"since": place.get("from")} | {key: place.get(key) for key in ("role", "until")}
        yield {"kind": "memberships", "from": name, "to": place["organization"], **details}
    for step in record.get("undercuts", ()):
        ends = {"from": name, "to": step["conclusion"], "premise": step["premise"]}
        yield {"kind": "undercuts", **ends, "basis": _BASIS["undercuts"]}


def _of_statement(name: str, statement: Record) -> Iterator[Record]:
    for target in statement.get("because", ()):
        ends = {"from": target, "to": statement["claim"]}
        yield {"kind": "because", **ends, "basis": "stated", "statement": name}
    slug = name.partition("/")[0]
    for target in statement.get("replies_to", ()):
        yield {"kind": "replies_to", "from": name, "to": f"{slug}/{target}", "statement": name}
