"""Attributes of nodes for other programs, read from the register graph of a debate."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.engines.engine import Engine

# Attribute → the pattern that binds it as ?value; several values become a list.
_PATTERNS = {
    "affiliation": """?node org:hasMembership ?place . ?place org:organization/rdfs:label ?value
        FILTER NOT EXISTS { ?place od:until ?end }""",
    "role": """?node org:hasMembership ?place . ?place od:role ?value
        FILTER NOT EXISTS { ?place od:until ?end }""",
    "claim_kind": "?node od:claimKind/skos:notation ?value",
    "topics": "?node od:topic/rdfs:label ?value",
    "description": "?node dcterms:description ?value",
}
# The study's own attributes.
_OWN = """SELECT ?node ?name ?value {
    ?p a od:Attribute ; dcterms:identifier ?name . ?node ?p ?value }"""
_LISTS = {"affiliation", "role", "topics"}


def with_attributes(engine: Engine, graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return a network whose nodes also have the attributes in the debate's register graph.

    Parameters
    ----------
    engine : Engine
        Of the same debate.
    graph : networkx.Graph
        Any network of :mod:`opendebate.networks`, of any networkx class; it is not changed.

    Returns
    -------
    networkx.Graph
        A copy. All nodes also have `iri`, which programs that replace `id` preserve, and a
        `description` where there is one. Actors have their present `affiliation` and `role`,
        claims `claim_kind` and `topics`. Lists are sorted tuples. The study's own attributes have
        their names; one that a node has already begins with ``attribute_``.

    Examples
    --------
    >>> import opendebate
    >>> debate = opendebate.load()
    >>> copy = with_attributes(debate.engine, debate.network("actors"))
    >>> copy.nodes[debate.iris("actor", "wendy-hall").value]["role"]
    ('adviser on AI', 'professor')
    """
    copy = graph.copy()
    attributes = _register_attributes(engine, graph)
    for node in copy:
        copy.nodes[node].update({"iri": node, **attributes[node]})
    for row in engine.select(_OWN):
        if (node := row["node"].value) in copy:
            name, nodes = row["name"].value, copy.nodes
            key = f"attribute_{name}" if name in {*nodes[node], *_PATTERNS} else name
            nodes[node][key] = _plain(row["value"])
    return copy


def _plain(value: Any) -> str | float:
    """Return the value of an attribute as a number or a text."""
    is_number = value.datatype.value.endswith("#decimal")
    return float(value.value) if is_number else str(value.value)


def _register_attributes(engine: Engine, graph: nx.Graph[str]) -> defaultdict[str, dict[str, Any]]:
    values_of: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    patterns = " UNION ".join(
        f'{{ {pattern} BIND("{name}" AS ?name) }}' for name, pattern in _PATTERNS.items()
    )
    for row in engine.select(f"SELECT ?node ?name ?value {{ {patterns} }}"):
        if row["node"].value in graph:
            values_of[row["node"].value][row["name"].value].add(row["value"].value)
    attributes_of: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for node, attributes in values_of.items():
        for name in filter(attributes.__contains__, _PATTERNS):
            sorted_values = tuple(sorted(attributes[name]))
            attributes_of[node][name] = (
                sorted_values if name in _LISTS else "; ".join(sorted_values)
            )
    return attributes_of
