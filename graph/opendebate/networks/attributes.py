"""Attributes of nodes for other programs: what a debate's register says of each thing."""

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
_LISTS = {"affiliation", "role", "topics"}


def with_attributes(engine: Engine, graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return a network whose nodes say what the debate's register says of them.

    Parameters
    ----------
    engine : Engine
        Of the same debate.
    graph : networkx.Graph
        Or one of its kin, as the modules of :mod:`opendebate.networks` make them; it is not
        changed.

    Returns
    -------
    networkx.Graph
        A copy. Nodes have in addition `iri`, which programs with an `id` of their own keep;
        actors `affiliation` and `role`, past ones left out; claims `claim_kind` and `topics`; and
        all a `description`, where there are any. Lists are sorted tuples.

    Examples
    --------
    >>> import opendebate
    >>> debate = opendebate.load()
    >>> told = with_attributes(debate.engine, debate.network("actors"))
    >>> told.nodes[debate.iris("actor", "wendy-hall").value]["role"]
    ('adviser on AI', 'professor')
    """
    told = graph.copy()
    found = _told(engine, graph)
    for node in told:
        told.nodes[node].update({"iri": node, **found[node]})
    return told


def _told(engine: Engine, graph: nx.Graph[str]) -> defaultdict[str, dict[str, Any]]:
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    parts = " UNION ".join(
        f'{{ {pattern} BIND("{name}" AS ?name) }}' for name, pattern in _PATTERNS.items()
    )
    for row in engine.select(f"SELECT ?node ?name ?value {{ {parts} }}"):
        if row["node"].value in graph:
            found[row["node"].value][row["name"].value].add(row["value"].value)
    told: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for node, attributes in found.items():
        for name in (one for one in _PATTERNS if one in attributes):
            all_of_them = tuple(sorted(attributes[name]))
            told[node][name] = all_of_them if name in _LISTS else "; ".join(all_of_them)
    return told
