"""Relations between entities, and the shortest path along them from one to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pyoxigraph import NamedNode

from opendebate.ask.affirmed_claims import affirmed_claims, imagined_arguments
from opendebate.ask.entities import Entity, entity_of, find, kind_of
from opendebate.ask.query_texts import query_text
from opendebate.engines.engine import Engine, values_block
from opendebate.errors import UsageError
from opendebate.stances import positions

# A path along arguments says more than a path over what claims are about: it counts as shorter.
_ARGUED = {"supports", "attacks"}


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """A fact that joins two entities.

    Attributes
    ----------
    start, end : Entity
    relation : str
        Local name of the property: ``"affirms"``.
    label, inverse : str
        The words for it from `start` to `end`, and back.
    """

    start: Entity
    end: Entity
    relation: str
    label: str
    inverse: str


def relations(engine: Engine) -> list[Relation]:
    """Return every relation between actors, models, policies, claims, topics and events.

    Statements appear as the stance they take (``affirms``), arguments as their relation
    (``supports``), carriers as who reports whom. Who agrees with whom follows from these and is
    not included.
    """
    rows = engine.select(query_text("relations"))
    return [
        Relation(
            start=entity_of(engine, row["start"].value, row["startName"].value),
            end=entity_of(engine, row["end"].value, row["endName"].value),
            relation=row["relation"].value.replace("/", "#").rpartition("#")[2],
            label=row["label"].value,
            inverse=row["inverse"].value,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class PathStep:
    """One relation on a path, in the direction of the path.

    Attributes
    ----------
    start, end : Entity
    label : str
        ``"affirms"``, or ``"affirmed by"`` where the path goes against the relation.
    basis : str
        Of an argument, ``"stated"`` by a speaker, ``"analytic"``, or ``"stated and analytic"``.
    """

    start: Entity
    label: str
    end: Entity
    basis: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        basis = {"basis": self.basis} if self.basis else {}
        ends = {"from": self.start.to_dict(), "relation": self.label, "to": self.end.to_dict()}
        return {**ends, **basis}


def _relations_of_ends(
    engine: Engine, ends: Iterable[Entity]
) -> Iterator[tuple[Entity, Entity, str, str]]:
    """Yield the relations of statements and facts, where a path can only begin or end."""
    focuses = [NamedNode(end.iri) for end in ends if end.kind in {"statement", "context"}]
    if not focuses:
        return
    rows = engine.select(query_text("relations_of_ends", focus=values_block("focus", focuses)))
    for row in rows:
        label = row["label"].value
        inverse = row["inverse"].value if row["inverse"] else f"is {label} of"
        yield (
            entity_of(engine, row["focus"].value, row["name"].value),
            entity_of(engine, row["other"].value, row["otherName"].value),
            label,
            inverse,
        )


def path(engine: Engine, start: str, end: str) -> list[PathStep] | None:
    """Return a shortest path between two entities, or None where there is none.

    No path leads over an argument whose premise nobody affirms, or that is only
    imagined.

    Parameters
    ----------
    engine : Engine
    start, end : str
        Ids, IRIs or names.

    Raises
    ------
    UnknownName, AmbiguousName
        If a name means no entity, or several.
    """
    import networkx as nx

    first, last = find(engine, start), find(engine, end)
    for entity in (first, last):
        if not kind_of(engine, entity.iri):
            raise UsageError(
                f"{entity.id} is a topic of the ontology: no path leads along it.",
                advice="Name a topic of the debate below it.",
            )
    graph: nx.Graph[Entity] = nx.Graph()
    graph.add_nodes_from((first, last))
    labels: dict[tuple[Entity, Entity], str] = {}
    affirmed, imagined = affirmed_claims(engine), imagined_arguments(engine)
    for relation in relations(engine):
        a, b = relation.start, relation.end
        if relation.relation in {"supports", "attacks"} and (
            a.iri not in affirmed or (a.iri, relation.relation, b.iri) in imagined
        ):
            continue
        length = 1.0 if relation.relation in {*_ARGUED, *positions()} else 1.5
        shortest = graph.edges[a, b]["length"] if graph.has_edge(a, b) else length
        graph.add_edge(a, b, length=min(shortest, length))
        labels.setdefault((a, b), relation.label)
        labels.setdefault((b, a), relation.inverse)
    for a, b, label, inverse in _relations_of_ends(engine, {first, last}):
        if not graph.has_edge(a, b):
            graph.add_edge(a, b, length=1.5)
            labels[a, b], labels[b, a] = label, inverse
    try:
        nodes = nx.shortest_path(graph, first, last, weight="length")
    except nx.NetworkXNoPath:
        return None
    steps = [PathStep(a, labels[a, b], b) for a, b in pairwise(nodes)]
    return [replace(step, basis=_basis(engine, step)) for step in steps]


def _basis(engine: Engine, step: PathStep) -> str:
    """Return who joins two claims by an argument: ``"stated"``, ``"analytic"`` or both."""
    if not step.label.startswith(("support", "attack")):
        return ""
    ends = values_block("end", [NamedNode(step.start.iri), NamedNode(step.end.iri)])
    rows = engine.select(
        f"""SELECT DISTINCT ?basis {{ {ends}
          {ends.replace("?end", "?start")}
          ?argument od:premise ?start ; od:conclusion ?end ; od:basis/skos:notation ?basis .
          FILTER (?start != ?end) }}"""
    )
    return " and ".join(sorted({row["basis"].value for row in rows}, reverse=True))
