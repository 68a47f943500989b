"""What opendebate's lessons use of pyoxigraph, for a browser, which cannot have pyoxigraph itself.

The site of lessons has this package under the name ``pyoxigraph``. It has the interface of that
library; rdflib answers the queries. A query can only read this debate: nothing is downloaded.
"""

from __future__ import annotations

from .rdflib_setup import set_up_rdflib
from .results import QueryBoolean, QuerySolution, QuerySolutions, QueryTriples
from .store import RdfFormat, Store, parse, serialize
from .terms import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple, Variable

__all__ = [
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "QueryBoolean",
    "QuerySolution",
    "QuerySolutions",
    "QueryTriples",
    "RdfFormat",
    "Store",
    "Triple",
    "Variable",
    "parse",
    "serialize",
]
__version__ = "VERSION"  # of the library that this stands for: a debate built with it is read here

if __name__ == "pyoxigraph":
    set_up_rdflib()
