"""The quick check against the shapes finds what pyshacl finds, no less and no more."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

import opendebate
import opendebate_ontology
from invented import write_knots
from opendebate.rdf.fact_index import Facts
from opendebate.rdf.namespaces import PREFIXES, typed
from opendebate.rdf.shape_checker import Result, violations
from opendebate.rdf.shapes import UnknownShape, read_shapes
from opendebate.rdf.validate import by_pyshacl

SHAPES = read_shapes(opendebate_ontology.path("shapes.ttl"))
TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
STRANGE: list[Literal | NamedNode] = [
    Literal(""),
    Literal("two\nlines", language="en"),
    Literal("four words stand here"),
    Literal("\u202eback", language="en"),
    Literal("-1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    Literal("seven"),
    typed("2031-01-01", "date"),
    typed("1999-12-31", "date"),
    typed("false", "boolean"),
    NamedNode("http://example.org/page"),
    NamedNode("https://example.org/flood-maps/claim/publish"),
    NamedNode(f"{PREFIXES['od']}Analytic"),
]


def quick(quads: list[Quad]) -> set[Result]:
    return set(violations(Facts(quads), SHAPES))


@pytest.mark.parametrize("folder", [None, TOWN])
def test_of_a_sound_debate_both_say_the_same(folder: Path | None) -> None:
    quads = list(opendebate.load(folder).store)
    assert quick(quads) == set(by_pyshacl(quads))


def changed(quads: list[Quad], dice: random.Random) -> list[Quad]:
    """Return facts of which a few were deleted, exchanged or made strange."""
    store = Store()
    store.extend(quads)
    for _ in range(dice.randint(1, 12)):
        one, other = dice.choice(quads), dice.choice(quads)
        how = dice.randrange(5)
        if how <= 2:
            store.remove(one)
        if how == 1:
            store.add(Quad(one.subject, one.predicate, other.object, one.graph_name))
        elif how == 2:
            value = dice.choice(STRANGE)
            store.add(Quad(one.subject, one.predicate, value, one.graph_name))
        elif how == 3:
            store.add(Quad(one.subject, other.predicate, other.object, one.graph_name))
        elif how == 4:
            store.add(Quad(other.subject, one.predicate, one.object, one.graph_name))
    return list(store)


@settings(max_examples=12)
@given(st.integers(0, 1_000_000))
def test_of_damaged_facts_both_say_the_same(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same damage again
    with TemporaryDirectory() as folder:
        write_knots(Path(folder, "knots"), seed % 7, size=5, said=4)
        coded = list(opendebate.load(Path(folder, "knots")).store)
    quads = changed(coded, dice)
    try:
        found = quick(quads)
    except UnknownShape:
        return  # pyshacl judges what cannot be judged here, such as dates that are no dates
    assert found == set(by_pyshacl(quads))


def test_things_are_checked_that_only_a_property_points_to() -> None:
    quads = list(opendebate.load(TOWN).store)
    passage = next(q.object for q in quads if q.predicate.value == f"{PREFIXES['od']}passage")
    within = next(q for q in quads if q.subject == passage and "hasSource" in q.predicate.value)
    other = NamedNode(f"{within.object.value}-2")
    quads.append(Quad(passage, within.predicate, other, within.graph_name))
    told = [one.message for one in quick(quads) if one.value == other.value]
    assert any("are in the statement's source" in message for message in told)


@pytest.mark.parametrize("target", ["targetNode <urn:c>", "target [ ]"])
def test_unknown_targets_are_left_to_pyshacl(target: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(
        f"@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:x> sh:{target} ; "
        'sh:path <urn:p> ; sh:minCount 1 ; sh:message "Two." .',
        "utf-8",
    )
    with pytest.raises(UnknownShape, match="target"):
        read_shapes(path)


def test_what_is_not_known_of_shacl_is_left_to_pyshacl(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:x> sh:targetClass <urn:c> ; "
        'sh:path <urn:p> ; sh:qualifiedMinCount 1 ; sh:message "Two." .',
        "utf-8",
    )
    with pytest.raises(UnknownShape, match="qualifiedMinCount"):
        read_shapes(path)
