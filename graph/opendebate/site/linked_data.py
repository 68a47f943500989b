"""The facts on a page as RDF: what its entity says, and what refers to it; a story's steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from opendebate.engines.engine import prefixes
from opendebate.rdf.namespaces import term
from opendebate.site.page_content import StoryContent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opendebate.site.debate_index import DebateIndex
    from opendebate.site.page_content import PageContent

# The files beside each page of the static site.
FORMATS = {".ttl": RdfFormat.TURTLE, ".jsonld": RdfFormat.JSON_LD}


def linked_data(index: DebateIndex, content: PageContent, form: RdfFormat) -> bytes:
    """Return the facts on what a page is about, and those that refer to it.

    Parameters
    ----------
    index : DebateIndex
    content : PageContent
    form : pyoxigraph.RdfFormat
    """
    names = prefixes(index.engine.iris)
    facts = (
        _story(index, content)
        if isinstance(content, StoryContent)
        else _entity(index, content.entity.iri)
    )
    return pyoxigraph.serialize(facts, format=form, prefixes=names) or b""


def _entity(index: DebateIndex, iri: str) -> Iterator[Triple]:
    yield from _said_of(index, iri)
    for subject, name in index.incoming.get(iri, ()):
        yield Triple(NamedNode(subject), NamedNode(name), NamedNode(iri))


def _said_of(index: DebateIndex, iri: str) -> Iterator[Triple]:
    for name, values in index.outgoing.get(iri, {}).items():
        for value in values:
            yield Triple(NamedNode(iri), NamedNode(name), value)


def _story(index: DebateIndex, content: StoryContent) -> Iterator[Triple]:
    """Yield the facts of a story and its steps; one made from the map is not in the graph."""
    iri = content.entity.iri
    steps = [f"{iri}/{n}" for n, _ in enumerate(content.steps, 1)]
    if not content.generated:
        for subject in (iri, *steps):
            yield from _said_of(index, subject)
        return
    story = NamedNode(iri)
    yield Triple(story, term("rdf:type"), term("od:Story"))
    yield Triple(story, term("dcterms:title"), Literal(content.entity.name, language="en"))
    for step, shown in zip(map(NamedNode, steps), content.steps, strict=True):
        yield Triple(story, term("od:step"), step)
        yield Triple(step, term("rdf:type"), term("od:StoryStep"))
        yield Triple(step, term("od:text"), Literal(shown.text, language="en"))
        yield Triple(step, term("od:pageState"), Literal(shown.state))
