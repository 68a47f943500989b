"""The overview tells the debate at a glance, and its numbers are those of the graph."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import opendebate
from article import load_article
from counted import NUMBERS, PEOPLE, write_counted
from opendebate.ask.voices import voices_of
from opendebate.debate import Debate
from opendebate.engines.rows import Rows
from waiting import go, until

Open = Callable[..., Any]


def rows(debate: Debate, question: str, **parameters: str) -> list[dict[str, Any]]:
    found = debate.query(question, **parameters)
    assert isinstance(found, Rows)
    return found.to_dicts()


def claims(debate: Debate, side: str) -> set[str]:
    asked = f"SELECT ?text {{ ?c od:side od:{side.capitalize()} ; od:text ?text }}"
    return {str(row["text"]) for row in rows(debate, asked)}


def test_the_headlines_are_counted(visit: Open, page: str, debate: Debate) -> None:
    told = visit(page, at="#/overview").page.locator(".headlines").inner_text()
    sides = {side: len(claims(debate, side)) for side in ("for", "against")}
    assert f"{sides['for']} claims for, {sides['against']} against" in told
    assert "in one article" in told
    for row in rows(debate, "speakers-on-both-sides"):
        assert row["speakerName"] in told
    unanswered = rows(debate, "unanswered-attacks")
    stated = {row["premise"] for row in unanswered if row["basis"] == "stated"}
    drawn = {row["premise"] for row in unanswered} - stated
    assert f"{len(stated)} claim" in told
    assert "that speakers state against others" in told
    assert f"in the coder's reading {len(drawn)} more" in told
    sourceless = len(rows(debate, "claims-without-voice"))
    assert f"{sourceless} of 102 claims" in told


def test_every_claim_with_a_side_stands_once_on_it(visit: Open, page: str, debate: Debate) -> None:
    tab = visit(page, at="#/overview").page
    for side in ("for", "against", "both"):
        shown = tab.locator(f".topic .side-{side} .entry-claim").all_inner_texts()
        assert sorted(shown) == sorted(claims(debate, side))


def test_many_claims_are_folded_and_all_can_be_opened(visit: Open) -> None:
    whole = opendebate.load()
    html = whole.view().html()
    assert len(html.encode()) < 800_000
    seen = visit(html, at="#/overview", width=1280, height=900)
    tab = seen.page
    tab.locator(".closed-topics").wait_for()
    assert tab.evaluate("document.documentElement.scrollHeight") <= 5 * 900
    assert tab.locator(".both").count() == 2
    assert tab.locator("section.topic").count() <= 2
    every = "[...document.querySelectorAll('details.topic')]"
    tab.evaluate(f"() => {{ for (const one of {every}) one.open = true; }}")
    until(tab, f"{every}.every((one) => one.children[1])")
    tab.evaluate(
        """() => { for (const one of document.querySelectorAll(".topic .entries + button")) {
          one.click(); } }"""
    )
    for side in ("for", "against", "both"):
        shown = tab.locator(f".topic .side-{side} .entry-claim").all_inner_texts()
        assert sorted(shown) == sorted(claims(whole, side))
    assert seen.faults() == []


def test_claims_on_neither_side_are_a_click_away(visit: Open, page: str, debate: Debate) -> None:
    tab = visit(page, at="#/overview").page
    assert tab.locator(".neither .entry").count() == 0
    tab.get_by_text("67 claims that take neither side").click()
    shown = tab.locator(".neither .entry-claim").all_inner_texts()
    assert sorted(shown) == sorted(claims(debate, "neither"))


def test_a_claim_shows_who_takes_which_stance_and_what_is_open(visit: Open, page: str) -> None:
    entry = (
        visit(page, at="#/overview")
        .page.locator(".entry")
        .filter(has_text="give it out widely.")
        .first
    )
    told = re.sub(r"\s+", " ", entry.inner_text())
    assert "affirms: Mark Zuckerberg" in told
    assert "denies: Wendy Hall" in told
    assert "attacked by A company that proposes" in told
    assert "in the coder's reading attacked by 11 claims" in told
    assert "1 stated attack unanswered" in told
    assert "11 attacks unanswered in the coder's reading" in told


def test_filters_make_nothing_unanswered_and_take_no_reason_away(visit: Open, page: str) -> None:
    tab = visit(page, at="#/overview").page
    marks = ".entry:has-text('Openness can help Meta above all') .flag"
    whole = tab.locator(marks).all_inner_texts()
    go(tab, "#/overview?side=for")
    assert tab.locator(marks).all_inner_texts() == whole == []
    entry = tab.locator(".entry").filter(has_text="give it out widely.").first
    assert "in the coder's reading attacked by 11 claims" in entry.inner_text()


def test_what_undercuts_an_attack_is_no_attack(visit: Open, town: Path) -> None:
    tab = visit(opendebate.load(town).view().html(), at="#/overview").page
    entry = tab.locator(".entry").filter(has_text="should be put online for all").first
    assert "2 attacks unanswered" in entry.inner_text()
    go(tab, "#/claim/publish")
    tab.get_by_text(
        "3 arguments attack it; in the coder's reading 1 of them is answered"
    ).wait_for()
    assert tab.locator("main").get_by_text("2 attacks unanswered").is_visible()


def test_speakers_on_both_sides_stand_face_to_face(visit: Open, page: str, debate: Debate) -> None:
    tab = visit(page, at="#/overview").page
    for row in rows(debate, "speakers-on-both-sides"):
        one = tab.locator(".both").filter(has_text=row["speakerName"])
        assert one.locator(".side-for li").count() == row["claimsFor"]
        assert one.locator(".side-against li").count() == row["claimsAgainst"]


def test_time_is_told_in_order(visit: Open, page: str, debate: Debate) -> None:
    tab = visit(page, at="#/overview").page
    dates = tab.locator(".timeline-date").all_inner_texts()
    assert dates == sorted(dates, key=lambda date: date[:7])
    assert tab.locator(".timeline-mark").count() == len(dates)
    dated = rows(
        debate,
        "SELECT DISTINCT ?x { ?x od:earliest ?d ; a ?k "
        "VALUES ?k { od:Event od:Policy od:Source } }",
    )
    assert len(dates) == len(dated)


def test_marks_of_the_strip_stay_in_their_window(visit: Open, page: str) -> None:
    for width in (1280, 390):
        tab = visit(page, width=width, at="#/overview").page
        edges = tab.evaluate(
            """() => [...document.querySelectorAll(".timeline-mark, .timeline-year")].map((one) =>
              one.getBoundingClientRect()).map(({ left, right }) => [left, right])"""
        )
        assert all(left >= 0 and right <= width for left, right in edges)


def test_what_is_chosen_leads_to_its_trace(visit: Open, page: str) -> None:
    tab = visit(page, at="#/overview").page
    tab.locator(".chip").filter(has_text="Yann LeCun").first.click()
    tab.get_by_role("heading", level=1, name="Yann LeCun").wait_for()


def test_filters_hold_here_too(visit: Open, page: str, debate: Debate) -> None:
    tab = visit(page, at="#/overview").page
    go(tab, "#/overview?side=for")
    told = tab.locator(".headlines").inner_text()
    assert "13 claims for; " in told
    assert "against" not in told.split(";")[0], "what is hidden is not counted as none"
    assert tab.locator(".side-against .entry").count() == 0
    assert len(claims(debate, "for")) == tab.locator(".side-for .entry").count()


def test_voices_are_counted_as_the_library_counts_them(
    visit: Open, page: str, debate: Debate
) -> None:
    voices, statements = voices_of(debate.engine), list(debate.statements())
    named = voices.named(statements)
    every = {voice for one in statements for voice in voices.of(one)}
    words = f"{len(named)} named voices and {len(every) - len(named)} without a name"
    tab = visit(page, at="#/overview").page
    section = tab.locator("section.voices")
    assert f"{words}, and 2 only imagined" in section.inner_text()
    names = [one.removeprefix("actor/") for one in section.locator("a").evaluate_all(
        "(all) => all.map((one) => decodeURIComponent(one.hash.slice(2)))")]  # fmt: skip
    assert set(names[: len(named)]) == {voice.id for voice in named}
    go(tab, "#/source/why-meta-opened-up")
    headline = tab.locator(".trace-headline")
    headline.wait_for()
    assert f"by {words}" in headline.inner_text()


def test_another_debate_needs_no_dates_and_no_sides(visit: Open, tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "debate.yaml").write_text(
        "debate: {title: Tiny, question: Is it?, iri: https://example.org/tiny/}", "utf-8"
    )
    (folder / "claims.yaml").write_text("a: {text: It is., kind: descriptive, side: for}", "utf-8")
    seen = visit(opendebate.load(folder).view().html(), at="#/overview")
    assert seen.page.locator(".timeline").count() == 0
    assert "1 claim for, none against" in seen.page.locator(".headlines").inner_text()
    assert "No statement says so" in seen.page.locator(".entry").inner_text()
    assert seen.faults() == []


def test_no_page_shows_a_thing_that_is_no_text(visit: Open, town: Path) -> None:
    debate = opendebate.load(town)
    tab = visit(debate.view().html(), at="#/overview").page
    for kind in ("actors", "claims", "sources"):
        for row in debate.entities(kind):
            key = str(row["iri"]).removeprefix(debate.iris.base)
            go(tab, f"#/{key}")
            assert "[object" not in tab.locator("main").inner_text(), key


def test_names_with_numbers_stand_in_the_order_of_the_numbers(visit: Open, tmp_path: Path) -> None:
    page = visit(opendebate.load(write_counted(tmp_path)).view().html(), at="#/overview").page
    chips = page.locator("a.chip").filter(has_text="Person").all()
    names = [one.get_attribute("href") for one in chips]
    assert [re.findall(r"person-(\d+)", str(one))[0] for one in dict.fromkeys(names)] == [
        str(n) for n in NUMBERS
    ]
    page.get_by_role("button", name="Filter").click()
    choices = page.locator("select[data-filter=speaker] option").all_inner_texts()
    assert [one for one in choices if one.startswith("Person ")] == [f"{one} (1)" for one in PEOPLE]
    go(page, "#/?as=table")
    page.locator("tbody tr").first.wait_for()
    told = page.locator("tbody tr").all_inner_texts()
    assert [re.findall(r"Person \d+", row)[0] for row in told] == PEOPLE


def test_it_says_that_a_claim_on_several_topics_stands_once(
    visit: Open, page: str, debate: Debate
) -> None:
    section = visit(page, at="#/overview").page.locator("section.for-against")
    assert "A claim on several topics stands once" in section.inner_text()
    numbers = [int(n) for n in re.findall(r" · (\d+)", section.inner_text())]
    assert sum(numbers) == len(claims(debate, "for") | claims(debate, "against"))


def test_only_what_is_unusual_is_marked_and_named_voices_are_counted(visit: Open) -> None:

    page = visit(load_article().view().html(), at="#/overview").page
    words = page.locator("main").inner_text()
    assert "no reason given" not in words
    assert "named voices take a stance" in words
