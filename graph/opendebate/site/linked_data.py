"""The facts on an entity as RDF, as the server answers them: what it says and what refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from opendebate.engines.engine import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opendebate.site.debate_index import DebateIndex

FORMATS = {".ttl": RdfFormat.TURTLE, ".jsonld": RdfFormat.JSON_LD}


def linked_data(index: DebateIndex, iri: str, suffix: str) -> bytes:
    """Return the facts on an entity and those that refer to it.

    Parameters
    ----------
    index : DebateIndex
    iri : str
    suffix : str
        One of `FORMATS`.
    """
    names = prefixes(index.engine.iris)
    return pyoxigraph.serialize(_facts(index, iri), format=FORMATS[suffix], prefixes=names) or b""


def _facts(index: DebateIndex, iri: str) -> Iterator[Triple]:
    focus = NamedNode(iri)
    for name, values in index.outgoing.get(iri, {}).items():
        for value in values:
            yield Triple(focus, NamedNode(name), value)
    for subject, name in index.incoming.get(iri, ()):
        yield Triple(NamedNode(subject), NamedNode(name), focus)
