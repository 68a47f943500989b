"""What is written can be read again, by others too, and says the same."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from article import article_folder
from opendebate.errors import UsageError
from opendebate.rdf.build import BuiltDebate, build
from opendebate.rdf.serialize import FORMATS, SUFFIXES, name_of_suffix, prefixes, serialize

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"
KEEP_GRAPHS = ("trig", "nquads", "jsonld")
RDFLIB = {name: name for name in FORMATS} | {"ntriples": "nt", "jsonld": "json-ld"}


@pytest.fixture(scope="module", params=[article_folder(), TOWN], ids=["built-in", "town"])
def built(request: pytest.FixtureRequest) -> BuiltDebate:
    return build(request.param)


def expected(built: BuiltDebate, name: str) -> set[tuple[str, ...]]:
    quads = set(built.store)
    if name not in KEEP_GRAPHS:
        quads = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}
    return {tuple(map(str, quad)) for quad in quads}


@pytest.mark.parametrize("name", FORMATS)
def test_pyoxigraph_reads_the_same(built: BuiltDebate, name: str) -> None:
    raw = serialize(built.store, built.iris, name)
    found = pyoxigraph.parse(raw, format=FORMATS[name])
    assert {tuple(map(str, quad)) for quad in found} == expected(built, name)


@pytest.mark.parametrize("name", FORMATS)
def test_rdflib_reads_the_same(built: BuiltDebate, name: str) -> None:
    raw = serialize(built.store, built.iris, name)
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():  # rdflib's own readers and writers call what it deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=raw, format=RDFLIB[name])
        again = dataset.serialize(format="nquads", encoding="utf-8")
    found = pyoxigraph.parse(again, format=RdfFormat.N_QUADS)
    facts = {tuple(map(str, quad)) for quad in found}
    if name not in KEEP_GRAPHS:
        facts = {(*fact[:3], str(DefaultGraph())) for fact in facts}
    assert facts == expected(built, name)


@pytest.mark.parametrize("name", ["trig", "turtle"])
def test_names_are_shortened(built: BuiltDebate, name: str) -> None:
    text = serialize(built.store, built.iris, name).decode()
    assert "@prefix od: <https://w3id.org/opendebate/ontology#> ." in text
    assert f"@prefix claim: <{built.iris('claim', '').value}> ." in text
    assert " a od:Claim" in text
    written = [line for line in text.splitlines() if not line.startswith("@prefix")]
    assert not [line for line in written if "<https://w3id.org/opendebate/ontology#" in line]


def test_every_prefix_is_a_legal_name(built: BuiltDebate) -> None:
    for prefix in prefixes(built.store, built.iris):
        assert prefix[0].isalpha(), prefix


def test_json_ld_reads_as_the_coders_words_and_calls_nowhere(built: BuiltDebate) -> None:
    data: dict[str, Any] = json.loads(serialize(built.store, built.iris, "jsonld"))
    assert isinstance(data["@context"], dict), "no address that would have to be fetched"
    text = json.dumps(data)
    assert '"stance"' in text
    assert '"speaker"' in text


def test_every_format_has_a_suffix_and_an_unknown_one_is_told(built: BuiltDebate) -> None:
    assert FORMATS.keys() == SUFFIXES.keys()
    with pytest.raises(UsageError, match=r"no RDF format 'xml'.*trig, turtle, nquads"):
        serialize(built.store, built.iris, "xml")


def test_suffixes_are_read_in_any_case() -> None:
    assert name_of_suffix(".TTL") == "turtle"


@pytest.mark.parametrize("suffix", ["", ".csv", ".ttl.gz", "trig"])
def test_an_unknown_suffix_is_told_with_the_known_ones(suffix: str) -> None:
    with pytest.raises(UsageError) as raised:
        name_of_suffix(suffix)
    assert raised.value.exit_code == 2
    assert all(known in (raised.value.advice or "") for known in SUFFIXES.values())
