"""What a lens is: a network with sentences that say what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Lens:
    """A network with its description in words.

    Attributes
    ----------
    name : str
        One of `LENSES`.
    network : networkx.MultiDiGraph
        As the module of that name describes it.
    description, finding : str
        What the network shows, and its main result: a sentence each.
    omissions : str
        How many entities are omitted or have no ties; empty if there are none.
    highlighted : tuple of str
        IRIs of the entities that `finding` names.
    omitted : tuple of mapping
        Attributes of the debate's entities that are not in the network.
    omission_reason : str
        Why an entity is omitted although its kind is in the network.
    """

    name: str
    network: nx.MultiDiGraph[str]
    description: str
    finding: str
    omissions: str = ""
    highlighted: tuple[str, ...] = ()
    omitted: tuple[Mapping[str, Any], ...] = ()
    omission_reason: str = "it has no tie of this kind"


def count_kind(network: nx.MultiDiGraph[str], kind: str) -> int:
    """Return how many nodes of a kind, such as ``"actor"``, a network has."""
    return sum(attributes["kind"] == kind for _, attributes in network.nodes(data=True))
