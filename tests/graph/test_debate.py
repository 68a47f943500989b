"""A loaded debate: the one object that researchers use."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
import rdflib

import opendebate
from article import article_folder, load_article
from opendebate.debate import Debate
from opendebate.debate.exporting import export_suffixes
from opendebate.errors import FaultsFound, InputError, QueryError, UnknownName, UsageError

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"
# Formats that leave out something of the invented debate, and say so.
TELLS_OMISSIONS = {
    "aif", "argdown", "dna", "hypothesis", "refi-qda", "refi-qda-codebook", "web-annotation",
}  # fmt: skip


def test_without_a_folder_the_built_in_debate_is_loaded_or_some_of_its_sources(
    debate: Debate,
) -> None:
    assert set(debate.store) == set(opendebate.load(article_folder()).store)
    whole = opendebate.load()
    assert whole.title == debate.title
    assert {claim["id"] for claim in debate.entities("claims").to_dicts()} < {
        claim["id"] for claim in whole.entities("claims").to_dicts()
    }


@pytest.mark.parametrize("folder", [TOWN, str(TOWN)], ids=["path", "text"])
def test_a_folder_may_be_a_path_or_a_text(folder: str | Path) -> None:
    found = opendebate.load(folder)
    assert found.question == "Should the town publish its detailed flood maps?"
    assert found.iris.base == "https://example.org/flood-maps/"


def test_a_folder_that_is_no_debate_and_one_with_faults_are_different_errors(
    town: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError):
        opendebate.load(tmp_path / "nowhere")
    (town / "claims.yaml").write_text("publish: {}\n")
    with pytest.raises(FaultsFound) as raised:
        opendebate.load(town)
    assert str(town / "claims.yaml") in str(raised.value)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib calls what it deprecates
def test_the_dataset_is_a_copy_for_rdflib() -> None:
    debate = load_article()  # its own, since the copy is changed
    dataset = debate.dataset
    assert isinstance(dataset, rdflib.Dataset)
    assert dataset is debate.dataset
    hall = rdflib.URIRef("https://w3id.org/opendebate/actor/wendy-hall")
    assert (hall, rdflib.RDFS.label, rdflib.Literal("Wendy Hall", lang="en")) in dataset
    before = len(debate.store)
    dataset.add((hall, rdflib.RDFS.label, rdflib.Literal("x")))
    assert len(debate.store) == before


def test_the_network_and_the_view_are_made_from_it(debate: Debate) -> None:
    assert isinstance(debate.network(), nx.MultiDiGraph)
    assert "The AI openness debate" in debate.view().html()


def test_it_is_written_in_the_formats_of_rdf(debate: Debate) -> None:
    assert debate.serialize() == debate.serialize(format="trig") == debate.serialize("trig")
    assert debate.serialize(format="ntriples").decode().count("\n") > 1000
    with pytest.raises(UsageError, match="no RDF format 'docx'"):
        debate.serialize(format="docx")


def test_a_suffix_still_names_a_format_with_a_warning(debate: Debate) -> None:
    with pytest.warns(DeprecationWarning, match=r"Write serialize\(format='turtle'\)") as warned:
        assert debate.serialize(".ttl") == debate.serialize("turtle")
    assert warned[0].filename == __file__
    with pytest.raises(UsageError, match="no format for '.docx'"):
        debate.serialize(".docx")


@pytest.mark.parametrize("name", export_suffixes())
def test_it_is_exported_to_every_format_in_one_line(name: str, tmp_path: Path) -> None:
    town = opendebate.load(TOWN)
    export = town.export(name)
    export.save(tmp_path / "out")
    assert sum(map(len, export.files.values())) > 500
    if export.is_folder:
        assert {path.name for path in (tmp_path / "out").iterdir()} == set(export.files)
        with pytest.raises(UsageError, match="several files"):
            export.content  # noqa: B018
    else:
        assert (tmp_path / "out").read_bytes() == export.content
    assert bool(export.omissions) == (name in TELLS_OMISSIONS)


def test_an_export_takes_articles_where_the_format_holds_them() -> None:
    town = opendebate.load(TOWN)
    path = TOWN.parent / "a-town-and-its-maps.txt"
    sentence = b"what the water will do to their own front door"
    assert sentence not in town.export("dna").content
    for article in (path, path.read_text("utf-8")):
        assert sentence in town.export("dna", texts={"a-town-and-its-maps": article}).content
    with pytest.raises(UsageError, match="turtle contains no article"):
        town.export("turtle", texts={"a-town-and-its-maps": path})
    with pytest.raises(UsageError, match=r"name of a file.*Path\("):
        town.export("dna", texts={"a-town-and-its-maps": str(path)})
    with pytest.raises(UnknownName):
        town.export("dna", texts={"another": path})
    with pytest.raises(UsageError, match="Did you mean argdown"):
        town.export("argdon")


def test_a_network_is_exported_with_all_attributes(tmp_path: Path) -> None:
    town = opendebate.load(TOWN)
    town.export_network(town.network("actors"), "graphml").save(tmp_path / "a.graphml")
    graph = nx.read_graphml(tmp_path / "a.graphml")
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"actor"}
    assert any("role" in data for _, data in graph.nodes(data=True))
    with pytest.raises(UsageError, match="no network format 'gefx'"):
        town.export_network(town.network("actors"), "gefx")


def test_two_debates_do_not_mix(debate: Debate) -> None:
    other = opendebate.load(TOWN)
    assert not set(other.store) & {
        quad for quad in debate.store if "flood-maps" in str(quad.subject)
    }
    assert other.show("averley").entity.iri.startswith("https://example.org/")


def test_a_text_of_no_source_is_told(debate: Debate) -> None:
    with pytest.raises(UnknownName, match=r"no source 'why-meta-opend-up'.*Did you mean"):
        debate.view(texts={"why-meta-opend-up": "Some text."})


def test_each_form_of_query_has_a_method_with_one_kind_of_result(debate: Debate) -> None:
    assert debate.select("who-affirms", claim="open-agi") == debate.query(
        "who-affirms", claim="open-agi"
    )
    assert debate.ask("ASK { actor:wendy-hall a od:Person }") is True
    assert debate.ask("ASK { actor:wendy-hall a od:Group }") is False
    for query in ("DESCRIBE actor:wendy-hall", "CONSTRUCT WHERE { actor:wendy-hall ?p ?o }"):
        assert isinstance(debate.construct(query), rdflib.Graph)


def test_another_form_is_refused_with_the_method_to_use(debate: Debate) -> None:
    with pytest.raises(QueryError, match=r"is yes or no\. Use debate\.ask"):
        debate.select("ASK {}")
    with pytest.raises(QueryError, match=r"is rows\. Use debate\.select"):
        debate.ask("SELECT ?a { ?a a od:Claim }")
    with pytest.raises(QueryError, match=r"is rows\. Use debate\.select"):
        debate.construct("SELECT ?a { ?a a od:Claim }")
    with pytest.raises(QueryError, match=r"is a graph\. Use debate\.construct"):
        debate.select("DESCRIBE actor:wendy-hall")


def test_list_is_the_older_name_of_entities(debate: Debate) -> None:
    with pytest.warns(DeprecationWarning, match=r"Write entities\('claims'\)"):
        assert debate.list("claims") == debate.entities("claims")
