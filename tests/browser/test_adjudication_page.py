"""Adjudication in the workbench: two coders side by side, blind, by keys alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from axe import CHECKED, violations
from coders import SLUG, coding_of, two_coders, write_coding
from opendebate.coding.coder_decisions import Decision, read_decisions
from opendebate.reliability.adjudicated_units import statement_data
from opendebate.reliability.adjudication import adjudication
from test_workbench import Start, bench, press, told  # noqa: F401
from waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

PLACES = 8  # differences that the invented coders have


def at(page: Page, place: int, of: int = PLACES) -> None:
    """Wait until a difference is looked at."""
    until(page, "(place) => document.querySelector('.difference-panel h2')?.textContent === place",
          f"Difference {place} of {of}")  # fmt: skip


def side_of(page: Page, words: str) -> str:
    """Return the side whose statement has a value that the other has not."""
    cells = page.locator(".difference-panel .differs td").all_inner_texts()
    left, right = cells[0], cells[1]
    assert (words in left) != (words in right), cells
    return "left" if words in left else "right"


def decisions(folder: Path) -> list[Decision]:
    listed, faults = read_decisions(folder)
    assert not faults
    return listed


def adjudicated(folder: Path) -> dict[str, dict[str, str]]:
    return statement_data((folder / "sources" / f"{SLUG}.yaml").read_text("utf-8"))


def test_differences_are_decided_by_keys_and_blind(
    bench: Start, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    folder = two_coders(tmp_path / "maps")
    before = (folder / "sources" / f"{SLUG}.yaml").read_text("utf-8")
    _, page = bench(folder, coders=("ada", "ben"))
    until(page, "document.querySelector('.draft-hints')")
    page.get_by_label("Your name").fill("Cleo")
    press(page, "Escape")
    assert "council-delays" not in page.inner_html("#main"), "what is open is not shown as coded"
    press(page, "p")
    at(page, 1)
    shown = page.inner_text("body")
    assert "ada" not in shown.lower().split()
    assert "ben" not in shown.lower().split()
    ben = side_of(page, "denies")
    press(page, "ArrowLeft" if ben == "left" else "ArrowRight", "1")
    at(page, 2)
    told(page, f"{'Left' if ben == 'left' else 'right'} was ben")
    assert adjudicated(folder)["council-delays"]["stance"] == "denies"
    (decision,) = decisions(folder)
    assert (decision.field, decision.chosen, decision.by) == ("stance", "ben", "Cleo")
    assert decision.reason == "It is what the words say."
    result = adjudication(folder, (SLUG, "ada", "ben"))
    assert (len(result.undecided), result.unmatched) == (PLACES - 1, ())

    press(page, "Control+z")
    told(page, "Undone: take the")
    assert (folder / "sources" / f"{SLUG}.yaml").read_text("utf-8") == before
    assert decisions(folder) == []

    press(page, "b", "'Both misread it", "Enter")
    until(page, "document.querySelector('form[aria-label=Statement] .ends')")
    (decision,) = decisions(folder)
    assert (decision.chosen, decision.reason) == ("neither", "Both misread it")
    assert (folder / "sources" / f"{SLUG}.yaml").read_text("utf-8") == before


def test_all_decided_for_one_coder_is_that_coders_coding(
    bench: Start, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    folder = two_coders(tmp_path / "maps", ("speaker", "claim"))
    text = coding_of(folder, "ben")
    write_coding(folder, "ben", text[: text.index("- id: critics-burglars")])
    reply = coding_of(folder, "ada").replace(
        "- id: council-delays\n", "- id: council-delays\n  replies_to: critics-burglars\n"
    )
    write_coding(folder, "ada", reply)
    (folder / "sources" / f"{SLUG}.yaml").write_text(reply, "utf-8")
    _, page = bench(folder, coders=("ada", "ben"))
    press(page, "p")
    at(page, 1, 3)
    for number, words in enumerate(("Errors", "Insurers", "no statement"), 1):
        at(page, number, 3)
        side = side_of(page, words)
        press(page, "ArrowLeft" if side == "left" else "ArrowRight", "'As Ben has it", "Enter")
        told(page, "Decided.")
    told(page, "council-delays replied to critics-burglars, which is not adjudicated.")
    until(page, "document.querySelector('.draft-hints')?.innerText.includes('decided on all')")
    assert adjudicated(folder) == statement_data(coding_of(folder, "ben"))
    assert {each.chosen for each in decisions(folder)} == {"ben"}
    press(page, "p")
    at(page, 1, 3)
    assert "ben" in page.inner_text(".difference-panel thead")


def test_neither_coder_is_always_on_the_same_side(tmp_path: Path) -> None:
    from opendebate.coding.article_files import read_text
    from opendebate.workbench.adjudicating import adjudicator, differences
    from opendebate.workbench.journal import Journal
    from opendebate.workbench.session import Session
    from test_workbench import ARTICLE

    folder = two_coders(tmp_path / "maps")
    session = Session(folder, SLUG, read_text(ARTICLE), Journal(tmp_path / "journal.jsonl"),
                      adjudicated=("ada", "ben"))  # fmt: skip
    lefts = [each.sides[0] for each in differences(session, adjudicator(session))]
    assert set(lefts) == {"ada", "ben"}
    session.adjudicated = ("ben", "ada")
    assert [each.sides[0] for each in differences(session, adjudicator(session))] == lefts


def test_the_page_has_no_barrier_and_no_sideways_scroll(
    bench: Start, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    folder = two_coders(tmp_path / "maps")
    for width in (1280, 390):
        _, page = bench(folder, width, coders=("ada", "ben"))
        press(page, "p")
        at(page, 1)
        assert violations(page, CHECKED) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        press(page, "ArrowRight")
        until(page, "document.querySelector('form.reasons')")
        assert violations(page, CHECKED) == []
