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
_ONE_STEP = {"inversePath": "inverse", "zeroOrMorePath": "zero-or-more"}
CONSTRAINTS = {
    "class", "maxCount", "minCount", "pattern", "datatype", "hasValue", "equals", "minInclusive",
    "nodeKind", "lessThanOrEquals", "disjoint", "in", "or", "xone",
}  # fmt: skip
_SHAPE_PROPERTIES = {
    "path", "message", "severity", "targetClass", "targetSubjectsOf", "targetObjectsOf",
}  # fmt: skip

Node = str | Literal  # the IRI of an entity, or a literal


class UnknownShape(Exception):
    """A shape uses a part of SHACL that only a full validator supports."""


@dataclass(frozen=True, slots=True)
class PropertyPath:
    """A property path.

    Attributes
    ----------
    form : str
        ``"property"``, ``"inverse"``, ``"zero-or-more"``, ``"sequence"`` or ``"alternative"``.
    name : str
        The property's IRI; for the first form only.
    members : tuple of PropertyPath
        The paths that it consists of; for the other forms only.
    """

    form: str
    name: str = ""
    members: tuple[PropertyPath, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule that certain nodes must conform to.

    Attributes
    ----------
    classes, subjects, objects : tuple of str
        Its targets: instances of classes, subjects and objects of properties; IRIs.
    path : PropertyPath or None
        The path to its values; None for the target itself.
    constraints : tuple of (str, object)
        Local name of each constraint, and its value; lists of shapes or nodes are tuples.
    message, severity : str
    """

    classes: tuple[str, ...]
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    path: PropertyPath | None
    constraints: tuple[tuple[str, object], ...]
    message: str
    severity: str


def read_shapes(path: Path) -> list[Shape]:
    """Read every shape that has targets.

    Raises
    ------
    UnknownShape
        If a shape uses a part of SHACL that this module does not read.
    """
    reader = _Reader(parse(path=str(path)))
    names = [
        name
        for name, facts in reader.facts.items()
        if any(fact.startswith(f"{SH}target") for fact in facts)
    ]
    return [reader.shape(name) for name in names]


def _key(term: object) -> Node:
    if isinstance(term, Literal):
        return term
    return term.value if isinstance(term, NamedNode) else str(term)


class _Reader:
    """Reads shapes from the facts of a file."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.facts: dict[Node, dict[str, list[Node]]] = {}
        for triple in triples:
            properties = self.facts.setdefault(_key(triple.subject), {})
            properties.setdefault(triple.predicate.value, []).append(_key(triple.object))

    def shape(self, name: Node) -> Shape:
        """Return the shape with a name, and with the shapes inside it."""
        facts = self.facts.get(name, {})
        properties = {key.removeprefix(SH): values for key, values in facts.items() if key != _TYPE}
        unknown = properties.keys() - CONSTRAINTS - _SHAPE_PROPERTIES
        if unknown:
            raise UnknownShape(f"{name}: {', '.join(sorted(unknown))}")
        constraints = []
        for key in sorted(properties.keys() & CONSTRAINTS):
            constraints += [(key, self._constraint_value(key, value)) for value in properties[key]]
        paths = [self._path(node) for node in properties.get("path", ())]
        return Shape(
            _iris(properties.get("targetClass", ())),
            _iris(properties.get("targetSubjectsOf", ())),
            _iris(properties.get("targetObjectsOf", ())),
            paths[0] if paths else None,
            tuple(constraints),
            _only_text(properties.get("message", ())),
            _iris(properties.get("severity", (f"{SH}Violation",)))[0].removeprefix(SH),
        )

    def _constraint_value(self, key: str, value: Node) -> object:
        if key in _LISTS:
            members = self._list(value)
            return tuple(map(self.shape, members)) if key in _SHAPES else members
        if key in {"maxCount", "minCount", "minInclusive"}:
            return int(_text(value))
        return _text(value) if key == "pattern" else value

    def _path(self, node: Node) -> PropertyPath:
        facts = self.facts.get(node, {})
        if not facts:
            return PropertyPath("property", _text(node))
        if f"{_RDF}first" in facts:
            return PropertyPath("sequence", members=tuple(map(self._path, self._list(node))))
        ((key, values),) = facts.items()
        name = key.removeprefix(SH)
        if name == "alternativePath":
            return PropertyPath(
                "alternative", members=tuple(map(self._path, self._list(values[0])))
            )
        if name in _ONE_STEP:
            return PropertyPath(_ONE_STEP[name], members=(self._path(values[0]),))
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
