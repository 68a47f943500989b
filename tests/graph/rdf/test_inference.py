"""Derived facts can be thrown away and rebuilt, the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from article import article_folder
from opendebate.rdf.build import build
from opendebate.rdf.inference import derive

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


@pytest.mark.parametrize("folder", [article_folder(), TOWN], ids=["built-in", "town"])
def test_the_derived_graph_is_rebuilt_as_it_was(folder: Path) -> None:
    built = build(folder)
    graph = built.iris.graph("derived")
    before = set(built.store)
    derived = set(built.store.quads_for_pattern(None, None, None, graph))
    assert derived
    built.store.remove_graph(graph)
    assert set(built.store) == before - derived
    assert derive(built.store, graph) == derived
    assert set(built.store) == before


def test_what_was_in_the_derived_graph_is_thrown_away() -> None:
    built = build(TOWN)
    graph = built.iris.graph("derived")
    before = set(built.store)
    stray = Quad(NamedNode("x:a"), NamedNode("x:b"), Literal("c"), graph)
    built.store.add(stray)
    derive(built.store, graph)
    assert set(built.store) == before


def test_coded_facts_are_never_derived_facts() -> None:
    built = build(TOWN)
    derived = built.iris.graph("derived")
    predicates = {
        quad.predicate.value.rpartition("#")[2]
        for quad in built.store.quads_for_pattern(None, None, None, derived)
    }
    assert predicates <= {
        "affirms", "denies", "doubts", "concedes", "supports", "attacks", "agreesWith",
        "disagreesWith", "doubtsClaimOf", "takesSide", "carrier", "voice", "voiced", "takes",
        "givenUpBy",
    }  # fmt: skip
