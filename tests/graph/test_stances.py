"""Stances are read from the ontology: whatever lists them has those of its vocabulary."""

from __future__ import annotations

import json
import re
import shutil
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from pyoxigraph import QuerySolutions, Store

import opendebate
import opendebate_ontology
from opendebate import stances as module
from opendebate.coding.records import Stance
from opendebate.exchange.aif.schemes import speech_act
from opendebate.networks.stance_counts import LEVELS
from opendebate.stances import expressing, opposes, positions, stances, tie_kind
from opendebate.views.palette import EDGES

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
    html = opendebate.load().view().html()
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
