"""What the registers say of claims, actors and documents, by which statements are selected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.networks.position_changes import imagined_actors

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine


@dataclass(frozen=True, slots=True)
class SelectionFacts:
    """Facts of the register graph that selections and observations need.

    Attributes
    ----------
    topics, broader_topics : mapping of str to set of str
        Claim → its topics, and its topics with all broader topics.
    claim_kind : mapping of str to str
        Claim → the notation of its kind.
    hypothetical_actors : set of str
        Groups whose words the sources only imagine.
    document_authors : set of pairs
        Pairs of a document and its issuer or author.
    """

    topics: Mapping[str, set[str]]
    broader_topics: Mapping[str, set[str]]
    claim_kind: Mapping[str, str]
    hypothetical_actors: set[str]
    document_authors: set[tuple[str, str]]

    def topic_ids(self, statement: Statement) -> set[str]:
        """Return the ids of the topics of a statement's claim, and of all broader topics."""
        return {topic.rpartition("/")[2] for topic in self.broader_topics[statement.claim.iri]}


def selection_facts(engine: Engine) -> SelectionFacts:
    """Return the facts of a debate that selections and observations need."""
    topics: defaultdict[str, set[str]] = defaultdict(set)
    broader_topics: defaultdict[str, set[str]] = defaultdict(set)
    for row in engine.select("SELECT ?claim ?topic { ?claim od:topic ?topic }"):
        topics[row["claim"].value].add(row["topic"].value)
    for row in engine.select("SELECT ?claim ?topic { ?claim od:topic/skos:broader* ?topic }"):
        broader_topics[row["claim"].value].add(row["topic"].value)
    kinds = engine.select("SELECT ?claim ?kind { ?claim od:claimKind/skos:notation ?kind }")
    claim_kind = {row["claim"].value: row["kind"].value for row in kinds}
    return SelectionFacts(
        topics, broader_topics, claim_kind, imagined_actors(engine), _document_authors(engine)
    )


def _document_authors(engine: Engine) -> set[tuple[str, str]]:
    rows = engine.select("SELECT ?document ?actor { ?document od:issuer|dcterms:creator ?actor }")
    return {(row["document"].value, row["actor"].value) for row in rows}
