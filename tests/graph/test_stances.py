"""Stances are read from the ontology: whatever lists them has those of its vocabulary."""

from __future__ import annotations

import json
import re
import shutil
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

import opendebate
import opendebate_ontology
from article import load_article
from opendebate import stances as module
from opendebate.ask.query import ask
from opendebate.coding.records import Stance
from opendebate.engines.embedded import EmbeddedEngine
from opendebate.engines.rows import Rows
from opendebate.exchange.aif.schemes import speech_act
from opendebate.networks.stance_counts import LEVELS
from opendebate.rdf.inference import derive
from opendebate.rdf.namespaces import Iris, term
from opendebate.stances import expressing, opposes, positions, stances, tie_kind
from opendebate.views.palette import EDGES

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"
WORDING = Path(opendebate.__file__).parent / "views/templates/explorer/wording.js"


@pytest.fixture(scope="module")
def vocabulary() -> set[str]:
    """The notations of the ontology's scheme of stances."""
    store = Store()
    store.load(path=str(opendebate_ontology.path("vocabularies.ttl")))
    rows = store.query(
        """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX od: <https://w3id.org/opendebate/ontology#>
        SELECT ?word { ?code skos:inScheme od:Stances ; skos:notation ?word }"""
    )
    assert isinstance(rows, QuerySolutions)
    return {row["word"].value for row in rows}


def test_all_that_list_stances_have_those_of_the_ontology(vocabulary: set[str]) -> None:
    assert set(stances()) == set(get_args(Stance)) == vocabulary
    assert all(set(levels) == vocabulary for levels in LEVELS.values())
    assert {name for line in EDGES[:3] for name in line.relations} == vocabulary
    assert all(speech_act(name) for name in vocabulary)
    for table in re.findall(r"export const (?:PLURAL|SIGNS) = {(.*?)}", WORDING.read_text("utf-8")):
        assert set(re.findall(r"(\w+):", table)) == vocabulary


def test_the_page_gets_them_with_its_data(vocabulary: set[str]) -> None:
    html = load_article().view().html()
    data = json.loads(re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', html, re.DOTALL)[1])  # type: ignore[index]
    assert set(data["stances"]) == vocabulary
    for name, stance in data["stances"].items():
        expected = stances()[name]
        assert stance["agrees"] is not opposes(name)
        assert (stance["position"], stance["inverse"]) == (expected.position, expected.inverse)


def test_levels_keep_the_order_of_the_positions() -> None:
    for levels in LEVELS.values():
        for one, other in product(stances().values(), repeat=2):
            if positions().index(one.position) < positions().index(other.position):
                assert levels[one.name] <= levels[other.name]


def test_a_new_stance_is_a_change_of_the_ontology(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ontology.ttl", "vocabularies.ttl"):
        shutil.copy(opendebate_ontology.path(name), tmp_path / name)
    with (tmp_path / "vocabularies.ttl").open("a", encoding="utf-8") as file:
        file.write("\nod:Rejects a od:Stance ; od:position od:denies .\n")
    with (tmp_path / "ontology.ttl").open("a", encoding="utf-8") as file:
        file.write('\nod:rejects od:inverseLabel "rejected by"@en .\n')
    monkeypatch.setattr(opendebate_ontology, "path", lambda name: tmp_path / name)
    caches = (module.stances, module.positions, module._ties_of_positions, module._facts)
    for cache in caches:
        cache.cache_clear()
    try:
        assert stances()["rejects"].inverse == "rejected by"
        assert opposes("rejects")
        assert "rejects" in expressing("denies")
        assert tie_kind("rejects", "concedes") == "conflict"
        assert tie_kind("rejects", "denies") == "congruence"
        assert speech_act("rejects") == "Disagreeing"
    finally:
        monkeypatch.undo()
        for cache in caches:
            cache.cache_clear()


def with_new_stance(old: str, new: str, position: str, *, in_table: bool = True) -> Store:
    """The debate on flood maps, in which all who take a stance take a new one that is like it."""
    graph = NamedNode("https://example.org/flood-maps/graph/more")
    store = Store()
    store.bulk_extend(opendebate.load(TOWN).store)
    for quad in list(store.quads_for_pattern(None, term("od:stance"), term(f"od:{old}"))):
        store.remove(quad)
        store.add(Quad(quad.subject, quad.predicate, term(f"od:{new}"), quad.graph_name))
    stance, relation = term(f"od:{new}"), term(f"od:{position}")
    store.add(Quad(stance, term("skos:notation"), Literal(new.lower()), graph))
    if in_table:
        store.add(Quad(stance, term("od:position"), relation, graph))
    if in_table and position == new.lower():
        kind = "od:agreeingPosition" if old == "Affirms" else "od:opposedPosition"
        store.add(Quad(relation, term(kind), term("od:affirms"), graph))
        store.add(Quad(term("od:affirms"), term(kind), relation, graph))
    derive(store, NamedNode("https://example.org/flood-maps/graph/derived"))
    return store


def answer(store: Store, name: str) -> list[str]:
    rows = ask(EmbeddedEngine(store, Iris("https://example.org/flood-maps/")), name, {})
    assert isinstance(rows, Rows)
    return sorted(map(str, rows))


@pytest.mark.parametrize(
    ("name", "old", "new", "position"),
    [
        ("who-affirms", "Affirms", "Grants", "affirms"),
        ("claims-without-reason", "Affirms", "Grants", "affirms"),
        ("claims-without-voice", "Affirms", "Grants", "affirms"),
        ("who-denies", "Denies", "Rejects", "denies"),
        ("who-is-for-or-against", "Affirms", "Grants", "grants"),
    ],
)
def test_questions_follow_a_new_stance(name: str, old: str, new: str, position: str) -> None:
    before = answer(opendebate.load(TOWN).store, name)
    after = answer(with_new_stance(old, new, position), name)
    assert after == sorted(row.replace(f"'{old.lower()}'", f"'{new.lower()}'") for row in before)
    assert after != answer(with_new_stance(old, new, position, in_table=False), name)


@pytest.mark.parametrize(
    ("old", "new", "position"),
    [("Concedes", "Grants", "affirms"), ("Denies", "Rejects", "denies"),
     ("Denies", "Rejects", "rejects"), ("Doubts", "Wonders", "doubts")],
)  # fmt: skip
def test_rules_follow_a_new_stance(old: str, new: str, position: str) -> None:
    def derived(store: Store) -> set[tuple[str, str, str]]:
        graph = NamedNode("https://example.org/flood-maps/graph/derived")
        facts = store.quads_for_pattern(None, None, None, graph)
        return {(str(fact.subject), _name(fact.predicate), str(fact.object)) for fact in facts}

    # With another name than its position a stance has reserves, as concessions have: no side.
    sides = set() if position == new.lower() else {"takes", "takesSide"}
    expected = set()
    for one, relation, other in derived(opendebate.load(TOWN).store):
        if relation == old.lower():
            expected.add((one, new.lower(), other))
        if relation not in sides and (relation != old.lower() or position == relation):
            expected.add((one, relation, other))
    assert any(relation == new.lower() for _, relation, _ in expected)
    assert expected <= derived(with_new_stance(old, new, position))
    assert not expected <= derived(with_new_stance(old, new, position, in_table=False))


def _name(node: NamedNode) -> str:
    return node.value.rpartition("#")[2]
