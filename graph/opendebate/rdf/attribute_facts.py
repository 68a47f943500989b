"""The study's own attributes in RDF: a property for each, under the debate's IRI."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from opendebate.coding import records
from opendebate.rdf.graph_builder import GraphBuilder
from opendebate.rdf.namespaces import as_stored, typed

_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}  # by the length of an EDTF date


def add_declarations(debate: records.Debate, out: GraphBuilder) -> None:
    """Add the property of each attribute that a debate declares: its name, label and domain."""
    for name, attribute in debate.attributes.items():
        subject = out.iris("attribute", name)
        out.add(subject, "rdf:type", out.term("od:Attribute"))
        out.add_identity(subject, name, attribute.label)
        out.add_string(subject, "od:attributeType", attribute.type)
        for kind in attribute.of:
            out.add(subject, "od:attributeOf", out.term(f"od:{kind.capitalize()}"))
        if len(attribute.of) == 1:  # several domains would mean all of them at once
            out.add(subject, "rdfs:domain", out.term(f"od:{attribute.of[0].capitalize()}"))


def add_values(
    out: GraphBuilder, subject: NamedNode, values: Mapping[str, str], debate: records.Debate
) -> None:
    """Add the values of an entity's attributes, each as a literal of its type."""
    for name, value in values.items():
        literal = _literal(value, debate.attributes[name].type)
        out.add(subject, out.iris("attribute", name).value, literal)


def _literal(value: str, of_type: str) -> Literal:
    """Return a value as a literal.

    Examples
    --------
    >>> _literal("2024-01", "date").datatype.value.rpartition("#")[2]
    'gYearMonth'
    >>> _literal("7.50", "number").value
    '7.5'
    """
    if of_type == "number":
        return as_stored(typed(value, "decimal"))
    if of_type == "date" and len(value) in _DATES and "/" not in value:
        return typed(value, _DATES[len(value)])
    return Literal(value)
