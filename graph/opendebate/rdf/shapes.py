"""The shapes of ``shapes.ttl`` as plain objects: the part of SHACL that these shapes use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple, parse

SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE = f"{_RDF}type"
_LISTS = {"alternativePath", "or", "xone", "in"}
_SHAPES = {"or", "xone"}  # the members of these lists are shapes
_ONE_STEP = {"inversePath": "inverse", "zeroOrMorePath": "more"}
CONSTRAINTS = {
    "class", "maxCount", "minCount", "pattern", "datatype", "hasValue", "equals", "minInclusive",
    "nodeKind", "lessThanOrEquals", "disjoint", "in", "or", "xone",
}  # fmt: skip
_ABOUT = {"path", "message", "severity", "targetClass", "targetSubjectsOf", "targetObjectsOf"}

Node = str | Literal  # the IRI of a thing, or a literal


class UnknownShape(Exception):
    """A shape says something that only a whole SHACL validator knows."""


@dataclass(frozen=True, slots=True)
class Way:
    """A property path.

    Attributes
    ----------
    form : str
        ``"property"``, ``"inverse"``, ``"more"``, ``"sequence"`` or ``"alternative"``.
    name : str
        The property's IRI, of the first form.
    parts : tuple of Way
        Of the others.
    """

    form: str
    name: str = ""
    parts: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """What must be so of certain things.

    Attributes
    ----------
    classes, subjects, objects : tuple of str
        Its targets: instances of classes, subjects and objects of properties; IRIs.
    path : Way or None
        Where its values are; None for the thing itself.
    constraints : tuple of (str, object)
        Local name of each constraint → what it asks for; lists of shapes or nodes are tuples.
    message, severity : str
    """

    classes: tuple[str, ...]
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    path: Way | None
    constraints: tuple[tuple[str, object], ...]
    message: str
    severity: str


def read_shapes(path: Path) -> list[Shape]:
    """Read every shape that has targets.

    Raises
    ------
    UnknownShape
        If a shape says something else than what this module reads.
    """
    reader = _Reader(parse(path=str(path)))
    starts = [
        name
        for name, facts in reader.facts.items()
        if any(fact.startswith(f"{SH}target") for fact in facts)
    ]
    return [reader.shape(name) for name in starts]


def _key(term: object) -> Node:
    if isinstance(term, Literal):
        return term
    return term.value if isinstance(term, NamedNode) else str(term)


class _Reader:
    """Reads shapes from the facts of a file."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.facts: dict[Node, dict[str, list[Node]]] = {}
        for one in triples:
            about = self.facts.setdefault(_key(one.subject), {})
            about.setdefault(one.predicate.value, []).append(_key(one.object))

    def shape(self, name: Node) -> Shape:
        """Return the shape of a name, with those inside it."""
        facts = self.facts.get(name, {})
        said = {key.removeprefix(SH): values for key, values in facts.items() if key != _TYPE}
        unknown = said.keys() - CONSTRAINTS - _ABOUT
        if unknown:
            raise UnknownShape(f"{name}: {', '.join(sorted(unknown))}")
        constraints = []
        for key in sorted(said.keys() & CONSTRAINTS):
            constraints += [(key, self._asked(key, value)) for value in said[key]]
        paths = [self._path(one) for one in said.get("path", ())]
        return Shape(
            _iris(said.get("targetClass", ())),
            _iris(said.get("targetSubjectsOf", ())),
            _iris(said.get("targetObjectsOf", ())),
            paths[0] if paths else None,
            tuple(constraints),
            _only_text(said.get("message", ())),
            _iris(said.get("severity", (f"{SH}Violation",)))[0].removeprefix(SH),
        )

    def _asked(self, key: str, value: Node) -> object:
        if key in _LISTS:
            members = self._list(value)
            return tuple(map(self.shape, members)) if key in _SHAPES else members
        if key in {"maxCount", "minCount", "minInclusive"}:
            return int(_text(value))
        return _text(value) if key == "pattern" else value

    def _path(self, node: Node) -> Way:
        facts = self.facts.get(node, {})
        if not facts:
            return Way("property", _text(node))
        if f"{_RDF}first" in facts:
            return Way("sequence", parts=tuple(map(self._path, self._list(node))))
        ((key, values),) = facts.items()
        name = key.removeprefix(SH)
        if name == "alternativePath":
            return Way("alternative", parts=tuple(map(self._path, self._list(values[0]))))
        if name in _ONE_STEP:
            return Way(_ONE_STEP[name], parts=(self._path(values[0]),))
        raise UnknownShape(f"A path by {name}")

    def _list(self, node: Node) -> tuple[Node, ...]:
        members = []
        while node != f"{_RDF}nil":
            facts = self.facts[node]
            members.append(facts[f"{_RDF}first"][0])
            node = facts[f"{_RDF}rest"][0]
        return tuple(members)


def _text(node: Node) -> str:
    return node.value if isinstance(node, Literal) else node


def _iris(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted(map(_text, nodes)))


def _only_text(nodes: Iterable[Node]) -> str:
    texts = [_text(node) for node in nodes]
    if len(texts) > 1:
        raise UnknownShape("Several messages")
    return "".join(texts)
