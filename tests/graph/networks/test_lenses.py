"""Lenses on an invented town's debate: who is in each, what ties them, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest

import opendebate
from article import load_article
from harbour import write_harbour
from opendebate import Debate
from opendebate.networks.claims_lens import claims_lens
from opendebate.networks.lenses import LENSES, Lens, make_lens

HEAD = "debate:\n  title: Dogs\n  question: Free?\n  iri: https://example.org/dogs/\n"
BASE = "https://example.org/dogs/"
ACTORS = "".join(
    f"{name}: {{name: {name.title()}, kind: {kind}}}\n"
    for name, kind in {
        "ann": "person", "ben": "person", "cleo": "person", "dora": "person",
        "post": "organization", "council": "organization", "town": "group",
    }.items()
) + "purists: {name: Purists, kind: group, hypothetical: true}\n"  # fmt: skip
CLAIMS = """
free: {text: Dogs should run free., kind: normative, side: for}
bite: {text: Dogs bite., kind: descriptive, side: against, attacks: free}
joy: {text: Dogs enjoy it., kind: descriptive, side: for, supports: free}
leash: {text: Leashes chafe., kind: descriptive, side: neither}
tame: {text: Most are tame., kind: descriptive, side: for}
"""
POLICIES = """
rule: {name: Park rule, kind: law, issuer: council, addressee: town, responds_to: bite, date: 2024}
annex: {name: Annex, kind: law, part_of: rule, date: 2024}
"""


def statement(name: str, speaker: str, claim: str, more: str = "") -> str:
    ends = "at: {paragraph: 1, from: So, to: so, words: 2}"
    return f"- {{id: {name}, speaker: {speaker}, claim: {claim}, mode: verbatim, {more}{ends}}}\n"


SOURCE = (
    "source: {title: News, kind: news-article, publisher: post, published: 2024}\nstatements:\n"
    + statement("s1", "ann", "free", "because: joy, ")
    + statement("s2", "ben", "free", "via: post, ")
    + statement("s3", "ann", "joy")
    + statement("s4", "ben", "joy")
    + statement("s5", "cleo", "free", "stance: denies, ")
    + statement("s6", "cleo", "bite")
    + statement("s7", "dora", "leash")
    + statement("s8", "purists", "free").replace("verbatim", "hypothetical")
    + statement("s9", "dora", "free").replace("verbatim", "hypothetical")
)


@pytest.fixture(scope="module")
def debate(tmp_path_factory: pytest.TempPathFactory) -> Debate:
    folder: Path = tmp_path_factory.mktemp("dogs")
    (folder / "sources").mkdir()
    for name, text in {
        "debate.yaml": HEAD, "actors.yaml": ACTORS, "claims.yaml": CLAIMS,
        "policies.yaml": POLICIES, "sources/news.yaml": SOURCE,
    }.items():  # fmt: skip
        (folder / name).write_text(text, "utf-8")
    return opendebate.load(folder)


def ids(network: nx.MultiDiGraph[str]) -> set[str]:
    return {about["id"] for _, about in network.nodes(data=True)}


def ties(network: nx.MultiDiGraph[str]) -> set[tuple[str, str, str]]:
    name = {iri: about["id"] for iri, about in network.nodes(data=True)}
    return {(name[start], key, name[end]) for start, end, key in network.edges(keys=True)}


def lens(debate: Debate, name: str) -> Lens:
    return make_lens(debate.engine, name)


@pytest.mark.parametrize("name", LENSES)
def test_a_lens_has_the_notes_of_the_network_of_its_name(name: str, tmp_path: Path) -> None:
    first, second = (
        statement(key, "cleo", "bite", f"stance: {stance}, said: {year}, ")
        for key, stance, year in (("s10", "denies", 2020), ("s11", "affirms", 2022))
    )
    (tmp_path / "sources").mkdir()
    for file, text in {
        "debate.yaml": HEAD, "actors.yaml": ACTORS, "claims.yaml": CLAIMS,
        "policies.yaml": POLICIES, "sources/news.yaml": SOURCE + first + second,
    }.items():  # fmt: skip
        (tmp_path / file).write_text(text, "utf-8")
    debate = opendebate.load(tmp_path)
    notes = debate.network(name).graph["notes"]
    assert any("Cleo changed position on “Dogs bite.”" in note for note in notes)
    assert make_lens(debate.engine, name).network.graph["notes"] == notes


def test_actors_are_tied_by_shared_and_opposed_stances_and_by_reports(debate: Debate) -> None:
    assert ties(lens(debate, "actors").network) == {
        ("ann", "agrees", "ben"),
        ("ann", "disagrees", "cleo"),
        ("ben", "disagrees", "cleo"),
        ("ben", "carrier", "post"),
    }


def test_a_pair_has_one_tie_for_all_its_claims(debate: Debate) -> None:
    tie = lens(debate, "actors").network.edges[BASE + "actor/ann", BASE + "actor/ben", "agrees"]
    assert tie["weight"] == 2
    assert tie["claims"] == (BASE + "claim/free", BASE + "claim/joy")
    assert tie["statements"] == ("news/s1", "news/s2", "news/s3", "news/s4")
    assert tie["tells"] == ("Both affirm “Dogs enjoy it.”", "Both affirm “Dogs should run free.”")


def test_a_disagreement_tells_who_says_what(debate: Debate) -> None:
    tie = lens(debate, "actors").network.edges[BASE + "actor/ann", BASE + "actor/cleo", "disagrees"]
    assert tie["tells"] == ("Ann affirms and Cleo denies “Dogs should run free.”",)


def test_who_takes_a_stance_or_reports_one_is_there_also_without_a_tie(debate: Debate) -> None:
    made = lens(debate, "actors")
    assert ids(made.network) == {"ann", "ben", "cleo", "dora", "post"}
    assert made.omissions == (
        "1 actor only reports others. 1 actor is tied to nobody and stands apart. "
        "3 actors who take no stance and report nobody are left out."
    )


def test_what_is_hypothetical_makes_nobody_agree(debate: Debate) -> None:
    network = lens(debate, "actors").network
    assert "purists" not in ids(network)
    assert network.degree(BASE + "actor/dora") == 0


def test_the_actors_finding_counts_the_speakers_that_are_drawn(debate: Debate) -> None:
    made = lens(debate, "actors")
    sides = [about["side"] for _, about in made.network.nodes(data=True)]
    speakers = len(sides) - sides.count("reports")
    assert made.finding.startswith(f"None of the {speakers} actors with a stance speaks on both")


def test_who_changed_sides_does_not_speak_on_both(tmp_path: Path) -> None:
    folder = write_harbour(tmp_path / "harbour")
    march = folder / "sources" / "mud.yaml"
    kept = json.loads(march.read_text("utf-8"))
    kept["statements"] = [one for one in kept["statements"] if one.get("speaker") == "ann"]
    march.write_text(json.dumps(kept), "utf-8")
    finding = lens(opendebate.load(folder), "actors").finding
    assert finding.startswith("None of the 2 actors with a stance speaks on both sides; first on")
    assert "first on the one side and later on the other: Ann;" in finding


@pytest.mark.parametrize("name", LENSES)
def test_what_is_not_in_a_lens_is_left_out_by_name(debate: Debate, name: str) -> None:
    made = lens(debate, name)
    left = {about["id"] for about in made.omitted}
    everything = {"ann", "purists", "council", "free", "tame", "rule", "annex"}
    assert not left & ids(made.network)
    assert everything <= left | ids(made.network)


def test_the_finding_names_what_is_said_to_be_named() -> None:
    engine = load_article().engine
    for name, count in {"actors": 3, "claims": 1, "debate": 0, "policies": 0}.items():
        made = make_lens(engine, name)
        names = [made.network.nodes[iri]["name"] for iri in made.highlighted]
        assert len(names) == count
        assert all(one.rstrip(".") in made.finding for one in names)


def test_the_actors_finding_counts_pairs(debate: Debate) -> None:
    finding = lens(debate, "actors").finding
    assert finding.endswith("1 pair agrees on a claim, 2 disagree.")


def test_claims_are_tied_by_arguments_and_the_others_left_out(debate: Debate) -> None:
    made = lens(debate, "claims")
    assert ties(made.network) == {("bite", "attacks", "free"), ("joy", "supports", "free")}
    assert made.omissions == "2 claims that no argument joins to another are left out."
    assert made.finding == "In the coder's reading 1 of 3 claims is attacked."


@pytest.mark.parametrize(
    ("stated", "attacked", "words"),
    [
        (0, 0, "None of the 3 claims is attacked"),
        (0, 3, "In the coder's reading all 3 claims are attacked"),
        (1, 1, "Speakers attack 1 of 3 claims"),
        (1, 2, "Speakers attack 1 of 3 claims, and in the coder's reading 1 more is attacked"),
        (1, 3, "Speakers attack 1 of 3 claims, and in the coder's reading 2 more are attacked"),
        (3, 3, "Speakers attack all 3 claims"),
    ],
)
def test_what_speakers_attack_is_counted_apart(stated: int, attacked: int, words: str) -> None:
    relations = [("stated", end) for end in range(stated)]
    relations += [("analytic", end) for end in range(stated, attacked)]
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_nodes_from((str(end), {"kind": "claim", "name": "It is so."}) for end in range(3))
    for basis, end in relations:
        network.add_edge(str((end + 1) % 3), str(end), key="attacks", basis=(basis,))
    assert claims_lens(network, network).finding == f"{words}."


def test_a_body_and_the_only_person_who_speaks_for_it_do_not_agree() -> None:
    pairs = ties(make_lens(load_article().engine, "actors").network)
    assert ("mark-zuckerberg", "agrees", "yann-lecun") in pairs
    assert (
        not {("mark-zuckerberg", "agrees", "meta"), ("meta", "agrees", "mark-zuckerberg")} & pairs
    )


def test_policies_stand_with_their_ties_and_who_affirms_the_claims(debate: Debate) -> None:
    assert ties(lens(debate, "policies").network) == {
        ("rule", "issuer", "council"),
        ("rule", "addressee", "town"),
        ("rule", "respondsTo", "bite"),
        ("annex", "partOf", "rule"),
        ("cleo", "affirms", "bite"),
    }
    assert lens(debate, "policies").finding.startswith("1 of 2 policies responds to claims")


def test_the_debate_has_every_actor_claim_model_and_policy(debate: Debate) -> None:
    made = lens(debate, "debate")
    assert {"purists", "tame", "annex"} <= ids(made.network)
    assert made.finding == "4 actors take a stance on 4 claims; on 2 of them more than one does."


def test_the_finding_names_the_first_of_many_who_changed_sides_in_natural_order(
    tmp_path: Path,
) -> None:
    names = [f"a{n}" for n in (100, 2, 10, 1, 33, 4, 5)]
    folder = tmp_path / "dogs"
    (folder / "sources").mkdir(parents=True)
    (folder / "debate.yaml").write_text(HEAD, "utf-8")
    actors = "".join(f"{name}: {{name: {name.upper()}, kind: person}}\n" for name in names)
    (folder / "actors.yaml").write_text(
        f"{actors}post: {{name: Post, kind: organization}}\n", "utf-8"
    )
    (folder / "claims.yaml").write_text(
        "free: {text: Dogs should run free., kind: normative, side: for}\n"
        "bite: {text: Dogs bite., kind: descriptive, side: against}\n", "utf-8",
    )  # fmt: skip
    for year, claim in ((2020, "free"), (2022, "bite")):
        said = "".join(
            statement(f"{name}-{claim}", name, claim, f"said: {year}, ") for name in names
        )
        head = f"source: {{title: S, kind: news-article, publisher: post, published: {year}-12}}\n"
        (folder / "sources" / f"y{year}.yaml").write_text(f"{head}statements:\n{said}", "utf-8")
    lens = make_lens(opendebate.load(folder).engine, "actors")
    assert "later on the other: A1, A2, A4, A5, A10 and 2 more;" in lens.finding
