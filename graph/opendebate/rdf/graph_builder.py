"""Writing down facts about one graph's things, a few words at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from opendebate.coding.dates import Span
from opendebate.rdf.namespaces import Iris, term, typed

_ARGUMENT = {"supports": "od:Support", "attacks": "od:Attack"}


# A fact: a thing, the prefixed name of a property, and its value.
Row = tuple[NamedNode, str, NamedNode | Literal]


class Part(NamedTuple):
    """The facts of one named graph."""

    graph: NamedNode
    rows: list[Row]

    def quads(self) -> Iterator[Quad]:
        """Yield the facts as quads."""
        graph = self.graph
        for thing, predicate, value in self.rows:
            yield Quad(thing, term(predicate), value, graph)


@dataclass(slots=True)
class Triples:
    """Collects the facts of one named graph.

    Attributes
    ----------
    iris : Iris
        The debate's IRIs.
    graph : pyoxigraph.NamedNode
        The graph the facts go to.
    language : str
        Language of names and texts, as a BCP 47 tag.
    kinds : dict of str to str
        Kind of every id, to make IRIs of references.
    rows : list of Row
        What was written down.
    """

    iris: Iris
    graph: NamedNode
    language: str
    kinds: dict[str, str]
    rows: list[Row] = field(default_factory=list)
    _nodes: dict[str, NamedNode] = field(default_factory=dict)

    @staticmethod
    def term(name: str) -> NamedNode:
        """Return the term a prefixed name stands for."""
        return term(name)

    def part(self) -> Part:
        """Return what was written down as a part of the debate's graphs."""
        return Part(self.graph, self.rows)

    def add(self, thing: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        """Write down one fact."""
        self.rows.append((thing, predicate, value))

    def say(
        self, thing: NamedNode, predicate: str, text: str | None, language: str | None = None
    ) -> None:
        """Write down words, if there are any, in the debate's language or in their own."""
        if text is not None:
            self.add(thing, predicate, Literal(text, language=language or self.language))

    def literal(self, thing: NamedNode, predicate: str, text: str | None) -> None:
        """Write down a string that is in no language, if there is one."""
        if text is not None:
            self.add(thing, predicate, Literal(text))

    def number(self, thing: NamedNode, predicate: str, value: int | None) -> None:
        """Write down a whole number, if there is one."""
        if value is not None:
            self.add(thing, predicate, typed(str(value), "integer"))

    def flag(self, thing: NamedNode, predicate: str) -> None:
        """Write down that something is so."""
        self.add(thing, predicate, typed("true", "boolean"))

    def identify(
        self, thing: NamedNode, name: str, label: str, language: str | None = None
    ) -> None:
        """Write down a thing's id and its name."""
        self.add(thing, "dcterms:identifier", Literal(name))
        self.say(thing, "rdfs:label", label, language)

    def refer(self, thing: NamedNode, predicate: str, *names: str | None) -> None:
        """Write down references to other things by their ids."""
        for name in names:
            if name is not None:
                self.add(thing, predicate, self._referred(name))

    def _referred(self, name: str) -> NamedNode:
        if name not in self._nodes:
            self._nodes[name] = self.iris(self.kinds[name], name)
        return self._nodes[name]

    def dates(self, thing: NamedNode, span: Span | None) -> None:
        """Write down the days between which something lies."""
        if span is not None:
            self.add(thing, "od:earliest", typed(span.earliest.isoformat(), "date"))
            self.add(thing, "od:latest", typed(span.latest.isoformat(), "date"))

    def argument(
        self,
        place: NamedNode,
        relation: str,
        premise: str,
        conclusion: str,
        stated_in: NamedNode | None = None,
    ) -> None:
        """Write down an argument between two claims: stated in a statement, or the coder's."""
        self.add(place, "rdf:type", term(_ARGUMENT[relation]))
        self.refer(place, "od:premise", premise)
        self.refer(place, "od:conclusion", conclusion)
        self.add(place, "od:basis", term("od:Stated" if stated_in else "od:Analytic"))
        if stated_in:
            self.add(place, "od:statedIn", stated_in)
