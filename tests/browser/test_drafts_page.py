"""Proposals of a draft in the workbench: each is accepted, edited, rejected or skipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from axe import CHECKED, violations
from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.draft.draft_file import DraftFile, read_draft
from opendebate.draft.drafting import open_material, save_draft
from opendebate.draft.proposals import Drafted, NewClaim, Proposal, ProposedReason
from opendebate.draft.rules import RulesDrafter
from test_workbench import ARTICLE, TOO_SMALL, Start, bench, press, told, uncoded, wait_for  # noqa: F401
from waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from opendebate.workbench.session import Session

SLUG = ARTICLE.stem
RIGHT = "People have a right to know what the water will do to their own front door"
NEW = NewClaim("Residents may see what concerns them.", "normative", "for")
REASON = NewClaim("Water comes to their own house.", "descriptive", "for")


def by_rules(folder: Path) -> None:
    """Draft the article by rules."""
    material = open_material(folder, SLUG, read_text(ARTICLE))
    save_draft(material, RulesDrafter().draft(material.article, material.coding, SLUG))


def by_a_model(folder: Path, *proposals: Proposal) -> None:
    """Write what a model proposes."""
    save_draft(open_material(folder, SLUG, read_text(ARTICLE)), Drafted(proposals, "a model"))


def draft_of(session: Session) -> DraftFile:
    """Return the draft as it stands on the disk."""
    draft = read_draft(session.folder, SLUG)
    assert draft
    return draft


def decisions(session: Session, *taken: str) -> bool:
    """Tell what was decided on the first proposals."""
    decided = [proposal.decision for proposal in draft_of(session).proposals if proposal.decision]
    return [decision.taken for decision in decided] == list(taken)


def at(page: Page, place: str) -> None:
    """Wait until a proposal is looked at, such as "2 of 8"."""
    until(page, "(place) => document.querySelector('.proposal-panel h2')?.textContent === place",
          f"Proposal {place}")  # fmt: skip


def heard(page: Page, words: str) -> None:
    """Wait until those who hear the page are told some words."""
    until(page, "(words) => [...document.querySelectorAll('[role=status]')]"
          ".some((element) => element.textContent.includes(words))", words)  # fmt: skip


def statements(session: Session) -> list[dict[str, Any]]:
    """Return a source's statements as they are written."""
    data = read_coding(session.folder).trees[session.key].data
    listed: list[dict[str, Any]] = data.get("statements") or []
    return listed


def test_a_draft_by_rules_is_accepted_edited_rejected_and_skipped_by_keys(
    bench: Start, uncoded: Path  # noqa: F811
) -> None:  # fmt: skip
    by_rules(uncoded)
    session, page = bench(uncoded)
    many = len(draft_of(session).proposals)
    page.get_by_label("Your name").fill("AB")
    press(page, "Escape", "p")
    at(page, f"1 of {many}")
    heard(page, "Proven.")
    press(page, "Enter")
    told(page, "choose the claim (Alt+1), confirm the stance")
    assert statements(session) == []
    press(page, "Alt+2", "Enter")
    told(page, "Before you can accept: confirm the stance (a d o c).")
    press(page, "a")
    heard(page, "Nothing more to confirm")
    press(page, "Enter")
    wait_for(page, 1)
    at(page, f"1 of {many - 1}")
    press(page, "e")  # the next in the form
    until(page, "document.querySelector('form[aria-label=Statement] .ends')")
    press(page, "1", "Alt+2", "d", "Enter")  # 1: no quotation says whose words these are
    wait_for(page, 2)
    at(page, f"1 of {many - 2}")
    press(page, "Backspace", "1")
    at(page, f"1 of {many - 3}")
    press(page, "Tab")
    at(page, f"2 of {many - 3}")
    press(page, "Shift+Tab", "Backspace", "'Too vague", "Enter")
    at(page, f"1 of {many - 4}")
    first, second, *_ = statements(session)
    assert (first["claim"], first["drafted_by"], first["accepted_by"]) == (
        "right-to-know", "rules", "AB"
    )  # fmt: skip
    assert second["stance"] == "denies"
    rejected = [proposal.decision for proposal in draft_of(session).proposals[2:4]]
    assert [decision.reason for decision in rejected if decision] == [
        "It is no statement.", "Too vague"
    ]  # fmt: skip
    page.locator(".bar button").filter(has_text="Changes").click()
    table = page.locator("dialog table")
    assert "Whole proposals\t2 of 4\t50 %" in table.inner_text()
    press(page, "Escape")
    page.locator(".entry").first.click()
    assert "Drafted by rules, accepted by AB." in page.inner_text(".form")


def test_words_that_are_not_in_the_text_are_not_accepted_until_a_person_selects_them(
    bench: Start, uncoded: Path  # noqa: F811
) -> None:  # fmt: skip
    by_a_model(uncoded, Proposal(("the moon is a blue cheese",), ("Marta Oyelaran",), "person",
                                 "right-to-know", None, "affirms", "verbatim"))  # fmt: skip
    session, page = bench(uncoded)
    assert page.locator(".proposal s").count() == 1
    press(page, "p", "1", "a", "Enter")
    told(page, "Before you can accept: select the words in the text.")
    press(page, "e", "Enter")
    told(page, "Before you can accept: select the words in the text.")
    assert decisions(session)
    press(page, "q")  # the first quotation
    until(page, "document.querySelector('.form .ends')?.textContent.includes('People have')")
    press(page, "Escape")
    until(page, "document.querySelector('.proof')?.textContent.includes('You selected these')")
    press(page, "Enter")
    wait_for(page, 1)
    assert statements(session)[0]["at"]["from"] == "People have a"
    assert decisions(session, "accepted")


def test_new_claims_indirect_speakers_and_stances_need_a_key_each(
    bench: Start, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    by_a_model(
        tmp_path / "maps",
        Proposal(("schools, builders and neighbours can correct them",), ("Marta Oyelaran",),
                 "person", "", REASON, "affirms", "paraphrase"),
        Proposal((RIGHT,), ("Marta Oyelaran",), "person", "", NEW, "affirms", "verbatim",
                 (ProposedReason("water-comes-own-house", "their own front door"),)),
    )  # fmt: skip
    session, page = bench(tmp_path / "maps")
    press(page, "p")
    at(page, "1 of 2")
    keys = ["y", "y", "a"] if draft_of(session).proposals[1].because else ["y", "a"]
    for key in keys:
        press(page, "Enter")
        told(page, "Before you can accept")
        press(page, key)
    press(page, "Enter")
    wait_for(page, 1)
    at(page, "1 of 1")
    press(page, "Enter")
    told(page, "confirm the speaker (1)")
    press(page, "1", "a", "Enter")
    told(page, "Done: accept p1")
    wait_for(page, 2)
    coding = read_coding(session.folder)
    assert [statement["speaker"] for statement in statements(session)] == ["marta-oyelaran"] * 2
    assert {claim.text for claim in coding.claims.values()} == {NEW.text, REASON.text}
    score = draft_of(session)
    assert all(each.decision and not each.decision.changed for each in score.proposals)


def test_a_drafted_reason_that_is_a_new_claim_needs_a_key_and_what_it_lacks(
    bench: Start, uncoded: Path  # noqa: F811
) -> None:  # fmt: skip
    new = NewClaim("It is their own house.")
    by_a_model(uncoded, Proposal(
        (RIGHT,), ("Marta Oyelaran",), "person", "right-to-know", None, "affirms", "verbatim",
        (ProposedReason("", "their own front door", new),),
    ))  # fmt: skip
    session, page = bench(uncoded)
    press(page, "p", "a", "Enter")
    told(page, "Before you can accept: confirm the new claim that is the reason")
    press(page, "y", "Enter")
    told(page, "Choose the kind of the new reason.")
    press(page, "d", "f", "Enter")
    wait_for(page, 1)
    (claim,) = session.file.statements[0].because
    assert (session.coding.claims[claim].text, session.coding.claims[claim].side) == (
        new.text, "for"
    )  # fmt: skip
    assert decisions(session, "accepted")


def test_a_proposal_gets_a_new_reason(bench: Start, uncoded: Path) -> None:  # noqa: F811
    by_a_model(uncoded, Proposal((RIGHT,), ("Marta Oyelaran",), "person", "right-to-know", None,
                                 "affirms", "verbatim"))  # fmt: skip
    session, page = bench(uncoded)
    press(page, "p", "a", "b", "'It is their own house.", "Control+Enter", "Escape")
    until(page, "document.querySelector('.proposal-panel')?.textContent.includes('own house.')")
    press(page, "Enter")
    told(page, "Choose the kind of the new reason.")
    press(page, "b", "Escape", "Enter")
    press(page, "d", "f", "Enter")
    wait_for(page, 1)
    (claim,) = session.file.statements[0].because
    assert session.coding.claims[claim].text == "It is their own house."
    assert decisions(session, "accepted")


def test_proposals_are_accepted_and_rejected_by_touch_in_a_small_window(
    bench: Start, uncoded: Path  # noqa: F811
) -> None:  # fmt: skip
    by_rules(uncoded)
    session, page = bench(uncoded, width=390, touch=True)
    page.get_by_text("Look at the proposals").click()
    assert page.evaluate(TOO_SMALL) == []
    panel = page.locator(".proposal-panel")
    panel.get_by_role("button", name="entitled to know").click()
    panel.get_by_role("button", name="affirms").click()
    panel.get_by_role("button", name="Accept").click()
    wait_for(page, 1)
    panel.get_by_role("button", name="Reject").click()
    assert page.evaluate(TOO_SMALL) == []
    page.get_by_text("It is coded already.").click()
    until(page, "!document.querySelector('.reasons')")
    assert decisions(session, "accepted", "rejected")


@pytest.mark.parametrize("window", CHECKED)
def test_nothing_is_amiss_with_proposals_for_those_who_see_or_hear_them(
    bench: Start, uncoded: Path, window: str  # noqa: F811
) -> None:  # fmt: skip
    device, scheme = window.split(", ")
    width = 390 if device == "phone" else 1280
    by_a_model(uncoded, Proposal((RIGHT,), ("Marta Oyelaran",), "person", "", NEW, "affirms"),
               Proposal(("the moon is a blue cheese",), ("Marta Oyelaran",)))  # fmt: skip
    _, page = bench(uncoded, width=width)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert violations(page, CHECKED[window]) == []
    for keys in (["p"], ["ArrowDown"], ["Backspace"]):
        press(page, *keys)
        assert violations(page, CHECKED[window]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
