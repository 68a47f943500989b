"""Nobody is shown with a view that they did not voice, and every count names its basis.

All cards, traces, questions, networks, lists and lenses are gone over, of the built-in debate and
of an invented one with affiliations, hats, bodies that speak through somebody, former members,
anonymous witnesses, unknown passages and a change of mind.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import opendebate
from article import article_folder, load_article
from opendebate.ask.entities import Entity
from opendebate.ask.questions import names
from opendebate.ask.render_trace import UNKNOWN_PASSAGE
from opendebate.ask.statements import Statement
from opendebate.coding.check import read_coding
from opendebate.debate import Debate
from opendebate.engines.rows import Rows
from opendebate.networks.registry import NETWORKS
from opendebate.views.lens_pages import LENSES, network_view
from opendebate_cli.main import cli
from opendebate_cli.query import located
from voices import voiced, with_hearing

ARGUES = {"supports", "attacks", "undercuts"}
STANCES = {"affirms", "denies", "doubts", "concedes"}


@pytest.fixture
def hearing(town: Path) -> Path:
    """The flood maps with a later source, in which somebody has changed her mind."""
    return with_hearing(town)


@pytest.fixture(params=["built in", "hearing"])
def folder(request: pytest.FixtureRequest) -> Path:
    if request.param == "built in":
        return article_folder()
    found: Path = request.getfixturevalue("hearing")
    return found


def last(iri: object) -> str:
    return str(iri).rpartition("/")[2]


def test_no_card_lends_a_body_a_view(folder: Path) -> None:
    debate, allowed = opendebate.load(folder), voiced(folder)
    actors = read_coding(folder).actors
    for name, actor in actors.items():
        card = debate.show(name)
        assert {(name, s.claim.id, s.stance) for s in card.statements_by} <= allowed
        own = {claim for who, claim, _ in allowed if who == name}
        assert {s.claim.id for s in card.statements_by} == own
        if not own:
            assert f"said by {card.entity.name}" not in str(card)
        past = {p.organization for p in actor.memberships if p.until}
        now = {p.organization for p in actor.memberships if not p.until}
        told = card.to_dict()["facts"]
        assert {one["id"] for one in told.get("member of", ())} == now
        assert {one["id"] for one in told.get("formerly member of", ())} == past


def test_no_trace_says_that_somebody_speaks_for_a_body_unless_they_do(folder: Path) -> None:
    debate, coding = opendebate.load(folder), read_coding(folder)
    allowed = voiced(folder)
    for name in (*coding.actors, *coding.claims, *coding.sources):
        trace = debate.trace(name)
        text = " ".join(re.sub(r"[│├└─]", " ", str(trace)).split())
        for body in coding.actors.values():
            assert f"(for {body.name})" not in text
        for said in statements_in(trace.to_dict()):
            whose = {*said["speakers"], said["on_behalf_of"]} - {None}
            assert {(who, said["claim"], said["stance"]) for who in whose} <= allowed


def statements_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"stance", "claim_text"} <= value.keys():
            yield value
        for one in value.values():
            yield from statements_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from statements_in(one)


@pytest.mark.parametrize("question", names())
def test_no_question_answers_with_a_view_that_nobody_voiced(question: str, folder: Path) -> None:
    debate, allowed = opendebate.load(folder), voiced(folder)
    rows = debate.query(question)
    assert isinstance(rows, Rows)
    pairs = {(who, claim) for who, claim, _ in allowed}
    for row in rows:
        if row.get("stance") in STANCES and row.get("speaker") and row.get("claim"):
            assert (last(row["speaker"]), last(row["claim"]), row["stance"]) in allowed
        elif row.get("speaker") and row.get("claim") and question in {"who-affirms", "who-denies"}:
            assert (last(row["speaker"]), last(row["claim"])) in pairs
        for end in ("affirming", "denyingOrDoubting"):
            if row.get(end):
                assert (last(row[end]), last(row["claim"])) in pairs


def test_no_fact_that_is_derived_lends_a_body_a_view(folder: Path) -> None:
    debate, allowed = opendebate.load(folder), voiced(folder)
    agrees = {(who, claim) for who, claim, s in allowed if s in {"affirms", "concedes"}}
    for relation in sorted(STANCES):
        rows = debate.query(f"SELECT ?a ?c {{ ?a od:{relation} ?c }}")
        assert isinstance(rows, Rows)
        for row in rows:
            who, claim = last(row["a"]), last(row["c"])
            assert (who, claim, relation) in allowed or (
                relation == "affirms" and (who, claim) in agrees
            )


@pytest.mark.parametrize("network", ["actors", "affiliation", "debate"])
def test_no_network_ties_a_body_to_a_claim_that_it_does_not_take(
    network: str, folder: Path
) -> None:
    debate = opendebate.load(folder)
    pairs = {(who, claim) for who, claim, _ in voiced(folder)}
    voices = {who for who, _ in pairs}
    graph = debate.network(network)
    for start, end, about in graph.edges(data=True):
        kinds = {graph.nodes[one]["kind"] for one in (start, end)}
        if about.get("relation") == "memberOf":
            assert "former" not in about["label"]
        if network == "debate" and about["relation"] not in STANCES:
            continue
        if kinds == {"actor"}:
            assert {last(start), last(end)} <= voices
        elif kinds == {"actor", "claim"}:
            assert {(last(start), last(end)), (last(end), last(start))} & pairs


@pytest.mark.parametrize("lens", ["actors", "debate"])
def test_no_lens_says_that_somebody_speaks_for_a_body(lens: str, hearing: Path) -> None:
    debate = opendebate.load(hearing)
    page = debate.view(lens).html()
    for body in read_coding(hearing).actors.values():
        assert f"(for {body.name})" not in page
    assert "Jo Fenwick is a member of" not in page


def test_every_count_of_attacks_names_its_basis(folder: Path) -> None:
    findings = opendebate.load(folder).summary().findings
    counts = [finding.text for finding in findings if "attack" in finding.text]
    assert len(counts) == 2
    assert "speakers state" in counts[0]
    assert counts[1].startswith("In the coder's reading, ")


def argued(folder: Path) -> dict[tuple[str, str, str], set[str]]:
    """Premise, relation and conclusion → the bases, of the coding files alone."""
    coding = read_coding(folder)
    found: dict[tuple[str, str, str], set[str]] = {}
    for premise, claim in coding.claims.items():
        for relation in ("supports", "attacks"):
            for conclusion in getattr(claim, relation):
                found.setdefault((premise, relation, conclusion), set()).add("analytic")
    for file in coding.sources.values():
        for one in file.statements:
            stances = {"affirms": "supports", "concedes": "supports", "denies": "attacks"}
            for premise in one.because:
                key = (premise, stances.get(one.stance, ""), one.claim)
                found.setdefault(key, set()).add("stated")
    return found


def test_every_card_names_the_basis_of_each_attack_and_support(folder: Path) -> None:
    debate, bases = opendebate.load(folder), argued(folder)
    seen = 0
    for name in read_coding(folder).claims:
        facts = debate.show(name).facts
        for label, turned in (("attacks", False), ("supports", False),
                              ("attacked by", True), ("supported by", True)):  # fmt: skip
            relation = label.replace("ed by", "s")
            for other in facts.get(label, ()):
                assert isinstance(other, Entity)
                ends = (other.id, name) if turned else (name, other.id)
                words, _, effect = other.name.rpartition(" (")[2].strip(")").partition("; ")
                told = set(words.split(" and "))
                if told == {"hypothetical"}:
                    assert effect.startswith(
                        ("only imagined speakers", "nobody's latest position affirms this")
                    )
                    told = {"stated"}
                elif effect:
                    assert effect.startswith("nobody's latest position affirms this, so it ")
                assert told <= {"stated", "analytic"}, other.name
                assert told == bases.get((ends[0], relation, ends[1]), told)
                seen += 1
    assert seen


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_and_its_page_name_the_basis_of_each_argument(
    network: str, folder: Path
) -> None:
    debate = opendebate.load(folder)
    graph = debate.network(network)
    for *_, about in graph.edges(data=True):
        if about["relation"] in ARGUES:
            assert about["basis"]
            assert {*about["basis"]} <= {"stated", "analytic"}
    for row in rows_of(network_view(debate.engine, network, graph).html()):
        assert row[1] not in ARGUES or re.match("(stated by|drawn by the coder)", row[3]), row


@pytest.mark.parametrize("lens", LENSES)
def test_every_lens_names_the_basis_of_what_it_counts_and_lists(lens: str, folder: Path) -> None:
    view = opendebate.load(folder).view(lens)
    page = view.html()
    for sentence in re.split(r"(?<=[.;]) ", view.lens.finding):  # type: ignore[attr-defined]
        if re.search(r"attack|undercut|answer", sentence):
            assert re.search(r"[Ss]peakers? |stated|coder", sentence), sentence
    for row in rows_of(page):
        assert row[1] not in ARGUES or re.match("(stated by|drawn by the coder)", row[3]), row


def rows_of(page: str) -> list[list[str]]:
    """Return the cells of the table on a network's page."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page.rpartition("<tbody")[2], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub("<[^>]*>", "", cell).split()) for cell in row] for row in cells]


@pytest.mark.parametrize("question", names())
def test_every_question_on_attacks_names_the_basis_in_each_row(question: str, folder: Path) -> None:
    rows = opendebate.load(folder).query(question)
    assert isinstance(rows, Rows)
    if {"argument", "contest"} & {*rows.columns}:
        assert "basis" in rows.columns
        assert all(row["basis"] in {"stated", "analytic"} for row in rows)


def test_the_table_of_a_network_has_a_column_for_the_basis(folder: Path) -> None:
    line = ["-d", str(folder), "network", "arguments"]
    told = json.loads(CliRunner().invoke(cli, [*line, "--json"]).stdout)
    assert told
    assert all(row["basis"] for row in told)
    assert "basis" in CliRunner().invoke(cli, line).stdout.splitlines()[0]


# Positions in time


def on(debate: Debate, claim: str) -> list[Statement]:
    return [one for one in debate.statements() if one.claim.id == claim]


def test_a_change_of_mind_is_told_in_order_and_is_no_contradiction(hearing: Path) -> None:
    debate = opendebate.load(hearing)
    trace = " ".join(re.sub(r"[│├└─]", " ", str(debate.trace("marta-oyelaran"))).split())
    assert "affirms, later denies: The detailed flood maps should be put online" in trace
    then, now = trace.index("where (affirms)"), trace.index("where (denies)")
    assert then < now
    assert "passage unknown, verbatim, 2025-02-10" in trace[now:]
    assert "former" not in trace.partition("affirms")[0]
    rows = debate.query("who-affirms", claim="publish")
    assert isinstance(rows, Rows)
    found = {(last(row["speaker"]), row["later"]) for row in rows}
    assert ("marta-oyelaran", "says the opposite") in found
    assert ("mill-lane", None) in found


def test_who_has_changed_her_mind_disagrees_no_more_with_her_old_opponents(hearing: Path) -> None:
    debate = opendebate.load(hearing)
    rows = debate.query("who-disagrees-with-whom", claim="publish")
    assert isinstance(rows, Rows)
    ends = {(last(row["affirming"]), last(row["denyingOrDoubting"])) for row in rows}
    assert ("mill-lane", "marta-oyelaran") in ends
    assert not [pair for pair in ends if pair[0] == "marta-oyelaran"]


def test_a_change_of_sides_is_told_apart_from_both_sides_at_once(hearing: Path) -> None:
    rows = opendebate.load(hearing).query("speakers-on-both-sides")
    assert isinstance(rows, Rows)
    when = {last(row["speaker"]): row["when"] for row in rows}
    assert when["marta-oyelaran"] == "changed"


def test_a_former_post_is_told_as_past(hearing: Path) -> None:
    debate = opendebate.load(hearing)
    assert debate.trace("an-official").roles == (
        "formerly clerk, Town council of Averley, 2019 to 2022",
    )
    assert (
        "formerly keeper of the maps, Town of Little Sallow" in debate.trace("former-keeper").roles
    )
    card = str(debate.show("little-sallow"))
    assert "former members: Jo Fenwick (keeper of the maps)" in card
    affiliated = {one.id for one in debate.show("averley").affiliated_speakers}
    assert "an-official" not in affiliated
    assert "marta-oyelaran" in affiliated


def test_a_witness_is_a_named_source_and_an_anonymous_one_is_not(hearing: Path) -> None:
    debate = opendebate.load(hearing)
    rows = debate.query("claims-without-voice")
    assert isinstance(rows, Rows)
    unnamed = {last(row["claim"]) for row in rows}
    assert "burglars-read" not in unnamed
    assert not [one for one in on(debate, "burglars-read") if one.narrated]


@pytest.mark.parametrize("question", names())
def test_every_question_says_where_a_passage_is_unknown(question: str, hearing: Path) -> None:
    debate = opendebate.load(hearing)
    unknown = {(one.source.name, one.claim.id) for one in debate.statements() if not one.passages}
    known = {(one.source.name, one.claim.id) for one in debate.statements() if one.passages}
    rows = debate.query(question)
    assert isinstance(rows, Rows)
    if not {"sourceTitle", "paragraph", "claim"} <= {*rows.columns}:
        return
    for row in rows:
        where = str(located(row)["where"])
        place = (row["sourceTitle"], last(row["claim"]))
        assert where.endswith(UNKNOWN_PASSAGE) or place in known or place not in unknown, row


def test_checking_the_article_counts_the_passages_that_are_unknown(
    hearing: Path, tmp_path: Path
) -> None:
    article = tmp_path / "hearing.txt"
    article.write_text("I have children, and the cellar is empty at noon.", "utf-8")
    name = "a-hearing-on-the-maps"
    line = ["-d", str(hearing), "check", "--text", f"{name}={article}"]
    done = CliRunner().invoke(cli, line)
    assert "3 statements rest on an unknown passage, which cannot be verified." in done.stdout
    told = json.loads(CliRunner().invoke(cli, [*line, "--json"]).stdout)["texts"][name]
    assert (told["statements_with_unknown_passage"], len(told["passages"])) == (3, 1)


def test_without_an_article_unknown_passages_are_counted_too(hearing: Path) -> None:
    line = ["-d", str(hearing), "check"]
    assert (
        "3 statements rest on an unknown passage, in 1 source: nobody can verify them."
        in CliRunner().invoke(cli, line).stdout
    )
    checked = json.loads(CliRunner().invoke(cli, [*line, "--json"]).stdout)
    assert checked["statements_with_unknown_passage"] == {"a-hearing-on-the-maps": 3}


def test_zuckerberg_who_turns_is_no_contradiction(tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "debate"
    shutil.copytree(article_folder(), folder)
    (folder / "sources" / "a-later-post.yaml").write_text(
        "source: {title: A later post, kind: social-media, authors: [mark-zuckerberg],"
        " published: 2025-07}\n"
        "statements:\n"
        "- {id: turns, claim: open-agi, stance: denies, mode: verbatim, at: unknown}\n",
        "utf-8",
    )
    debate = opendebate.load(folder)
    node = next(n for n in debate.trace("mark-zuckerberg").nodes if n.claim.id == "open-agi")
    assert [one.stance for one in node.statements] == ["affirms", "affirms", "denies"]
    assert "affirms, later denies" in str(debate.trace("mark-zuckerberg"))
    assert tied(debate) < tied(load_article()), "he now agrees with her"


def tied(debate: Debate) -> float:
    """How much Hall and Zuckerberg disagree."""
    graph = debate.network("actors", ties="conflict")
    ends = {"wendy-hall", "mark-zuckerberg"}
    edges = graph.edges(data=True)
    return float(sum(about["weight"] for a, b, about in edges if {last(a), last(b)} == ends))


def test_a_body_gives_up_in_networks_what_its_speaker_takes_back(town: Path) -> None:
    """The council said no; years later somebody says yes on its behalf."""
    early = (
        "source: {title: Early words, kind: letter, authors: [averley], published: 2020-01-01}\n"
    )
    late = "source: {title: Late words, kind: testimony, published: 2026-01-01}\n"
    (town / "sources" / "early-words.yaml").write_text(
        f"{early}statements:\n"
        "- {id: no, mode: evaluation, claim: publish, stance: denies, at: unknown}\n"
    )
    (town / "sources" / "late-words.yaml").write_text(
        f"{late}statements:\n- {{id: yes, speaker: marta-oyelaran, on_behalf_of: averley,"
        " mode: paraphrase, claim: publish, at: unknown}\n"
    )
    debate = opendebate.load(town)

    def in_conflict(positions: str) -> bool:
        graph = debate.network("actors", ties=["conflict"], positions=positions)
        return any("averley" in {end.rpartition("/")[2] for end in edge} for edge in graph.edges())

    assert in_conflict("all")
    assert not in_conflict("latest")
