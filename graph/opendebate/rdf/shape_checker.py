"""Checking all facts of a debate against shapes.

pyshacl gives the same results, and takes fifty times as long; tests compare the two. pyshacl checks
the shapes that this module does not support.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import Literal

from opendebate.rdf.fact_index import Facts
from opendebate.rdf.shapes import SH, Node, PropertyPath, Shape, UnknownShape

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER = re.compile(r"[+-]?[0-9]+")


class Result(NamedTuple):
    """What is wrong with an entity.

    Attributes
    ----------
    focus : str
        Its IRI.
    message, severity : str
        Those of the shape that is violated.
    value : str or None
        The value that is wrong, where there is one.
    """

    focus: str
    message: str
    severity: str
    value: str | None


Test = Callable[[Node], bool]  # tells whether a value conforms


def violations(facts: Facts, shapes: Iterable[Shape]) -> Iterator[Result]:
    """Yield a result for each violation of a shape.

    Raises
    ------
    UnknownShape
        If only a full SHACL validator can check a shape.
    """
    targets: dict[Targets, dict[Node, None]] = {}  # many shapes have the same
    for shape in shapes:
        key = shape.classes, shape.subjects, shape.objects
        if key not in targets:
            targets[key] = _targets(facts, *key)
        yield from _check_targets(facts, shape, targets[key])


Targets = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _targets(
    facts: Facts, classes: Iterable[str], subjects: Iterable[str], objects: Iterable[str]
) -> dict[Node, None]:
    """Return the instances of classes, and the subjects and objects of properties."""
    targets: dict[Node, None] = {}
    for name in classes:
        targets.update(dict.fromkeys(facts.instances(name)))
    for name in subjects:
        targets.update(dict.fromkeys(facts.subjects(name)))
    for name in objects:
        targets.update(dict.fromkeys(facts.inverse(name)))
    return targets


def _check_targets(facts: Facts, shape: Shape, targets: dict[Node, None]) -> Iterator[Result]:
    needs = _requirements(facts, shape)
    if shape.path and _conforms_at_once(facts, shape.path, targets, needs):
        return
    min_count, max_count, tests, others = needs
    find = facts.values(shape.path) if shape.path else lambda node: (node,)
    for focus in targets:
        values = find(focus)
        if not min_count <= len(values) <= max_count:
            yield _result(shape, focus, None)
        for test in tests:
            for value in values:
                if not test(value):
                    yield _result(shape, focus, value)
        for other in others:
            for wrong in other(focus, values):
                yield _result(shape, focus, wrong)


def _conforms_at_once(
    facts: Facts, path: PropertyPath, targets: dict[Node, None], needs: Requirements
) -> bool:
    """Tell whether all values of a property conform, whichever entities have them."""
    steps = path.members if path.form == "alternative" else (path,)
    if needs.others or any(step.form != "property" for step in steps):
        return False
    counts = needs.min_count or needs.max_count < float("inf")
    if counts and (len(steps) > 1 or not _counts_conform(facts.of(path.name), targets, needs)):
        return False
    values = [facts.distinct(step.name) for step in steps]
    return all(test(value) for test in needs.tests for nodes in values for value in nodes)


def _counts_conform(
    values: Mapping[str, list[Node]], targets: dict[Node, None], needs: Requirements
) -> bool:
    """Tell whether each target has as many values as it must have."""
    if needs.min_count and not (needs.min_count == 1 and targets.keys() <= values.keys()):
        return False
    return max(map(len, values.values()), default=0) <= needs.max_count


def _result(shape: Shape, focus: Node, value: Node | None) -> Result:
    if not shape.message or isinstance(focus, Literal):
        raise UnknownShape("A shape without a message, or a literal as a target")
    text = value.value if isinstance(value, Literal) else value
    return Result(focus, shape.message, shape.severity, text)


Pair = Callable[[Node, Sequence[Node]], Iterable[Node | None]]


class Requirements(NamedTuple):
    """What a shape requires: how many values, tests of each value, and tests of all of them."""

    min_count: int
    max_count: float
    tests: list[Test]
    others: list[Pair]


def _requirements(facts: Facts, shape: Shape) -> Requirements:
    min_count, max_count = 0, float("inf")
    tests: list[Test] = []
    others: list[Pair] = []
    for name, expected in shape.constraints:
        if name == "minCount":
            min_count = max(min_count, _number(expected))
        elif name == "maxCount":
            max_count = min(max_count, _number(expected))
        elif name in _PAIRS:
            others.append(_PAIRS[name](facts, expected))
        else:
            tests.append(_TESTS[name](facts, expected))
    return Requirements(min_count, max_count, tests, others)


def _number(expected: object) -> int:
    assert isinstance(expected, int)
    return expected


def _in_class(facts: Facts, expected: object) -> Test:
    members = facts.instances(str(expected))
    return members.__contains__


def _matches(_: Facts, expected: object) -> Test:
    search = re.compile(str(expected)).search

    def test(value: Node) -> bool:
        if isinstance(value, str) and value.startswith("_:"):
            return False
        return search(value if isinstance(value, str) else value.value) is not None

    return test


def _of_datatype(_: Facts, expected: object) -> Test:
    lexical_test = _LEXICAL_TESTS.get(str(expected).removeprefix(_XSD))
    if lexical_test is None:
        raise UnknownShape(f"The datatype {expected}")
    is_lexical = lexical_test

    def test(value: Node) -> bool:
        if isinstance(value, str) or value.datatype.value != expected:
            return False
        return is_lexical(value.value)

    return test


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _is_boolean(text: str) -> bool:
    return text in {"true", "false", "1", "0"}


_LEXICAL_TESTS: dict[str, Callable[[str], bool]] = {
    "string": lambda _: True,
    "boolean": _is_boolean,
    "date": _is_day,
    "integer": lambda text: _INTEGER.fullmatch(text) is not None,
}


def _is_iri(_: Facts, expected: object) -> Test:
    if expected != f"{SH}IRI":
        raise UnknownShape(f"The kind of node {expected}")
    return lambda value: isinstance(value, str) and not value.startswith("_:")


def _is_among(_: Facts, expected: object) -> Test:
    assert isinstance(expected, tuple)
    return frozenset(expected).__contains__


def _at_least(_: Facts, expected: object) -> Test:
    minimum = _number(expected)

    def test(value: Node) -> bool:
        if isinstance(value, str) or value.datatype.value != f"{_XSD}integer":
            return False
        return _INTEGER.fullmatch(value.value) is not None and int(value.value) >= minimum

    return test


def _conforms_to_any(facts: Facts, expected: object) -> Test:
    assert isinstance(expected, tuple)
    tests = [_conforms_to(facts, shape) for shape in expected]

    def test(value: Node) -> bool:
        for conforms in tests:  # noqa: SIM110 — quicker than any() with a generator
            if conforms(value):
                return True
        return False

    return test


def _conforms_to_one(facts: Facts, expected: object) -> Test:
    assert isinstance(expected, tuple)
    tests = [_conforms_to(facts, shape) for shape in expected]
    return lambda value: sum(test(value) for test in tests) == 1


def _conforms_to(facts: Facts, shape: Shape) -> Test:
    """Return a test for whether a node conforms to a shape inside another shape."""
    find = facts.values(shape.path) if shape.path else None
    min_count, max_count, tests, others = _requirements(facts, shape)

    def test(node: Node) -> bool:
        values = find(node) if find else (node,)
        if not min_count <= len(values) <= max_count:
            return False
        for check in tests:  # quicker than all() with a generator
            for value in values:
                if not check(value):
                    return False
        return not (others and any(True for other in others for _ in other(node, values)))

    return test


def _has(_: Facts, expected: object) -> Pair:
    return lambda _, values: () if expected in values else (None,)


def _equals(facts: Facts, expected: object) -> Pair:
    compared = facts.of(str(expected))

    def test(focus: Node, values: Sequence[Node]) -> Iterable[Node]:
        others = compared.get(focus, ()) if isinstance(focus, str) else ()
        if len(values) == 1 and values == others:
            return ()
        return set(values) ^ set(others)

    return test


def _disjoint(facts: Facts, expected: object) -> Pair:
    compared = facts.of(str(expected))
    return lambda focus, values: set(values).intersection(compared.get(str(focus), ()))


def _not_after(facts: Facts, expected: object) -> Pair:
    compared = facts.of(str(expected))

    def test(focus: Node, values: Sequence[Node]) -> Iterable[Node]:
        others = [_day(other) for other in compared.get(str(focus), ())]
        return [value for value in values if any(_day(value) > other for other in others)]

    return test


@lru_cache(maxsize=10_000)
def _day(value: Node) -> str:
    """Return a date as a text that sorts as it does."""
    is_date = isinstance(value, Literal) and value.datatype.value == f"{_XSD}date"
    if not is_date or not isinstance(value, Literal) or not _is_day(value.value):
        raise UnknownShape("Values that are no dates are compared")
    return value.value


_TESTS: dict[str, Callable[[Facts, object], Test]] = {
    "class": _in_class,
    "pattern": _matches,
    "datatype": _of_datatype,
    "nodeKind": _is_iri,
    "in": _is_among,
    "minInclusive": _at_least,
    "or": _conforms_to_any,
    "xone": _conforms_to_one,
}
_PAIRS: dict[str, Callable[[Facts, object], Pair]] = {
    "hasValue": _has,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThanOrEquals": _not_after,
}
