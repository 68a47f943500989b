"""The topics under which the claims of a map stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from opendebate.natural import natural

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine
    from opendebate.views.map.map_model import Dot, MapClaim


class ClaimTopics:
    """Under which topic each claim stands: of its widest topics, that which most claims share.

    Attributes
    ----------
    of_claim : dict of str to str
        IRI of a claim → key of its topic, or an empty text.
    """

    def __init__(self, engine: Engine, claims: Collection[str]) -> None:
        rows = engine.select("SELECT ?topic ?broader { ?topic skos:broader ?broader }")
        self.broader = {  # within the debate: the ontology's risk and benefit are too wide
            row["topic"].value: row["broader"].value
            for row in rows
            if row["broader"].value.startswith(f"{engine.iris.base}topic/")
        }
        widest: dict[str, set[str]] = {claim: set() for claim in claims}
        self.labels: dict[str, str] = {}
        for row in engine.select(
            "SELECT ?claim ?topic { ?claim od:topic ?topic . ?claim a od:Claim }"
        ):
            if row["claim"].value in widest:
                widest[row["claim"].value].add(self._widest(row["topic"].value))
        shared = Counter(topic for topics in widest.values() for topic in topics)
        self.of_claim: dict[str, str] = defaultdict(str)
        for claim, topics in widest.items():
            if topics:
                topic = min(topics, key=lambda topic: (-shared[topic], natural(topic)))
                self.of_claim[claim] = topic.removeprefix(engine.iris.base)
        self.engine = engine

    def _widest(self, topic: str) -> str:
        seen = set()
        while topic in self.broader and topic not in seen:
            seen.add(topic)
            topic = self.broader[topic]
        return topic

    def names(self, *groups: Iterable[MapClaim | Dot]) -> dict[str, str]:
        """Return key → name of the topics under which something stands."""
        used = {entry.topic for group in groups for entry in group}
        rows = self.engine.select(
            "SELECT ?topic ?name { ?topic a skos:Concept ; rdfs:label ?name }"
        )
        names = {
            row["topic"].value.removeprefix(self.engine.iris.base): row["name"].value
            for row in rows
        }
        return {key: names[key] for key in sorted(used & names.keys(), key=natural)}
