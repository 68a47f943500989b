"""Checking all facts of a debate against shapes.

pyshacl gives the same results, and takes fifty times as long; tests compare the two. pyshacl checks
the shapes that this module does not support.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Literal

from opendebate.rdf.fact_index import Facts
from opendebate.rdf.shape_constraints import Requirements, requirements
from opendebate.rdf.shapes import Node, PropertyPath, Shape, UnknownShape


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
    needs = requirements(facts, shape)
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
