"""A statement comes with all that belongs to it."""

from __future__ import annotations

import json
from pathlib import Path

from pyoxigraph import NamedNode

import opendebate
from opendebate.ask.statements import FIELDS, Statement, statements, statements_on
from opendebate.debate import Debate
from opendebate.engines.engine import values_block

KEYS = [
    "id", "source", "speakers", "as", "via", "mode", "claim", "claim_text", "stance", "side",
    "because", "paragraph", "from", "to", "words", "sha256",
]  # fmt: skip


def one(debate: Debate, name: str) -> Statement:
    place = values_block("statement", [debate.iris("source", *name.split("/"))])
    (found,) = statements(debate.engine, place)
    return found


def test_a_statement_is_told_as_it_is_coded(town_debate: Debate) -> None:
    told = one(town_debate, "a-town-and-its-maps/brandt-best-spent").to_dict()
    assert {key: told[key] for key in KEYS} == {
        "id": "brandt-best-spent",
        "source": "a-town-and-its-maps",
        "speakers": ["osei-brandt"],
        "as": "little-sallow",
        "via": [],
        "mode": "mixed",
        "claim": "best-spent",
        "claim_text": "Opening the maps of Little Sallow was worth its cost.",
        "stance": "affirms",
        "side": "for",
        "because": ["neighbours-correct"],
        "paragraph": 7,
        "from": "volunteers also found",
        "to": "of his career",
        "words": 23,
        "sha256": "5688ee7d0a397aabe9a0ff70c2574ed75521c17d6420bdfb3e09fb51c99ac5cb",
    }
    assert (told["earliest"], told["latest"]) == ("2021-01-01", "2021-12-31")


def test_every_statement_has_the_keys_of_the_design_and_fits_json(debate: Debate) -> None:
    found = debate.statements()
    assert len(found) > 100
    for statement in found:
        told = statement.to_dict()
        assert set(KEYS) <= set(told)
        assert tuple(told) == FIELDS
        assert json.loads(json.dumps(told)) == told


def test_carriers_come_from_the_speaker_outwards(town_debate: Debate) -> None:
    fear = one(town_debate, "a-letter-on-the-maps/insurers-fear")
    assert [carrier.id for carrier in fear.via] == ["tanagers-cousin", "tanagers"]
    carried = one(town_debate, "a-letter-on-the-maps/tanagers-correct")
    assert [(c.kind, c.id) for c in carried.via] == [("source", "a-town-and-its-maps")]


def test_the_narrator_is_known(town_debate: Debate) -> None:
    assert one(town_debate, "a-town-and-its-maps/council-delays").narrated
    assert not one(town_debate, "a-letter-on-the-maps/tanagers-in").narrated
    assert not one(town_debate, "a-town-and-its-maps/oyelaran-right").narrated


def test_passages_come_in_their_order(town: Path) -> None:
    path = town / "sources" / "a-town-and-its-maps.yaml"
    text = path.read_text("utf-8")
    many = "\n".join(
        f"  - {{paragraph: 2, from: place number {n}, to: and so on}}" for n in range(1, 13)
    )
    start, end = text.index("  - {paragraph: 2, from: She"), text.index("- id: courier-dark-blue")
    path.write_text(f"{text[:start]}{many}\n{text[end:]}", "utf-8")
    found = one(opendebate.load(town), "a-town-and-its-maps/oyelaran-publish")
    assert [place.first for place in found.passages] == [f"place number {n}" for n in range(1, 13)]


def test_a_passage_links_to_its_words_where_the_source_has_an_address(town_debate: Debate) -> None:
    at = one(town_debate, "a-town-and-its-maps/oyelaran-right").passages[0]
    assert (
        at.link == "https://example.org/courier/maps#:~:text=People%20have%20a,own%20front%20door"
    )
    assert one(town_debate, "a-letter-on-the-maps/tanagers-in").passages[0].link is None


def test_statements_come_by_source_and_paragraph(town_debate: Debate) -> None:
    places = [(s.source.id, s.passages[0].paragraph or 0) for s in town_debate.statements()]
    assert places == sorted(places)


def test_statements_on_claims_are_all_of_them_and_no_others(town_debate: Debate) -> None:
    claim = town_debate.iris("claim", "burglars-read")
    found = statements_on(town_debate.engine, [claim.value])
    assert {s.id.rpartition("/")[2] for s in found} == {"critics-burglars", "tanagers-grant"}
    assert not statements_on(town_debate.engine, [])
    assert not statements(town_debate.engine, values_block("statement", [NamedNode("x:no-such")]))
