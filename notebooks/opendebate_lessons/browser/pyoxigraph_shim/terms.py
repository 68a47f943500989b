"""Terms and facts, as pyoxigraph has them, and the same as rdflib has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import rdflib
from rdflib.term import Identifier, Node

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@dataclass(frozen=True, slots=True)
class NamedNode:
    """An IRI."""

    value: str

    def __str__(self) -> str:
        return f"<{self.value}>"


@dataclass(frozen=True, slots=True)
class BlankNode:
    """A node without an IRI."""

    value: str

    def __str__(self) -> str:
        return f"_:{self.value}"


@dataclass(frozen=True, slots=True)
class DefaultGraph:
    """The graph without a name."""

    value: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a query."""

    value: str

    def __str__(self) -> str:
        return f"?{self.value}"


class Literal:
    """A text with a datatype or a language."""

    __slots__ = ("datatype", "language", "value")

    def __init__(
        self, value: object, *, datatype: NamedNode | None = None, language: str | None = None
    ) -> None:
        literal = rdflib.Literal(value)
        self.value = str(literal)
        self.language = language
        native = str(literal.datatype) if literal.datatype else _STRING
        self.datatype = NamedNode(_LANG_STRING) if language else datatype or NamedNode(native)

    def __str__(self) -> str:
        return str(to_rdflib(self).n3())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Literal) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str, NamedNode, str | None]:
        return self.value, self.datatype, self.language


Term = NamedNode | BlankNode | Literal


class Triple(NamedTuple):
    """A fact."""

    subject: Any
    predicate: Any
    object: Any

    def __str__(self) -> str:
        return " ".join(map(str, self))


class Quad(NamedTuple):
    """A fact in a graph."""

    subject: Any
    predicate: Any
    object: Any
    graph_name: Any = DefaultGraph()

    @property
    def triple(self) -> Triple:
        """The fact alone."""
        return Triple(*self[:3])


def to_rdflib(term: Any) -> Any:
    """Return a term as rdflib has it."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, DefaultGraph):
        return rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    kind = term.datatype.value
    return rdflib.Literal(term.value, datatype=None if kind == _STRING else rdflib.URIRef(kind))


def from_rdflib(term: Node | Identifier | None) -> Any:
    """Return a term of rdflib as pyoxigraph has it."""
    if term is None:
        return None
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    assert isinstance(term, rdflib.Literal)
    kind = NamedNode(str(term.datatype)) if term.datatype else None
    return Literal(str(term), datatype=kind, language=term.language)
