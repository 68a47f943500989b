"""The debate network: all entities of a debate and all ties between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import networkx as nx

from opendebate.ask.affirmed_claims import affirmed_claims, imagined_arguments
from opendebate.ask.entities import all_names, entity_of
from opendebate.ask.query_texts import query_text
from opendebate.ask.relations import relations
from opendebate.engines.cached_results import result_cache
from opendebate.engines.rows import python_value
from opendebate.networks.tie_grounds import (
    arguments_behind,
    basis_of,
    local_name,
    stances_behind,
    statements_carried,
)
from opendebate.stances import stances

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

NETWORK_KINDS = ("actor", "claim", "event", "model", "policy", "topic")
ARGUMENTS = ("supports", "attacks")

TieRow = list[Any]
Extract = TypeVar("Extract")


def build_debate_network(
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
        sorted tuple of other names, and `link`, a web address, where there are any. Edges have
        `relation` as their key, and `label` and `inverse`, the words for both directions. Stances
        and ``carrier`` have the ids of their `statements`; ``supports`` and ``attacks`` have
        `basis` (``"stated"``, ``"analytic"``) and the `statements` that state them. Both are
        sorted tuples.

    Notes
    -----
    Hypothetical statements and hypothetical actors have no stance edges. Only a claim that
    somebody affirms supports or attacks another: see
    :func:`opendebate.ask.affirmed_claims.affirmed_claims`. Undercuts are not edges, because they
    attack an argument and not an entity.

    Examples
    --------
    >>> import opendebate
    >>> network = build_debate_network(opendebate.load().engine)
    >>> network.nodes["https://w3id.org/opendebate/actor/wendy-hall"]["type"]
    'person'
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(entity_attributes(engine).items())
    nodes = list(graph)
    for start, end, relation, label, inverse, attributes in _ties(engine, nodes):
        graph.add_edge(
            nodes[start],
            nodes[end],
            key=relation,
            relation=relation,
            label=label,
            inverse=inverse,
            **{name: tuple(values) for name, values in attributes.items()},
        )
    if not unvoiced:
        _remove_unvoiced_arguments(graph, engine)
    if positions == "all":
        _add_former_stances(graph, engine)
    return graph


def _remove_unvoiced_arguments(graph: nx.MultiDiGraph[str], engine: Engine) -> None:
    affirmed, imagined = affirmed_claims(engine), imagined_arguments(engine)
    graph.remove_edges_from(
        [
            (start, end, relation)
            for start, end, relation in graph.edges(keys=True)
            if relation in ARGUMENTS
            and (start not in affirmed or (start, relation, end) in imagined)
        ]
    )


def _add_former_stances(graph: nx.MultiDiGraph[str], engine: Engine) -> None:
    """Add the stances that actors gave up later; the graph has no `od:affirms` for them."""
    words = {
        local_name(row["stance"].value): (row["label"].value, row["inverse"].value)
        for row in engine.select(
            f"""SELECT ?stance ?label ?inverse {{
              VALUES ?stance {{ {" ".join(f"od:{name}" for name in stances())} }}
              ?stance rdfs:label ?label ; od:inverseLabel ?inverse }}"""
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


def _cached_extract(
    engine: Engine, name: str, build: Callable[..., Extract], *arguments: Any
) -> Extract:
    """Return what `build` extracts from a debate, from the cache if it is there."""
    extracts = result_cache(engine)
    extract: Extract | None = None if extracts is None else extracts.get(name)
    if extract is None:
        extract = build(engine, *arguments)
        if extracts is not None:
            extracts.put(name, extract)
    return extract


def _ties(engine: Engine, nodes: list[str]) -> list[TieRow]:
    """Return what `_tie_rows` does; an engine in this process keeps it."""
    computed: dict[str, list[TieRow]] = getattr(engine, "computed", {})
    if "ties" not in computed:
        computed["ties"] = _cached_extract(engine, "ties", _tie_rows, nodes)
    return computed["ties"]


def _tie_rows(engine: Engine, nodes: list[str]) -> list[TieRow]:
    """Return all ties as lists: the numbers of both ends, relation, labels, attributes."""
    numbers = {iri: n for n, iri in enumerate(nodes)}
    rows: list[TieRow] = []
    statements_of, arguments, carried = (
        stances_behind(engine),
        arguments_behind(engine),
        statements_carried(engine),
    )
    for tie in relations(engine):
        start, end = tie.start.iri, tie.end.iri
        if start not in numbers or end not in numbers:
            continue
        attributes: dict[str, Any] = {}
        if tie.relation in stances():
            attributes = {"statements": tuple(sorted(statements_of[start, tie.relation, end]))}
        elif tie.relation in ARGUMENTS:
            attributes = basis_of(arguments[start, tie.relation, end])
        elif tie.relation == "carrier":
            attributes = {"statements": tuple(sorted(carried[start, end]))}
        rows.append(
            [numbers[start], numbers[end], tie.relation, tie.label, tie.inverse, attributes]
        )
    return rows


def entity_attributes(engine: Engine) -> dict[str, dict[str, Any]]:
    """Return the node attributes of :func:`build_debate_network`.

    Parameters
    ----------
    engine : Engine
        The built debate.

    Returns
    -------
    dict of str to dict
        Attributes by IRI, sorted by IRI.
    """
    attributes_of = _cached_extract(engine, "things", _read_attributes)
    for attributes in attributes_of.values():
        if "names" in attributes:
            attributes["names"] = tuple(attributes["names"])  # JSON has lists
    return attributes_of


def _read_attributes(engine: Engine) -> dict[str, dict[str, Any]]:
    rows = engine.select(query_text("network_nodes"))
    attributes_of: dict[str, dict[str, Any]] = {}
    for row in rows:
        entity = entity_of(engine, row["thing"].value, row["name"].value)
        if entity.kind not in NETWORK_KINDS or entity.iri in attributes_of:
            continue
        attributes_of[entity.iri] = {"kind": entity.kind, "id": entity.id, "name": entity.name}
        if entity.kind == "actor":
            attributes_of[entity.iri]["type"] = (
                local_name(row["class"].value) if row["class"] else "actor"
            )
            attributes_of[entity.iri]["hypothetical"] = python_value(row["hypothetical"]) is True
        if row["side"]:
            attributes_of[entity.iri]["side"] = local_name(row["side"].value)
        if row["link"]:
            attributes_of[entity.iri]["link"] = row["link"].value
    for iri, names in _other_names(engine).items():
        if iri in attributes_of:
            attributes_of[iri]["names"] = tuple(sorted(names))
    return attributes_of


def _other_names(engine: Engine) -> defaultdict[str, set[str]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for entity, name in all_names(engine):
        if name != entity.name:
            names[entity.iri].add(name)
    return names
