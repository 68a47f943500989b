"""The whole debate as one network: every thing and every tie between things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TypeVar

import networkx as nx

from opendebate.ask.affirmed_claims import affirmed_claims
from opendebate.ask.entities import all_names, thing
from opendebate.ask.relations import ties
from opendebate.engines.cached_results import extracts_of
from opendebate.engines.rows import plain
from opendebate.networks.tie_grounds import (
    arguments_behind,
    basis_of,
    local_name,
    stances_behind,
    statements_carried,
)

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

KINDS = ("actor", "claim", "event", "model", "policy", "topic")
STANCES = ("affirms", "denies", "doubts", "concedes")
ARGUMENTS = ("supports", "attacks")

Row = list[Any]
T = TypeVar("T")


def whole_network(
    engine: Engine, *, positions: str = "latest", unvoiced: bool = False
) -> nx.MultiDiGraph[str]:
    """Return all actors, claims, events, models, policies and topics with their ties.

    Parameters
    ----------
    engine : Engine
        The built debate.
    positions : str
        ``"latest"``, or ``"all"``: also the stances that somebody gave up later.
    unvoiced : bool
        Whether claims that nobody affirms support and attack others, too.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are IRIs, with `kind`, `id` and `name`; actors also with `type` (``"person"``,
        ``"organization"`` or ``"group"``) and `hypothetical`; claims with `side`; `names`, a
        sorted tuple of other names, and `link`, a web address, where there are any. Edges are
        keyed by their `relation`, with `label` and `inverse`, how one says it there and back;
        stances and ``carrier`` also with `statements`, the ids of the statements behind them,
        and ``supports`` and ``attacks`` with `basis` (``"stated"``, ``"analytic"``) and the
        `statements` in which they are stated. Both are sorted tuples.

    Notes
    -----
    A stance is an edge only where somebody holds it: hypothetical statements and hypothetical
    actors have none. Only a claim that somebody affirms supports or attacks another: see
    :func:`opendebate.ask.affirmed_claims.affirmed_claims`. Undercuts
    attack an argument, not a thing, and are left out.

    Examples
    --------
    >>> import opendebate
    >>> network = whole_network(opendebate.load().engine)
    >>> network.nodes["https://w3id.org/opendebate/actor/wendy-hall"]["type"]
    'person'
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(attributes_of_things(engine).items())
    nodes = list(graph)
    for start, end, relation, label, inverse, more in _extracted(engine, "ties", _ties, nodes):
        graph.add_edge(
            nodes[start],
            nodes[end],
            key=relation,
            relation=relation,
            label=label,
            inverse=inverse,
            **{name: tuple(values) for name, values in more.items()},
        )
    if not unvoiced:
        _remove_unvoiced_arguments(graph, affirmed_claims(engine))
    if positions == "all":
        _add_formerstances_behind(graph, engine)
    return graph


def _remove_unvoiced_arguments(graph: nx.MultiDiGraph[str], affirmed: Collection[str]) -> None:
    edges = graph.edges(keys=True)
    graph.remove_edges_from(
        [edge for edge in edges if edge[2] in ARGUMENTS and edge[0] not in affirmed]
    )


def _add_formerstances_behind(graph: nx.MultiDiGraph[str], engine: Engine) -> None:
    """Add the stances that somebody gave up later; `od:affirms` and its like leave them out."""
    words = {
        local_name(row["stance"].value): (row["label"].value, row["inverse"].value)
        for row in engine.select(
            """SELECT ?stance ?label ?inverse {
              VALUES ?stance { od:affirms od:denies od:doubts od:concedes }
              ?stance rdfs:label ?label ; od:inverseLabel ?inverse }"""
        )
    }
    for (actor, stance, claim), statements in sorted(stances_behind(engine).items()):
        imagined = graph.nodes[actor].get("hypothetical")
        if not imagined and not graph.has_edge(actor, claim, stance):
            label, inverse = words[stance]
            graph.add_edge(
                actor, claim, key=stance, relation=stance, label=label, inverse=inverse,
                statements=tuple(sorted(statements)),
            )  # fmt: skip


def _extracted(engine: Engine, name: str, make: Callable[..., T], *given: Any) -> T:
    """Return what is made of a whole debate, from its extracts where it was made before."""
    kept = extracts_of(engine)
    found: T | None = None if kept is None else kept.get(name)
    if found is None:
        found = make(engine, *given)
        if kept is not None:
            kept.keep(name, found)
    return found


def _ties(engine: Engine, nodes: list[str]) -> list[Row]:
    """Return all ties among nodes, as lists: both ends by number, the words, and more of it."""
    numbers = {iri: n for n, iri in enumerate(nodes)}
    rows: list[Row] = []
    stances, arguments, carried = (
        stances_behind(engine),
        arguments_behind(engine),
        statements_carried(engine),
    )
    for tie in ties(engine):
        start, end = tie.start.iri, tie.end.iri
        if start not in numbers or end not in numbers:
            continue
        more: dict[str, Any] = {}
        if tie.relation in STANCES:
            more = {"statements": tuple(sorted(stances[start, tie.relation, end]))}
        elif tie.relation in ARGUMENTS:
            more = basis_of(arguments[start, tie.relation, end])
        elif tie.relation == "carrier":
            more = {"statements": tuple(sorted(carried[start, end]))}
        rows.append([numbers[start], numbers[end], tie.relation, tie.label, tie.inverse, more])
    return rows


def attributes_of_things(engine: Engine) -> dict[str, dict[str, Any]]:
    """Return the attributes that :func:`whole_network` gives to things.

    Parameters
    ----------
    engine : Engine
        The built debate.

    Returns
    -------
    dict of str to dict
        Attributes by IRI, in the order of the IRIs.
    """
    found = _extracted(engine, "things", _read_attributes)
    for about in found.values():
        if "names" in about:
            about["names"] = tuple(about["names"])  # JSON has lists
    return found


def _read_attributes(engine: Engine) -> dict[str, dict[str, Any]]:
    rows = engine.select(
        """SELECT ?thing ?name ?class ?side ?hypothetical ?link {
          ?thing dcterms:identifier ?id ; rdfs:label ?name .
          OPTIONAL { ?thing a ?class FILTER (?class IN (od:Person, od:Organization, od:Group)) }
          OPTIONAL { ?thing od:side ?side }
          OPTIONAL { ?thing od:hypothetical ?hypothetical }
          OPTIONAL { ?thing foaf:page ?link }
        } ORDER BY ?thing ?name ?link"""
    )
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        one = thing(engine, row["thing"].value, row["name"].value)
        if one.kind not in KINDS or one.iri in found:
            continue
        found[one.iri] = {"kind": one.kind, "id": one.id, "name": one.name}
        if one.kind == "actor":
            found[one.iri]["type"] = local_name(row["class"].value) if row["class"] else "actor"
            found[one.iri]["hypothetical"] = plain(row["hypothetical"]) is True
        if row["side"]:
            found[one.iri]["side"] = local_name(row["side"].value)
        if row["link"]:
            found[one.iri]["link"] = row["link"].value
    for iri, names in _other_names(engine).items():
        if iri in found:
            found[iri]["names"] = tuple(sorted(names))
    return found


def _other_names(engine: Engine) -> defaultdict[str, set[str]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for one, name in all_names(engine):
        if name != one.name:
            names[one.iri].add(name)
    return names
