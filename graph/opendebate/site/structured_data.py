"""What search engines read of a page: schema.org, as JSON-LD.

A coding reports who claims what; it does not judge whether a claim is true, and no kind of source
is a fact check. So nothing here is a ``ClaimReview``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from opendebate.ask.citation import citation_of
from opendebate.coding.orcid import ORCID_ADDRESS
from opendebate.rdf.namespaces import iri_of
from opendebate.site.addresses import page_path
from opendebate.site.page_content import EntityContent, StoryContent
from opendebate.stances import AFFIRMS, stances

if TYPE_CHECKING:
    from opendebate.ask.citation import CitedAuthor
    from opendebate.ask.entities import Entity
    from opendebate.site.debate_index import DebateIndex
    from opendebate.site.page_content import PageContent

Node = dict[str, Any]
_TYPES = {
    "claim": "Claim", "policy": "CreativeWork", "model": "SoftwareApplication",
    "topic": "DefinedTerm", "event": "Event", "actor": "Thing",
}  # fmt: skip
_ACTORS = {"person": "Person", "organization": "Organization", "group": "Thing"}
_SOURCES = {
    "news-article": "NewsArticle", "opinion": "OpinionNewsArticle", "paper": "ScholarlyArticle",
    "report": "Report", "social-media": "SocialMediaPosting",
}  # fmt: skip
_LAWS = {"law", "bill", "executive-order", "rule", "directive"}


def author_type(author: CitedAuthor) -> str:
    """Return the class of an author: a person has an ORCID iD, or a family name before a comma."""
    return "Person" if author.orcid or "," in author.name else "Organization"


def described_author(author: CitedAuthor, kind: str = "") -> Node:
    """Return the description of an author, or of somebody of another class.

    Examples
    --------
    >>> from opendebate.ask.citation import CitedAuthor
    >>> described_author(CitedAuthor("Moss, Ida"))
    {'@type': 'Person', 'name': 'Ida Moss'}
    """
    node: Node = {"@type": kind or author_type(author), "name": author.display_name}
    if author.orcid:
        node["identifier"] = ORCID_ADDRESS + author.orcid
    if author.affiliation:
        node["affiliation"] = {"@type": "Organization", "name": author.affiliation}
    return node


class StructuredData:
    """Describes the pages of a debate in the words of schema.org.

    Parameters
    ----------
    index : DebateIndex
    base : str
        The address of the site.
    """

    def __init__(self, index: DebateIndex, base: str) -> None:
        self.index, self.base = index, base
        self.authors = citation_of(index.engine).authors

    def of_page(self, content: PageContent, picture: str) -> Node:
        """Return the description of a page and of its entity or story.

        Parameters
        ----------
        content : PageContent
        picture : str
            The address of the page's picture; empty where it has none.
        """
        address = self._address(content.entity)
        return {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "name": content.entity.name,
            "description": content.summary,
            "inLanguage": self.index.language,
            **({"license": self.index.licence} if self.index.licence else {}),
            **({"image": picture} if picture else {}),
            "isPartOf": {"@type": "WebSite", "name": self.index.title, "url": self.base},
            "mainEntity": self._main(content),
        }

    def of_home(self, picture: str) -> Node:
        """Return the description of the site's first page."""
        index = self.index
        creators = [described_author(author) for author in self.authors]
        return {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "@id": self.base,
            "url": self.base,
            "name": index.title,
            "description": index.description or index.question,
            "inLanguage": index.language,
            **({"license": index.licence} if index.licence else {}),
            **({"image": picture} if picture else {}),
            **({"creator": creators} if creators else {}),
        }

    def _main(self, content: PageContent) -> Node:
        if isinstance(content, EntityContent):
            return self._entity(content)
        return self._story(content) if isinstance(content, StoryContent) else {}

    def _story(self, content: StoryContent) -> Node:
        """Return a story as an article whose parts are its steps."""
        entity = content.entity
        steps = [
            {
                "@type": "ListItem",
                "position": n,
                "url": f"{self.base}explore.html{step.address}",
                "name": step.text,
            }
            for n, step in enumerate(content.steps, 1)
        ]
        shown = dict.fromkeys(entity for step in content.steps for entity in step.shown)
        return {
            "@type": "Article",
            "@id": entity.iri,
            "headline": entity.name,
            "url": self._address(entity),
            **self._references("about", shown),
            "hasPart": {"@type": "ItemList", "numberOfItems": len(steps), "itemListElement": steps},
        }

    def _entity(self, content: EntityContent) -> Node:
        entity = content.entity
        node: Node = {
            "@type": self._type(entity),
            "@id": entity.iri,
            "name": entity.name,
            "url": content.link or self._address(entity),
        }
        if content.same_as:
            node["sameAs"] = list(content.same_as)
        if content.other_names:
            node["alternateName"] = list(content.other_names)
        if content.description:
            node["description"] = content.description
        more = {"claim": self._claim, "source": self._source, "actor": self._actor}
        return {**node, **more.get(entity.kind, self._dated)(entity)}

    def _type(self, entity: Entity) -> str:
        index = self.index
        if entity.kind == "actor":
            types = (k for k in _ACTORS if index.is_a(entity.iri, f"od:{k.capitalize()}"))
            return _ACTORS[next(types, "group")]
        if entity.kind == "source":
            return _SOURCES.get(index.code(entity.iri, "od:sourceKind"), "CreativeWork")
        if entity.kind == "policy" and index.code(entity.iri, "od:policyKind") in _LAWS:
            return "Legislation"
        return _TYPES[entity.kind]

    def _claim(self, claim: Entity) -> Node:
        """Return who makes a claim and where: only voices that affirm it and have not changed."""
        index = self.index
        affirming = [
            statement
            for statement in index.statements_on.get(claim.iri, ())
            if statement.mode != "hypothetical" and stances()[statement.stance].position == AFFIRMS
        ]
        voices = {v for s in affirming for v in s.voices if v not in s.given_up_by}
        sources = {statement.source for statement in affirming}
        topics = map(index.entity, index.texts(claim.iri, "od:topic"))
        return {
            "text": claim.name,
            **self._references("author", sorted(filter(self._can_be_author, voices))),
            **self._references("appearance", sorted(sources)),
            **self._references("about", sorted(topics)),
        }

    def _source(self, source: Entity) -> Node:
        index, iri = self.index, source.iri
        language = index.text(iri, "dcterms:language")
        return {
            "headline": source.name,
            **self._makers("author", iri, "dcterms:creator"),
            **self._makers("publisher", iri, "dcterms:publisher"),
            **({"inLanguage": language} if language else {}),
            **self._day(iri, "datePublished"),
        }

    def _makers(self, name: str, source: str, by: str) -> Node:
        makers = map(self.index.entity, self.index.texts(source, by))
        return self._references(name, filter(self._can_be_author, makers))

    def _can_be_author(self, actor: Entity) -> bool:
        """Tell whether schema.org allows an author of this class: it has none for groups."""
        return self._type(actor) in {"Person", "Organization"}

    def _actor(self, actor: Entity) -> Node:
        """Return the bodies that an actor belongs to now."""
        index = self.index
        places = index.texts(actor.iri, "org:hasMembership")
        present = [place for place in places if not index.texts(place, "od:until")]
        bodies = [iri for place in present for iri in index.texts(place, "org:organization")]
        if self._type(actor) == "Thing":
            return {}
        return self._references("memberOf", map(index.entity, dict.fromkeys(bodies)))

    def _dated(self, entity: Entity) -> Node:
        name = "startDate" if entity.kind == "event" else "dateCreated"
        return {} if entity.kind in {"topic", "model"} else self._day(entity.iri, name)

    def _day(self, iri: str, name: str) -> Node:
        """Return a date, if it is known to the day."""
        first, last = (self.index.text(iri, f"od:{end}") for end in ("earliest", "latest"))
        return {name: first} if first and first == last else {}

    def _references(self, name: str, entities: Iterable[Entity]) -> Node:
        found = [
            {
                "@type": self._type(entity),
                "@id": entity.iri,
                "name": entity.name,
                "url": self._address(entity),
            }
            for entity in entities
            if entity.kind
            and iri_of("dcterms:identifier") in self.index.outgoing.get(entity.iri, {})
        ]
        return {name: found[0] if len(found) == 1 else found} if found else {}

    def _address(self, entity: Entity) -> str:
        return self.base + page_path(self.index.key(entity))
