"""The constraints of SHACL that can be checked here, as functions that test values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import Literal

from opendebate.rdf.fact_index import Facts
from opendebate.rdf.shapes import SH, Node, Shape, UnknownShape

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INTEGER = re.compile(r"[+-]?[0-9]+")

Test = Callable[[Node], bool]  # tells whether a value conforms
# Given an entity and all its values, returns what is wrong.
Pair = Callable[[Node, Sequence[Node]], Iterable[Node | None]]


class Requirements(NamedTuple):
    """What a shape requires: how many values, tests of each value, and tests of all of them."""

    min_count: int
    max_count: float
    tests: list[Test]
    others: list[Pair]


def requirements(facts: Facts, shape: Shape) -> Requirements:
    """Return what a shape requires."""
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
    min_count, max_count, tests, others = requirements(facts, shape)

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
