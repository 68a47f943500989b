"""A consumer that knows FOAF, PROV, schema.org, SKOS and Dublin Core only finds the debate."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import QuerySolutions, RdfFormat, Store
from starlette.testclient import TestClient

import opendebate
from article import load_article
from opendebate.serve.app import Site
from opendebate.serve.bounds import Bounds
from opendebate.serve.served_dataset import written_dataset
from opendebate_cli.main import cli

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"
PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
QUESTIONS = {
    "persons by foaf": (
        "SELECT ?n { ?p a foaf:Person ; foaf:name ?n }",
        "Wendy Hall",
    ),
    "persons by schema.org": (
        "SELECT ?n { ?p a schema:Person ; schema:name ?n }",
        "Wendy Hall",
    ),
    "organisations by foaf": (
        "SELECT ?n { ?o a foaf:Organization ; foaf:name ?n }",
        "Meta",
    ),
    "organisations by org": ("SELECT ?n { ?o a org:Organization ; rdfs:label ?n }", "Meta"),
    "groups by foaf": ("SELECT ?n { ?o a foaf:Group ; foaf:name ?n }", "Meta's corporate rivals"),
    "who took part in a statement": (
        "SELECT ?n { ?s a prov:Activity ; prov:wasAssociatedWith/foaf:name ?n }",
        "Wendy Hall",
    ),
    "topics": ("SELECT ?n { ?t a skos:Concept ; skos:prefLabel ?n }", "Misuse"),
    "topics of claims": (
        "SELECT ?n { ?c a schema:Claim ; dcterms:subject ?t . ?t skos:prefLabel ?n }",
        "Misuse",
    ),
    "sources": (
        "SELECT ?n { ?s a schema:CreativeWork, prov:Entity ; schema:name ?n ; dcterms:title ?n }",
        "Why Meta opened up",
    ),
    "articles": ("SELECT ?n { ?s a schema:Article ; schema:name ?n }", "Why Meta opened up"),
    "events": ("SELECT ?n { ?e a schema:Event ; schema:name ?n }", None),
    "claims": ("SELECT ?n { ?c a schema:Claim ; schema:text ?n }", None),
    "who coded a graph": (
        "SELECT ?n { ?g a prov:Bundle ; prov:wasAttributedTo ?a . ?a a prov:Agent ; foaf:name ?n }",
        "opendebate contributors",
    ),
    "what a graph is the coding of": (
        "SELECT ?n { ?g a prov:Bundle ; prov:hadPrimarySource/schema:name ?n }",
        "Why Meta opened up",
    ),
    "when that was published": (
        "SELECT ?n { ?g a prov:Bundle ; prov:hadPrimarySource/dcterms:issued ?n }",
        "2024-01-22",
    ),
    "in which version": ("SELECT ?n { ?g a prov:Bundle ; owl:versionInfo ?n }", None),
    "with which program": (
        "SELECT ?n { ?g prov:wasAttributedTo/schema:softwareVersion ?n }",
        opendebate.__version__,
    ),
    "what derived facts come from": (
        "SELECT ?n { ?g prov:wasDerivedFrom/dcterms:title ?n }",
        "The debate's entities and claims, as they are coded",
    ),
    "what a passage is of": (
        "SELECT ?n { ?p a oa:SpecificResource ; oa:hasSource/schema:name ?n }",
        "Why Meta opened up",
    ),
}


Ask = Callable[[str], set[str]]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """What a file of ``export --familiar`` answers, without a reasoner."""
    file = tmp_path_factory.mktemp("familiar") / "debate.trig"
    written = CliRunner().invoke(cli, ["export", "trig", "--familiar", "-o", str(file)])
    assert written.exit_code == 0, written.output
    store = Store()
    store.bulk_load(path=str(file), format=RdfFormat.TRIG)
    return lambda text: names(store, text)


@pytest.fixture(scope="module")
def served() -> Iterator[Ask]:
    """What the endpoint of ``serve --familiar`` answers, over HTTP."""
    with (
        written_dataset(load_article(), familiar=True) as dataset,
        TestClient(Site(dataset, Bounds(workers=1), log=False), "http://localhost") as client,
    ):

        def ask(text: str) -> set[str]:
            answer = client.get("/sparql", params={"query": PREFIXES + text})
            assert answer.status_code == 200, answer.text
            (name,) = answer.json()["head"]["vars"]
            return {row[name]["value"] for row in answer.json()["results"]["bindings"]}

        yield ask


def names(store: Store, text: str) -> set[str]:
    solutions = store.query(PREFIXES + text, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    return {row[0].value for row in solutions}


@pytest.fixture(params=["exported", "served"])
def ask(request: pytest.FixtureRequest) -> Ask:
    asker: Ask = request.getfixturevalue(request.param)
    return asker


@pytest.mark.parametrize("question", QUESTIONS)
def test_familiar_terms_find_the_debate(ask: Ask, question: str) -> None:
    text, expected = QUESTIONS[question]
    assert not re.search(r"\bod:|opendebate", text)
    found = ask(text)
    assert found
    assert expected is None or expected in found


def test_without_the_alignments_they_find_nothing() -> None:
    store = load_article().store
    assert not names(store, QUESTIONS["persons by foaf"][0])
    assert not names(store, QUESTIONS["articles"][0])


def test_only_agents_have_names_of_foaf(ask: Ask) -> None:
    named = ask("SELECT DISTINCT ?x { ?x foaf:name ?n }")
    assert named == ask("SELECT DISTINCT ?x { VALUES ?kind { foaf:Agent prov:Agent } ?x a ?kind }")


def test_what_is_the_same_elsewhere_has_the_word_of_schema_org_too() -> None:
    store = Store()
    store.load(opendebate.load(TOWN).serialize("trig", familiar=True), format=RdfFormat.TRIG)
    same = "<https://schema.org/sameAs>"
    found = store.query(f"SELECT ?o {{ GRAPH ?g {{ ?s {same} ?o }} }} ORDER BY ?o")
    assert isinstance(found, QuerySolutions)
    assert [row["o"].value for row in found] == [
        "http://www.wikidata.org/entity/Q4115189",
        "https://registry.example/bodies/mill-lane",
        "https://registry.example/licences/7",
        "https://registry.example/models/linnet-2",
    ]


def test_the_words_of_others_stand_in_graphs_of_their_own() -> None:
    debate = load_article()
    store = Store()
    store.load(debate.serialize("trig", familiar=True), format=RdfFormat.TRIG)
    added = {debate.iris.graph(name).value for name in ("familiar", "provenance")}
    kept = {quad for quad in store if str(quad.graph_name.value) not in added}
    assert kept == set(debate.store)


def test_another_format_has_no_familiar_words() -> None:
    refused = CliRunner().invoke(cli, ["export", "argdown", "--familiar", "-o", "-"])
    assert refused.exit_code == 2
    assert "argdown is no RDF" in refused.stderr


def test_the_service_description_says_where_graphs_come_from() -> None:
    with (
        written_dataset(load_article()) as dataset,
        TestClient(Site(dataset, Bounds(workers=1), log=False), "http://localhost") as client,
    ):
        answer = client.get("/sparql", headers={"Accept": "application/n-triples"})
    described = Store()
    described.load(answer.content, format=RdfFormat.N_TRIPLES)
    source = names(described, "SELECT ?s { ?g a prov:Bundle ; prov:hadPrimarySource ?s }")
    assert source == {f"{load_article().iris.base}source/why-meta-opened-up"}


def test_the_graph_of_a_source_has_coder_date_version_and_source(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOWN, tmp_path / "town"))
    for name, coded in (("a-town-and-its-maps", "2026-11-20"), ("a-letter-on-the-maps", "2026-11")):
        file = folder / "sources" / f"{name}.yaml"
        text = file.read_text("utf-8")
        file.write_text(text.replace("  published:", f"  coded: {coded}\n  published:", 1), "utf-8")
    store = Store()
    store.load(opendebate.load(folder).serialize("trig", familiar=True), format=RdfFormat.TRIG)
    rows = store.query(
        PREFIXES
        + """SELECT ?source ?coder ?date ?version {
          ?graph a prov:Bundle ; prov:hadPrimarySource ?source ; dcterms:created ?date ;
            owl:versionInfo ?version ; prov:wasAttributedTo/foaf:name ?coder .
          FILTER (?coder = "The opendebate authors") } ORDER BY ?source""",
        use_default_graph_as_union=True,
    )
    assert isinstance(rows, QuerySolutions)
    letter, article = ([str(cell) for cell in row] for row in rows)
    assert letter[0].endswith("source/a-letter-on-the-maps>")
    assert letter[2] == '"2026-11"'
    assert article[2] == '"2026-11-20"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert all(row[3].startswith('"sha256:') for row in (letter, article))


def test_the_graph_of_a_source_says_who_drafted_and_who_accepted_its_statements(
    tmp_path: Path,
) -> None:
    folder = Path(shutil.copytree(TOWN, tmp_path / "town"))
    file = folder / "sources" / "a-letter-on-the-maps.yaml"
    text = file.read_text("utf-8")
    accepted = "- drafted_by: rules\n  accepted_by: The opendebate authors\n  id:"
    text = text.replace("- id:", accepted, 1)
    accepted = "- drafted_by: openai:gpt-5\n  accepted_by: Ada\n  id:"
    file.write_text(text.replace("\n- id:", f"\n{accepted}", 1), "utf-8")
    store = Store()
    store.load(opendebate.load(folder).serialize("trig", familiar=True), format=RdfFormat.TRIG)
    attributed = "?g a prov:Bundle ; prov:hadPrimarySource ?source ; prov:wasAttributedTo ?who . "
    letter = f"BIND (<{opendebate.load(folder).iris.base}source/a-letter-on-the-maps> AS ?source) "
    drafters = names(store, f"SELECT DISTINCT ?n {{ {letter} {attributed} "
                            "?who a prov:SoftwareAgent ; foaf:name ?n }")  # fmt: skip
    assert drafters == {"opendebate", "rules", "openai:gpt-5"}
    people = names(store, f"SELECT ?n {{ {letter} {attributed} ?who a prov:Agent ; foaf:name ?n "
                          "FILTER NOT EXISTS { ?who a prov:SoftwareAgent } }")  # fmt: skip
    assert people == {"The opendebate authors", "Ada"}
    other = letter.replace("a-letter-on-the-maps", "a-town-and-its-maps")
    assert "Ada" not in names(store, f"SELECT ?n {{ {other} {attributed} ?who foaf:name ?n }}")
