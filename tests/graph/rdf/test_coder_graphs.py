"""Codings of several coders as named graphs: only on request, apart, and with their origin."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

import opendebate
from article import load_article
from coders import SLUG, coding_of, two_coders, write_coding
from opendebate.errors import InputError, UsageError

BASE = "https://example.org/flood-maps/"
PROV = "http://www.w3.org/ns/prov#"


def exported(folder: Path, *, codings: bool) -> Store:
    store = Store()
    content = opendebate.load(folder).export("nquads", codings=codings).content
    store.bulk_load(content, format=RdfFormat.N_QUADS)
    return store


def graphs(store: Store) -> set[str]:
    return {str(graph.value) for graph in store.named_graphs()}


def test_codings_are_graphs_only_on_request(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps")
    added = graphs(exported(folder, codings=True)) - graphs(exported(folder, codings=False))
    assert added == {f"{BASE}graph/coding/{coder}/{SLUG}" for coder in ("ada", "ben")}


def test_no_statement_of_a_coder_is_one_of_the_adjudicated_coding(tmp_path: Path) -> None:
    store = exported(two_coders(tmp_path / "maps"), codings=True)
    by_graph = {
        graph: {quad.subject for quad in store.quads_for_pattern(
            None, None, NamedNode("https://w3id.org/opendebate/ontology#Statement"),
            NamedNode(graph))}
        for graph in graphs(store)
    }  # fmt: skip
    counts = {graph.removeprefix(BASE): len(found) for graph, found in by_graph.items() if found}
    assert counts[f"graph/coding/ada/{SLUG}"] == counts[f"graph/source/{SLUG}"] == 10
    ada, main = by_graph[f"{BASE}graph/coding/ada/{SLUG}"], by_graph[f"{BASE}graph/source/{SLUG}"]
    assert not ada & main


@pytest.mark.parametrize("day", ["2026-11-28", "2026-11"])
def test_a_coding_says_who_made_it_when_and_by_which_codebook(day: str, tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps")
    text = coding_of(folder, "ben")
    kind = "  kind: news-article"
    write_coding(folder, "ben", text.replace(kind, f"{kind}\n  coded: {day}"))
    (folder / "CODEBOOK.md").write_text("Code what is said.\n", "utf-8")
    store = exported(folder, codings=True)
    graph = NamedNode(f"{BASE}graph/coding/ben/{SLUG}")

    def values(subject: NamedNode, name: str) -> set[str]:
        pattern = store.quads_for_pattern(subject, NamedNode(name), None, graph)
        return {str(getattr(quad.object, "value", "")) for quad in pattern}

    assert values(graph, PROV + "wasAttributedTo") == {BASE + "coder/ben"}
    assert values(graph, "http://purl.org/dc/terms/created") == {day}
    (activity,) = values(graph, PROV + "wasGeneratedBy")
    used = values(NamedNode(activity), PROV + "used")
    assert BASE + "source/" + SLUG in used
    assert any(iri.startswith(BASE + "codebook/") for iri in used)


def test_the_same_codings_give_the_same_bytes(tmp_path: Path) -> None:
    debate = opendebate.load(two_coders(tmp_path / "maps"))
    first, second = (debate.export("trig", codings=True).content for _ in range(2))
    assert first == second
    assert list(pyoxigraph.parse(first, format=RdfFormat.TRIG))


def test_codings_without_effect_are_refused(tmp_path: Path) -> None:
    debate = opendebate.load(two_coders(tmp_path / "maps"))
    with pytest.raises(UsageError, match="turtle cannot keep the codings of coders apart"):
        debate.export("turtle", codings=True)
    with pytest.raises(InputError, match="no coding by several coders"):
        load_article().export("trig", codings=True)
