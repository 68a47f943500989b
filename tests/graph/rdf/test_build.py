"""A build is the same to the byte wherever and whenever it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode

from article import article_folder
from opendebate.debate import BUILT_IN
from opendebate.errors import FaultsFound, InputError
from opendebate.rdf.build import build, check_debate, ontology_quads
from opendebate.rdf.namespaces import Iris
from opendebate.rdf.serialize import FORMATS

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
DIGESTS = """
import hashlib, pathlib, sys
from opendebate.rdf.build import build
from opendebate.rdf.serialize import FORMATS, serialize
built = build(pathlib.Path(sys.argv[1]))
for name in FORMATS:
    print(name, hashlib.sha256(serialize(built.store, built.iris, name)).hexdigest())
"""


@pytest.mark.parametrize("folder", [article_folder(), TOWN], ids=["built-in", "town"])
def test_two_builds_are_equal_to_the_byte_in_every_format(folder: Path) -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", DIGESTS, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "4242")
    }  # fmt: skip
    assert len(said) == 1
    assert said.pop().count("\n") == len(FORMATS)


@pytest.mark.parametrize("folder", [article_folder(), TOWN], ids=["built-in", "town"])
def test_a_built_debate_has_no_blank_nodes(folder: Path) -> None:
    for quad in build(folder).store:
        assert not isinstance(quad.subject, BlankNode), quad
        assert not isinstance(quad.object, BlankNode), quad


def test_where_a_debate_lies_does_not_matter(town: Path) -> None:
    assert set(build(town).store) == set(build(TOWN).store)


def test_the_ontology_lies_in_a_graph_of_its_own() -> None:
    built = build(TOWN)
    graph = built.iris.graph("ontology")
    held = set(built.store.quads_for_pattern(None, None, None, graph))
    assert held == set(ontology_quads(graph))
    graphs = {g.value for g in built.store.named_graphs() if isinstance(g, NamedNode)}
    assert graphs == {
        Iris("https://example.org/flood-maps/").graph(*name.split("/")).value
        for name in (
            "register", "context", "derived", "ontology",
            "source/a-town-and-its-maps", "source/a-letter-on-the-maps",
        )
    }  # fmt: skip


def test_faults_stop_a_build_and_come_all_at_once(town: Path) -> None:
    for name, old, new in (
        ("claims", "side: for", "side: pro"),
        ("topics", "broader: risk", "broader: risc"),
    ):
        path = town / f"{name}.yaml"
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(FaultsFound) as raised:
        build(town)
    assert len(raised.value.faults) == 2


def test_a_folder_that_is_no_debate_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        build(tmp_path)


def test_a_build_tells_how_far_it_is() -> None:
    told: list[tuple[str, int, int]] = []
    build(TOWN, lambda *step: told.append(step))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["reading", "compiling", "validating", "deriving"]
    assert all(done <= total for _, done, total in told)


def test_examining_says_the_same_as_building() -> None:
    coding, faults = check_debate(BUILT_IN)
    assert coding.debate.title == "The AI openness debate"
    assert not [fault for fault in faults if fault.severity == "error"]
    assert tuple(faults) == build(BUILT_IN).warnings
