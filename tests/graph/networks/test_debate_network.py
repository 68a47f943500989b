"""The whole debate as a network: what is in it, and what each part carries."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, Store

import opendebate
from opendebate.ask.description import show
from opendebate.debate import Debate
from opendebate.engines.embedded import EmbeddedEngine
from opendebate.networks.debate_network import build_debate_network
from opendebate.networks.position_changes import changes_of_position
from opendebate.networks.selection import Selection
from opendebate.rdf.namespaces import PREFIXES, Iris
from opendebate.stances import stances
from voices import with_hearing

BASE = "https://example.org/"
DATA = """
od:affirms rdfs:label "affirms" ; od:inverseLabel "affirmed by" .
od:concedes rdfs:label "concedes" ; od:inverseLabel "conceded by" .
od:supports rdfs:label "supports" ; od:inverseLabel "supported by" .
od:attacks rdfs:label "attacks" ; od:inverseLabel "attacked by" .
od:about rdfs:label "about" ; od:inverseLabel "subject of" .
od:agreesWith rdfs:label "agrees with" ; od:inverseLabel "agrees with" .

<actor/ann> a od:Person ; dcterms:identifier "ann" ; rdfs:label "Ann" ;
  foaf:page <https://example.org/ann> ; org:hasMembership <actor/ann/membership/1> ;
  od:affirms <claim/warm>, <claim/good> ; od:concedes <claim/good> ; od:agreesWith <actor/club> .
<actor/ann/membership/1> a org:Membership ; org:organization <actor/club> .
<actor/club> a od:Organization ; dcterms:identifier "club" ; rdfs:label "Club" .
<actor/purists> a od:Group ; dcterms:identifier "purists" ; rdfs:label "Purists" ;
  od:hypothetical true .
<claim/warm> a od:Claim ; dcterms:identifier "warm" ; rdfs:label "It is warm." ; od:side od:For ;
  od:voiced true ; od:supports <claim/good> ; od:attacks <claim/good> ;
  od:about <topic/weather> .
<claim/good> a od:Claim ; dcterms:identifier "good" ; rdfs:label "It is good." ;
  od:side od:Neither .
<topic/weather> a skos:Concept ; dcterms:identifier "weather" ; rdfs:label "Weather" .
<source/news> a od:Source ; dcterms:identifier "news" ; rdfs:label "News" ;
  od:about <topic/weather> .
<source/news/two> a od:Statement ; dcterms:identifier "two" ; rdfs:label "2" ;
  od:speaker <actor/ann> ; od:claim <claim/warm> ; od:stance od:Affirms ; od:mode od:Verbatim .
<source/news/one> a od:Statement ; dcterms:identifier "one" ; rdfs:label "1" ;
  od:speaker <actor/ann> ; od:claim <claim/warm> ; od:stance od:Affirms ; od:mode od:Paraphrase .
<source/news/if> a od:Statement ; dcterms:identifier "if" ; rdfs:label "3" ;
  od:speaker <actor/ann> ; od:claim <claim/warm> ; od:stance od:Affirms ; od:mode od:Hypothetical .
<source/news/but> a od:Statement ; dcterms:identifier "but" ; rdfs:label "4" ;
  od:speaker <actor/ann> ; od:claim <claim/good> ; od:stance od:Concedes ; od:mode od:Verbatim .
<a/1> a od:Support ; od:premise <claim/warm> ; od:conclusion <claim/good> ; od:basis od:Analytic .
<a/2> a od:Support ; od:premise <claim/warm> ; od:conclusion <claim/good> ; od:basis od:Stated ;
  od:statedIn <source/news/but> .
<a/3> a od:Attack ; od:premise <claim/warm> ; od:conclusion <claim/good> ; od:basis od:Analytic .
"""


def engine_of(data: str) -> EmbeddedEngine:
    store = Store()
    heads = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    store.load((heads + data).encode(), RdfFormat.TURTLE, base_iri=BASE)
    return EmbeddedEngine(store, Iris(BASE))


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph[str]:
    return build_debate_network(engine_of(DATA))


def test_things_are_sorted_and_carry_kind_id_and_name(network: nx.MultiDiGraph[str]) -> None:
    assert [iri.removeprefix(BASE) for iri in network] == [
        "actor/ann",
        "actor/club",
        "actor/purists",
        "claim/good",
        "claim/warm",
        "topic/weather",
    ]
    assert network.nodes[BASE + "topic/weather"] == {
        "kind": "topic",
        "id": "weather",
        "name": "Weather",
    }


def test_actors_say_what_they_are_and_claims_their_side(network: nx.MultiDiGraph[str]) -> None:
    ann, purists = network.nodes[BASE + "actor/ann"], network.nodes[BASE + "actor/purists"]
    assert (ann["type"], ann["hypothetical"]) == ("person", False)
    assert ann["link"] == "https://example.org/ann"
    assert (purists["type"], purists["hypothetical"]) == ("group", True)
    assert network.nodes[BASE + "claim/warm"]["side"] == "for"


def test_a_truth_may_be_written_as_1() -> None:  # as Virtuoso does
    engine = engine_of(
        DATA.replace("od:hypothetical true", 'od:hypothetical "1"^^xsd:boolean')
        + 'od:hypothetical rdfs:label "hypothetical" .'
    )
    assert build_debate_network(engine).nodes[BASE + "actor/purists"]["hypothetical"] is True
    told = show(engine, "purists").facts["hypothetical"]
    assert told == ("imagined by the source: nobody speaks for it",)


def test_stances_name_their_statements_but_hypothetical_ones(
    network: nx.MultiDiGraph[str],
) -> None:
    stance = network.edges[BASE + "actor/ann", BASE + "claim/warm", "affirms"]
    assert stance["statements"] == ("news/one", "news/two")
    assert (stance["label"], stance["inverse"]) == ("affirms", "affirmed by")


def test_a_concession_also_stands_behind_the_affirmation(network: nx.MultiDiGraph[str]) -> None:
    between = network[BASE + "actor/ann"][BASE + "claim/good"]
    assert {key: edge["statements"] for key, edge in between.items()} == {
        "affirms": ("news/but",),
        "concedes": ("news/but",),
    }


def test_parallel_arguments_are_kept_with_their_basis(network: nx.MultiDiGraph[str]) -> None:
    between = network[BASE + "claim/warm"][BASE + "claim/good"]
    assert between["supports"]["basis"] == ("analytic", "stated")
    assert between["supports"]["statements"] == ("news/but",)
    assert between["attacks"]["basis"] == ("analytic",)


def test_membership_is_a_tie_and_agreement_is_not(network: nx.MultiDiGraph[str]) -> None:
    assert list(network[BASE + "actor/ann"][BASE + "actor/club"]) == ["memberOf"]


def test_sources_and_statements_are_no_nodes(network: nx.MultiDiGraph[str]) -> None:
    assert not [iri for iri in network if "/source/" in iri]


def test_a_former_position_is_told_and_stands_there_where_it_is_asked_for(town: Path) -> None:
    debate = opendebate.load(with_hearing(town))
    person, claim = debate.show("marta-oyelaran").entity.iri, debate.show("publish").entity.iri
    latest, every = (debate.network("debate", positions=one) for one in ("latest", "all"))
    assert {key for key in latest[person][claim] if key in stances()} == {"denies"}
    assert {key for key in every[person][claim] if key in stances()} == {"affirms", "denies"}
    assert every.get_edge_data(person, claim, "affirms")["statements"]
    assert "Oyelaran changed position" in latest.graph["notes"][0]
    assert "Each position counts." in every.graph["notes"][0]
    assert "Oyelaran changed position" in str(changes_of_position(debate.engine, Selection()))
    assert not changes_of_position(debate.engine, Selection(), claims=())


def test_the_statements_behind_the_stance_of_a_body_are_those_made_for_it(town: Path) -> None:
    debate = opendebate.load(with_hearing(town))
    body, claim = debate.show("mill-lane").entity.iri, debate.show("publish").entity.iri
    tie = debate.network("debate").get_edge_data(body, claim, "affirms")
    assert tie["statements"] == ("a-hearing-on-the-maps/vanderlinden-publish",)


def test_what_nobody_affirms_neither_attacks_nor_supports() -> None:
    engine = engine_of(DATA.replace("od:voiced true ; ", ""))
    warm, good = f"{BASE}claim/warm", f"{BASE}claim/good"
    assert not build_debate_network(engine).has_edge(warm, good)
    assert set(build_debate_network(engine, unvoiced=True)[warm][good]) == {"attacks", "supports"}


def test_arguments_of_imagined_speakers_are_no_ties(debate: Debate) -> None:
    names = {data["id"]: node for node, data in debate.network().nodes(data=True)}
    ends = names["meta-restricts-use"], names["meta-is-open-source"]
    assert not debate.network().has_edge(*ends)
    assert not debate.network("arguments").has_edge(*ends)
    assert debate.network("arguments", hypothetical=True).has_edge(*ends)
