"""Building a named graph: one method for each form of fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from opendebate.coding.dates import DateRange
from opendebate.rdf.namespaces import Iris, term, typed

_ARGUMENT = {"supports": "od:Support", "attacks": "od:Attack"}


# A fact: a subject, the prefixed name of a property, and its value.
Row = tuple[NamedNode, str, NamedNode | Literal]


class NamedGraph(NamedTuple):
    """The facts of one named graph."""

    iri: NamedNode
    rows: list[Row]

    def quads(self) -> Iterator[Quad]:
        """Yield the facts as quads."""
        graph = self.iri
        for subject, predicate, value in self.rows:
            yield Quad(subject, term(predicate), value, graph)

    def nquads(self) -> Iterator[str]:
        """Yield the facts as lines of N-Quads."""
        end, last, start = f" {self.iri} .\n", None, ""
        for subject, predicate, value in self.rows:
            if subject is not last:  # a subject has several facts in a row
                last, start = subject, str(subject)
            yield f"{start} {term(predicate)} {value}{end}"


@dataclass(slots=True)
class GraphBuilder:
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
        The facts so far.
    """

    iris: Iris
    graph: NamedNode
    language: str
    kinds: dict[str, str]
    rows: list[Row] = field(default_factory=list)
    _nodes: dict[str, NamedNode] = field(default_factory=dict)

    @staticmethod
    def term(name: str) -> NamedNode:
        """Return the term that a prefixed name stands for."""
        return term(name)

    def build(self) -> NamedGraph:
        """Return the named graph with all facts that were added."""
        return NamedGraph(self.graph, self.rows)

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        """Add a fact."""
        self.rows.append((subject, predicate, value))

    def add_text(
        self, subject: NamedNode, predicate: str, text: str | None, language: str | None = None
    ) -> None:
        """Add a text, if there is one, in a given language or in the debate's."""
        if text is not None:
            self.add(subject, predicate, Literal(text, language=language or self.language))

    def add_string(self, subject: NamedNode, predicate: str, text: str | None) -> None:
        """Add a string without a language, if there is one."""
        if text is not None:
            self.add(subject, predicate, Literal(text))

    def add_integer(self, subject: NamedNode, predicate: str, value: int | None) -> None:
        """Add a whole number, if there is one."""
        if value is not None:
            self.add(subject, predicate, typed(str(value), "integer"))

    def add_true(self, subject: NamedNode, predicate: str) -> None:
        """Add a boolean property with the value true."""
        self.add(subject, predicate, typed("true", "boolean"))

    def add_identity(
        self, subject: NamedNode, name: str, label: str, language: str | None = None
    ) -> None:
        """Add an entity's id and its name."""
        self.add(subject, "dcterms:identifier", Literal(name))
        self.add_text(subject, "rdfs:label", label, language)

    def add_references(self, subject: NamedNode, predicate: str, *names: str | None) -> None:
        """Add references to other entities, given by their ids."""
        for name in names:
            if name is not None:
                self.add(subject, predicate, self._iri_of_id(name))

    def _iri_of_id(self, name: str) -> NamedNode:
        if name not in self._nodes:
            self._nodes[name] = self.iris(self.kinds[name], name)
        return self._nodes[name]

    def add_dates(self, subject: NamedNode, span: DateRange | None) -> None:
        """Add the first and the last possible day of a date."""
        if span is not None:
            self.add(subject, "od:earliest", typed(span.earliest.isoformat(), "date"))
            self.add(subject, "od:latest", typed(span.latest.isoformat(), "date"))

    def add_argument(
        self,
        argument: NamedNode,
        relation: str,
        premise: str,
        conclusion: str,
        stated_in: NamedNode | None = None,
    ) -> None:
        """Add an argument between two claims: stated in a statement, or drawn by the coder."""
        self.add(argument, "rdf:type", term(_ARGUMENT[relation]))
        self.add_references(argument, "od:premise", premise)
        self.add_references(argument, "od:conclusion", conclusion)
        self.add(argument, "od:basis", term("od:Stated" if stated_in else "od:Analytic"))
        if stated_in:
            self.add(argument, "od:statedIn", stated_in)
