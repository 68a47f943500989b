"""The built-in debate with all its sources: what it claims to hold, and what comes out of it."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import opendebate
from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.coding.verify import verify
from opendebate.debate import BUILT_IN, Debate
from opendebate.engines.rows import Rows
from verified import all_found

TEXTS = Path(__file__).parents[2] / "shared" / "sources"
SOURCES = sorted(path.stem for path in (BUILT_IN / "sources").glob("*.yaml"))
# What the page takes without a debate, and for each statement with what belongs to it.
PAGE_BYTES, BYTES_FOR_A_STATEMENT = 310_000, 250


def answer(debate: Debate, question: str, **values: str) -> list[dict[str, Any]]:
    rows = debate.query(question, **values)
    assert isinstance(rows, Rows)
    return rows.to_dicts()


def name(iri: str) -> str:
    return iri.rpartition("/")[2]


@pytest.fixture(scope="module")
def whole() -> Debate:
    return opendebate.load()


def test_it_has_seventeen_sources_and_says_which_are_coded_in_full() -> None:
    coding = read_coding(BUILT_IN)
    assert len(coding.sources) == 17
    full = {slug for slug, file in coding.sources.items() if file.source.scope == "full"}
    assert full == {"why-meta-opened-up"}
    assert {file.source.scope for file in coding.sources.values()} == {"full", "selective"}
    assert coding.warnings == []


def test_many_speakers_are_heard_some_of_them_in_several_sources(whole: Debate) -> None:
    statements = whole.statements()
    assert len(statements) >= 550
    heard = defaultdict(set)
    for statement in statements:
        bodies = [statement.on_behalf_of] if statement.on_behalf_of else []
        for who in (*statement.speakers, *bodies):
            heard[who.id].add(statement.source.id)
    assert len(heard) >= 30
    several = {who for who, sources in heard.items() if len(sources) > 1}
    assert several == {
        "anthropic", "biden-administration", "european-union", "hugging-face", "joe-biden", "meta",
        "microsoft", "ntia", "openai", "partnership-on-ai", "sam-altman",
    }  # fmt: skip


def test_claims_on_a_side_are_mostly_shared(whole: Debate) -> None:
    """At least two in five have two speakers or more, or two sources."""
    coding = read_coding(BUILT_IN)
    stated: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for slug, file in coding.sources.items():
        for statement in file.statements:
            speakers = statement.speaker or file.source.voices
            stated[statement.claim] |= {("source", slug), *(("actor", who) for who in speakers)}
    sided = [claim for claim in stated if coding.claims[claim].side != "neither"]
    shared = [claim for claim in sided if len(stated[claim]) > 2]
    assert len(shared) >= 0.4 * len(sided)


@pytest.mark.parametrize("slug", SOURCES)
def test_every_passage_is_found_in_its_text(slug: str) -> None:
    path = TEXTS / f"{slug}.txt"
    if not path.is_file():
        pytest.skip(f"the text is not here: {path.name}; it is never stored with the project")
    found = verify(read_coding(BUILT_IN).sources[slug], read_text(path))
    assert all_found(found)
    assert found.body_as_sealed


def test_what_a_dated_document_said_has_its_date() -> None:
    """A later source reports it: it is not said again on that day."""
    coding = read_coding(BUILT_IN)
    wrong = []
    for slug, file in coding.sources.items():
        for statement in file.statements:
            documents = [coding.policies[one] for one in statement.via if one in coding.policies]
            dates = [
                one.date for one in documents if one.date and not one.kind.startswith("licence")
            ]
            reported = set(statement.speaker).isdisjoint(file.source.voices)
            if dates and reported and statement.said is None:
                wrong.append(f"{slug}/{statement.id}")
    assert wrong == []


def test_no_passage_begins_or_ends_in_another_sentence() -> None:
    at_start = re.compile(r"[a-z)]{3,}[.;!?]\W*\s")
    whole_sentences = {"altman-us-models", "senators-demand"}  # “Hopefully. …”, “US Sens. Josh …”
    wrong = [
        f"{slug}/{statement.id}"
        for slug, file in read_coding(BUILT_IN).sources.items()
        for statement in file.statements
        for passage in statement.at
        if at_start.search(f"{passage.first}|{passage.last}")
    ]
    assert {name.partition("/")[2] for name in wrong} == whole_sentences


def test_who_has_a_post_speaks_with_an_affiliation() -> None:
    coding = read_coding(BUILT_IN)
    without = {
        (slug, who)
        for slug, file in coding.sources.items()
        for statement in file.statements
        for who in statement.speaker or file.source.voices
        if coding.actors[who].memberships and not (statement.affiliation or statement.capacity)
    }
    assert without == set()


def test_a_voice_is_on_a_side_only_by_what_it_says(whole: Debate) -> None:
    """Praise of what one open model can do is no call for open release."""
    assert not whole.ask("ASK { actor:lisa-su od:takesSide ?side }")
    assert whole.ask("ASK { actor:sam-altman od:takesSide od:For }")


def test_changes_of_position_are_found(whole: Debate) -> None:
    rows = answer(whole, "who-changed-position")
    stated = {(row["actorName"], row["earlierDate"][:4], row["laterDate"][:4])
              for row in rows if row["basis"] == "stated"}  # fmt: skip
    assert stated == {
        ("Biden administration", "2023", "2025"),  # what the next administration denies
        ("Meta", "2023", "2025"),
        ("OpenAI", "2020", "2025"),
    }
    passages = {(name(row["earlier"]), name(row["later"]))
                for row in rows if row["basis"] == "stated"}  # fmt: skip
    assert passages == {
        ("administration-international-framework", "kratsios-rejects-governance"),
        ("meta-grants-worldwide", "meta-eu-excluded"),
        ("openai-2020-open-doubted", "altman-open-model"),
    }
    drawn = {(row["actorName"], row["later"].rpartition("/")[2])
             for row in rows if row["basis"] == "analytic"}  # fmt: skip
    assert drawn == {("Biden administration", "kratsios-out-of-the-way")}
    for row in rows:
        assert row["earlierDate"] < row["laterDate"]
        same = row["actorName"] == row["laterActorName"]
        assert same or row["laterActorName"] == "Trump administration"


def test_others_answer_attacks_of_the_article(whole: Debate) -> None:
    rows = answer(whole, "answered-attacks", answered="elsewhere")
    answered = {row["premise"].rpartition("/")[2] for row in rows}
    assert {"adversaries-get-access", "safeguards-removed", "security-risks"} <= answered
    with_what = {(name(row["premise"]), name(row["answer"]), row["speakerName"]) for row in rows}
    assert {
        ("adversaries-get-access", "states-need-no-open-models", "Hugging Face"),
        ("safeguards-removed", "tamper-resistance-promising", "Microsoft"),
        ("security-risks", "closed-false-security", "Meta"),
    } <= with_what
    assert not any(who.startswith("Machine Intelligence") for _, claim, who in with_what
                   if claim == "closed-false-security")  # fmt: skip


def test_who_replies_to_whom_in_the_hearings(whole: Debate) -> None:
    rows = answer(whole, "who-replies-to-whom")
    assert {(row["speakerName"], row["toName"]) for row in rows} == {
        ("Brad Smith", "Jacky Rosen"),
        ("Gary Marcus", "OpenAI"),  # on whose behalf Sam Altman spoke
        ("Gary Marcus", "Sam Altman"),
        ("Microsoft", "Jacky Rosen"),
        ("Peter Welch", "Sam Altman"),
        ("Sam Altman", "Cory Booker"),
        ("Sam Altman", "Jon Ossoff"),
        ("Sam Altman", "Peter Welch"),
    }


def test_open_means_several_things(whole: Debate) -> None:
    rows = answer(whole, "what-it-means", word="open source")
    meant = {(name(row["claim"]), row["speakerName"]) for row in rows}
    assert {
        ("publishing-is-open-source", "GZERO Media"),
        ("weights-suffice-for-open", "Meta"),
        ("terms-define-openness", "Microsoft"),
        ("openness-beyond-weights", "Open Source Initiative"),
        ("openness-is-gradual", "Hugging Face"),
    } <= meant


def test_what_the_article_says_of_the_order_is_held_against_the_order(whole: Debate) -> None:
    rows = answer(whole, "where-others-differ", source="why-meta-opened-up")
    facts = {(name(row["said"]), name(row["fact"])) for row in rows}
    assert ("order-investigate", "order-risks-and-benefits") in facts
    order = read_coding(BUILT_IN).sources["eo-14110-section-4-6"].statements
    assert {"study-open-risks", "study-further"} <= {statement.claim for statement in order}


def test_both_camps_share_claims_and_name_risks(whole: Debate) -> None:
    shared = answer(whole, "shared-claims")
    stand = {(name(row["claim"]), row["speakerName"], row["camp"]) for row in shared}
    assert {
        ("support-open-models", "OpenAI", "both"),
        ("support-open-models", "Michael Kratsios", "for"),
        ("escape-from-control", "Anthropic", "both"),
    } <= stand
    assert {row["camp"] for row in shared} == {"for", "against", "both"}
    risks = answer(whole, "named-risks", topic="weapons")
    assert len({row["speakerName"] for row in risks}) >= 4


def test_risks_are_named_about_what_is_released(whole: Debate) -> None:
    rows = answer(whole, "named-risks")
    released = defaultdict(set)
    for row in rows:
        released[row["release"]].add(row["speakerName"])
    assert {"weights", "code", "training data", "interface", "licence", None} <= {*released}
    assert len(released["weights"]) >= 6
    assert released["licence"] == {"Meta", "GZERO Media"}


def test_the_page_keeps_within_its_budget(whole: Debate) -> None:
    page = whole.view().html().encode()
    assert len(page) < PAGE_BYTES + BYTES_FOR_A_STATEMENT * len(whole.statements())


def test_it_was_coded_twice_in_part_and_the_coders_agree() -> None:
    result = opendebate.agreement(BUILT_IN, "first-coder", "second-coder")
    fields = {field.field: field for field in result.fields}
    for name, least in (("speaker", 0.75), ("side", 0.75), ("claim", 0.6)):
        assert (fields[name].alpha.value or 0) >= least
    assert (fields["stance"].percentage.value or 0) >= 0.95, (
        "all are the same: alpha is not defined"
    )
