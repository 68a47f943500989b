"""A loaded debate: the one object that researchers use."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
import rdflib

import opendebate
from opendebate.debate import BUILT_IN, Debate
from opendebate.errors import FaultsFound, InputError, UnknownName, UsageError

TOWN = Path(__file__).parents[1] / "data" / "flood-maps"


def test_without_a_folder_the_built_in_debate_is_loaded(debate: Debate) -> None:
    assert debate.title == "The AI openness debate"
    assert repr(debate) == "<Debate 'The AI openness debate'>"
    assert set(debate.store) == set(opendebate.load(BUILT_IN).store)


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
    debate = opendebate.load()  # its own, since the copy is changed
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
    assert debate.serialize() == debate.serialize(".trig")
    assert debate.serialize(".nt").decode().count("\n") > 1000
    with pytest.raises(UsageError):
        debate.serialize(".docx")


def test_two_debates_do_not_mix(debate: Debate) -> None:
    other = opendebate.load(TOWN)
    assert not set(other.store) & {
        quad for quad in debate.store if "flood-maps" in str(quad.subject)
    }
    assert other.show("averley").entity.iri.startswith("https://example.org/")


def test_a_text_of_no_source_is_told(debate: Debate) -> None:
    with pytest.raises(UnknownName, match=r"no source 'why-meta-opend-up'.*Did you mean"):
        debate.view(texts={"why-meta-opend-up": "Some text."})
