"""Checking facts against shapes, a whole debate in one go.

pyshacl finds the same, and takes fifty times as long; tests hold the two together. What this
module cannot judge it leaves to pyshacl.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from opendebate.rdf.namespaces import iri_of
from opendebate.rdf.shapes import SH, Node, Shape, UnknownShape, Way

if TYPE_CHECKING:
    from opendebate.rdf.graph_builder import Part

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[+-]?[0-9]+")


class Result(NamedTuple):
    """What is wrong with a thing.

    Attributes
    ----------
    focus : str
        Its IRI.
    message, severity : str
        Of the shape it does not keep.
    value : str or None
        The value that is wrong, where there is one.
    """

    focus: str
    message: str
    severity: str
    value: str | None


class Facts:
    """Facts by property, for looking up the values of things.

    Parameters
    ----------
    facts : iterable of Quad or Triple
        The union of all graphs.
    """

    def __init__(self, facts: Iterable[Quad | Triple] = ()) -> None:
        self.by_property: dict[str, dict[str, list[Node]]] = {}
        for fact in facts:
            values = self.by_property.setdefault(fact.predicate.value, {})
            seen = values.setdefault(_iri(fact.subject), [])
            value = _node(fact.object)
            if value not in seen:
                seen.append(value)
        self._different: dict[str, frozenset[Node]] = {}
        self._back: dict[str, dict[Node, list[Node]]] = {}
        self._instances: dict[str, frozenset[Node]] = {}

    @classmethod
    def of_parts(cls, parts: Iterable[Part], more: Iterable[Quad | Triple]) -> Facts:
        """Return the facts of compiled parts of a debate, and more."""
        facts = cls(more)
        tables: dict[str, dict[str, list[Node]]] = {}
        for part in parts:
            last, subject = None, ""
            for thing, predicate, value in part.rows:
                if thing is not last:
                    last, subject = thing, thing.value
                if (values := tables.get(predicate)) is None:
                    values = facts.by_property.setdefault(iri_of(predicate), {})
                    tables[predicate] = values
                node = value if type(value) is Literal else value.value
                if (seen := values.get(subject)) is None:
                    values[subject] = [node]
                elif node not in seen:
                    seen.append(node)
        return facts

    def subjects(self, name: str) -> Iterable[str]:
        """Return what has a property."""
        return self.by_property.get(name, {}).keys()

    def of(self, name: str) -> Mapping[str, list[Node]]:
        """Return the values of a property, by thing."""
        return self.by_property.get(name, {})

    def different(self, name: str) -> frozenset[Node]:
        """Return the different values of a property."""
        if name not in self._different:
            self._different[name] = frozenset(chain.from_iterable(self.of(name).values()))
        return self._different[name]

    def back(self, name: str) -> Mapping[Node, list[Node]]:
        """Return the things that have a property, by value."""
        if name not in self._back:
            found: defaultdict[Node, list[Node]] = defaultdict(list)
            for thing, values in self.of(name).items():
                for value in values:
                    found[value].append(thing)
            self._back[name] = found
        return self._back[name]

    def instances(self, name: str) -> frozenset[Node]:
        """Return the instances of a class and of its subclasses."""
        if name not in self._instances:
            below: list[Node] = [name]
            for one in below:
                below += [kind for kind in self.back(_SUBCLASS).get(one, ()) if kind not in below]
            members = (thing for kind in below for thing in self.back(_TYPE).get(kind, ()))
            self._instances[name] = frozenset(members)
        return self._instances[name]

    def values(self, path: Way) -> Callable[[Node], Sequence[Node]]:
        """Return what finds the different values of a path, from a thing on."""
        if path.form == "property":
            forward = self.of(path.name)
            return lambda node: forward.get(node, ()) if type(node) is str else ()
        if path.form == "inverse" and path.parts[0].form == "property":
            backward = self.back(path.parts[0].name)
            return lambda node: backward.get(node, ())
        steps = [self.values(part) for part in path.parts]
        if path.form == "alternative":
            return lambda node: _different(value for step in steps for value in step(node))
        if path.form == "sequence":
            return lambda node: _along(node, steps)
        if path.form == "more":
            return lambda node: _closure(node, steps[0])
        raise UnknownShape(f"A path of the form {path.form}")


def _node(term: object) -> Node:
    return term if isinstance(term, Literal) else _iri(term)


def _iri(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode):
        return str(term)
    raise UnknownShape("A triple is said of")


def _different(values: Iterable[Node]) -> Sequence[Node]:
    return tuple(dict.fromkeys(values))


def _along(node: Node, steps: Iterable[Callable[[Node], Sequence[Node]]]) -> Sequence[Node]:
    reached: Sequence[Node] = (node,)
    for step in steps:
        reached = _different(value for one in reached for value in step(one))
    return reached


def _closure(node: Node, step: Callable[[Node], Sequence[Node]]) -> Sequence[Node]:
    reached = [node]
    for one in reached:
        reached += [value for value in step(one) if value not in reached]
    return reached


Test = Callable[[Node], bool]  # tells whether a value is as it must be


def violations(facts: Facts, shapes: Iterable[Shape]) -> Iterator[Result]:
    """Yield all that is wrong.

    Raises
    ------
    UnknownShape
        If something only a whole SHACL validator can judge.
    """
    for shape in shapes:
        targets = dict.fromkeys(thing for name in shape.classes for thing in facts.instances(name))
        for name in shape.subjects:
            targets.update(dict.fromkeys(facts.subjects(name)))
        for name in shape.objects:
            targets.update(dict.fromkeys(facts.back(name)))
        yield from _judge(facts, shape, targets)


def _judge(facts: Facts, shape: Shape, targets: dict[Node, None]) -> Iterator[Result]:
    needs = _needs(facts, shape)
    if shape.path and _clear(facts, shape.path, targets, needs):
        return
    least, most, tests, others = needs
    find = facts.values(shape.path) if shape.path else lambda node: (node,)
    for focus in targets:
        values = find(focus)
        if not least <= len(values) <= most:
            yield _result(shape, focus, None)
        for test in tests:
            for value in values:
                if not test(value):
                    yield _result(shape, focus, value)
        for other in others:
            for wrong in other(focus, values):
                yield _result(shape, focus, wrong)


def _clear(facts: Facts, path: Way, targets: dict[Node, None], needs: Needs) -> bool:
    """Tell whether nothing of a property can be wrong, seen from all of its values at once."""
    steps = path.parts if path.form == "alternative" else (path,)
    if needs.others or any(step.form != "property" for step in steps):
        return False
    counts = needs.least or needs.most < float("inf")
    if counts and (len(steps) > 1 or not _enough(facts.of(path.name), targets, needs)):
        return False
    values = [facts.different(step.name) for step in steps]
    return all(test(value) for test in needs.tests for some in values for value in some)


def _enough(values: Mapping[str, list[Node]], targets: dict[Node, None], needs: Needs) -> bool:
    """Tell whether each target has as many values as it must have."""
    if needs.least and not (needs.least == 1 and targets.keys() <= values.keys()):
        return False
    return all(len(some) <= needs.most for some in values.values())


def _result(shape: Shape, focus: Node, value: Node | None) -> Result:
    if not shape.message or isinstance(focus, Literal):
        raise UnknownShape("A shape without a message, or a literal as a target")
    told = value.value if isinstance(value, Literal) else value
    return Result(focus, shape.message, shape.severity, told)


Pair = Callable[[Node, Sequence[Node]], Iterable[Node | None]]


class Needs(NamedTuple):
    """What a shape asks for: how many values, tests of each value, and tests of all of them."""

    least: int
    most: float
    tests: list[Test]
    others: list[Pair]


def _needs(facts: Facts, shape: Shape) -> Needs:
    least, most = 0, float("inf")
    tests: list[Test] = []
    others: list[Pair] = []
    for name, asked in shape.constraints:
        if name == "minCount":
            least = max(least, _number(asked))
        elif name == "maxCount":
            most = min(most, _number(asked))
        elif name in _PAIRS:
            others.append(_PAIRS[name](facts, asked))
        else:
            tests.append(_TESTS[name](facts, asked))
    return Needs(least, most, tests, others)


def _number(asked: object) -> int:
    assert isinstance(asked, int)
    return asked


def _in_class(facts: Facts, asked: object) -> Test:
    members = facts.instances(str(asked))
    return members.__contains__


def _matches(_: Facts, asked: object) -> Test:
    search = re.compile(str(asked)).search

    def test(value: Node) -> bool:
        if isinstance(value, str) and value.startswith("_:"):
            return False
        return search(value if isinstance(value, str) else value.value) is not None

    return test


def _of_datatype(_: Facts, asked: object) -> Test:
    sound = _SOUND.get(str(asked).removeprefix(_XSD))
    if sound is None:
        raise UnknownShape(f"The datatype {asked}")
    known = sound

    def test(value: Node) -> bool:
        if isinstance(value, str) or value.datatype.value != asked:
            return False
        return known(value.value)

    return test


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _is_boolean(text: str) -> bool:
    return text in {"true", "false", "1", "0"}


_SOUND: dict[str, Callable[[str], bool]] = {
    "string": lambda _: True,
    "boolean": _is_boolean,
    "date": _is_day,
    "integer": lambda text: _WHOLE.fullmatch(text) is not None,
}


def _is_iri(_: Facts, asked: object) -> Test:
    if asked != f"{SH}IRI":
        raise UnknownShape(f"The kind of node {asked}")
    return lambda value: isinstance(value, str) and not value.startswith("_:")


def _is_among(_: Facts, asked: object) -> Test:
    assert isinstance(asked, tuple)
    return frozenset(asked).__contains__


def _at_least(_: Facts, asked: object) -> Test:
    least = _number(asked)

    def test(value: Node) -> bool:
        if isinstance(value, str) or value.datatype.value != f"{_XSD}integer":
            return False
        return _WHOLE.fullmatch(value.value) is not None and int(value.value) >= least

    return test


def _by_shapes(fits: Callable[[int], bool]) -> Callable[[Facts, object], Test]:
    """Return a maker of tests for a list of shapes of which so many must be kept."""

    def make(facts: Facts, asked: object) -> Test:
        assert isinstance(asked, tuple)
        shapes = [_keeps(facts, one) for one in asked]
        return lambda value: fits(sum(keeps(value) for keeps in shapes))

    return make


def _keeps(facts: Facts, shape: Shape) -> Test:
    """Return what tells whether a node keeps a shape that stands within another."""
    find = facts.values(shape.path) if shape.path else None
    least, most, tests, others = _needs(facts, shape)

    def test(node: Node) -> bool:
        values = find(node) if find else (node,)
        return (
            least <= len(values) <= most
            and all(one(value) for one in tests for value in values)
            and not any(True for other in others for _ in other(node, values))
        )

    return test


def _has(_: Facts, asked: object) -> Pair:
    return lambda _, values: () if asked in values else (None,)


def _equals(facts: Facts, asked: object) -> Pair:
    compared = facts.of(str(asked))

    def test(focus: Node, values: Sequence[Node]) -> Iterable[Node]:
        others = compared.get(focus, ()) if isinstance(focus, str) else ()
        return () if set(values) == set(others) else set(values) ^ set(others)

    return test


def _disjoint(facts: Facts, asked: object) -> Pair:
    compared = facts.of(str(asked))
    return lambda focus, values: set(values).intersection(compared.get(str(focus), ()))


def _not_after(facts: Facts, asked: object) -> Pair:
    compared = facts.of(str(asked))

    def test(focus: Node, values: Sequence[Node]) -> Iterable[Node]:
        others = [_day(other) for other in compared.get(str(focus), ())]
        return [value for value in values if any(_day(value) > other for other in others)]

    return test


def _day(value: Node) -> str:
    """Return a date as a text that sorts as it does."""
    sound = isinstance(value, Literal) and value.datatype.value == f"{_XSD}date"
    if not sound or not isinstance(value, Literal) or not _is_day(value.value):
        raise UnknownShape("Something else than dates is compared")
    return value.value


_TESTS: dict[str, Callable[[Facts, object], Test]] = {
    "class": _in_class,
    "pattern": _matches,
    "datatype": _of_datatype,
    "nodeKind": _is_iri,
    "in": _is_among,
    "minInclusive": _at_least,
    "or": _by_shapes(lambda kept: kept > 0),
    "xone": _by_shapes(lambda kept: kept == 1),
}
_PAIRS: dict[str, Callable[[Facts, object], Pair]] = {
    "hasValue": _has,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThanOrEquals": _not_after,
}
