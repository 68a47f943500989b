"""Facts by property, for looking up the values of entities quickly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from opendebate.rdf.namespaces import iri_of
from opendebate.rdf.shapes import Node, PropertyPath, UnknownShape

if TYPE_CHECKING:
    from opendebate.rdf.graph_builder import NamedGraph

_TYPE, _SUBCLASS = iri_of("rdf:type"), iri_of("rdfs:subClassOf")


class Facts:
    """Facts by property, for looking up the values of entities.

    Parameters
    ----------
    facts : iterable of Quad or Triple
        The union of all graphs.
    """

    def __init__(self, facts: Iterable[Quad | Triple] = ()) -> None:
        self.by_property: dict[str, dict[str, list[Node]]] = {}
        for fact in facts:
            values = self.by_property.setdefault(fact.predicate.value, {})
            nodes = values.setdefault(_iri(fact.subject), [])
            value = _node(fact.object)
            if value not in nodes:
                nodes.append(value)
        self._different: dict[str, frozenset[Node]] = {}
        self._back: dict[str, dict[Node, list[Node]]] = {}
        self._instances: dict[str, frozenset[Node]] = {}

    @classmethod
    def of_graphs(cls, graphs: Iterable[NamedGraph], other_facts: Iterable[Quad | Triple]) -> Facts:
        """Return the facts of compiled parts of a debate, and more."""
        facts = cls(other_facts)
        tables: dict[str, dict[str, list[Node]]] = {}
        for graph in graphs:
            last, subject = None, ""
            for subject_node, predicate, value in graph.rows:
                if subject_node is not last:
                    last, subject = subject_node, subject_node.value
                if (values := tables.get(predicate)) is None:
                    values = facts.by_property.setdefault(iri_of(predicate), {})
                    tables[predicate] = values
                node = value if type(value) is Literal else value.value
                if (nodes := values.get(subject)) is None:
                    values[subject] = [node]
                elif node not in nodes:
                    nodes.append(node)
        return facts

    def subjects(self, name: str) -> Iterable[str]:
        """Return the entities that have a property."""
        return self.by_property.get(name, {}).keys()

    def of(self, name: str) -> Mapping[str, list[Node]]:
        """Return the values of a property, by entity."""
        return self.by_property.get(name, {})

    def distinct(self, name: str) -> frozenset[Node]:
        """Return the different values of a property."""
        if name not in self._different:
            self._different[name] = frozenset(chain.from_iterable(self.of(name).values()))
        return self._different[name]

    def inverse(self, name: str) -> Mapping[Node, list[Node]]:
        """Return the entities that have a property, by value."""
        if name not in self._back:
            index: defaultdict[Node, list[Node]] = defaultdict(list)
            for subject, values in self.of(name).items():
                for value in values:
                    index[value].append(subject)
            self._back[name] = index
        return self._back[name]

    def instances(self, name: str) -> frozenset[Node]:
        """Return the instances of a class and of its subclasses."""
        if name not in self._instances:
            classes: list[Node] = [name]
            for parent in classes:
                classes += [
                    kind for kind in self.inverse(_SUBCLASS).get(parent, ()) if kind not in classes
                ]
            members = (member for kind in classes for member in self.inverse(_TYPE).get(kind, ()))
            self._instances[name] = frozenset(members)
        return self._instances[name]

    def values(self, path: PropertyPath) -> Callable[[Node], Sequence[Node]]:
        """Return a function that finds the distinct values of a path from an entity."""
        if path.form == "property":
            forward = self.of(path.name)
            return lambda node: forward.get(node, ()) if type(node) is str else ()
        if path.form == "inverse" and path.members[0].form == "property":
            backward = self.inverse(path.members[0].name)
            return lambda node: backward.get(node, ())
        steps = [self.values(member) for member in path.members]
        if path.form == "alternative":
            return lambda node: _alternatives(node, steps)
        if path.form == "sequence":
            return lambda node: _along(node, steps)
        if path.form == "zero-or-more":
            return lambda node: _closure(node, steps[0])
        raise UnknownShape(f"A path of the form {path.form}")


def _node(term: object) -> Node:
    return term if isinstance(term, Literal) else _iri(term)


def _iri(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode):
        return str(term)
    raise UnknownShape("A triple is a subject or an object")


def _distinct(values: Iterable[Node]) -> Sequence[Node]:
    return tuple(dict.fromkeys(values))


def _alternatives(node: Node, steps: Iterable[Callable[[Node], Sequence[Node]]]) -> Sequence[Node]:
    found = [values for step in steps if (values := step(node))]
    if len(found) == 1:  # mostly; these are distinct
        return found[0]
    return _distinct(chain.from_iterable(found))


def _along(node: Node, steps: Iterable[Callable[[Node], Sequence[Node]]]) -> Sequence[Node]:
    reached: Sequence[Node] = (node,)
    for step in steps:
        if len(reached) == 1:  # mostly; its values are distinct
            reached = step(reached[0])
        else:
            reached = _distinct(value for current in reached for value in step(current))
    return reached


def _closure(node: Node, step: Callable[[Node], Sequence[Node]]) -> Sequence[Node]:
    reached = [node]
    for current in reached:
        reached += [value for value in step(current) if value not in reached]
    return reached
