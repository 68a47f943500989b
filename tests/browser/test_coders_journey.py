"""An article coded from nothing, by one plan: by keys alone, and by mouse alone.

Words of a person are typed by either hand; all else is a key for the one,
and a click or a drag for the other.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from ruamel.yaml import YAML

from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_with_faults
from opendebate.draft.draft_file import read_draft
from opendebate.draft.drafting import open_material, save_draft
from opendebate.draft.proposals import Drafted, NewClaim, Proposal
from test_workbench import ARTICLE, SLUG, Start, bench, drag, is_saved_with, press, told, wait_for  # noqa: F401
from waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from opendebate.workbench.session import Session

# What a coder writes by hand: ids of statements are left out, as are digests.
BY_HAND = """\
attribution:
- {paragraph: 2, from: said Marta Oyelaran, to: said Marta Oyelaran}
statements:
- speaker: town-council
  mode: paraphrase
  claim: maps-put-online
  stance: doubts
  at: [{paragraph: 1, from: The council of, to: could download them, words: 29}]
- speaker: marta-oyelaran
  as: the surveyor of the town
  mode: verbatim
  claim: who-live-know
  said: "2024-03-12"
  at: [{paragraph: 2, from: People have a, to: own front door, words: 16}]
- speaker: marta-oyelaran
  as: the surveyor of the town
  mode: paraphrase
  claim: maps-put-online
  because: who-live-know
  said: "2024-03-12"
  at:
  - {paragraph: 2, from: She wants the, to: an open licence, words: 9}
  - {paragraph: 2, from: so that schools, to: can correct them, words: 9}
- speaker: piet-vanderlinden
  on_behalf_of: families-of-mill-lane
  via: the-averley-courier
  mode: verbatim
  claim: nobody-buy-house
  because: colour-frightens-whoever-looks
  replies_to: oyelaran-who-live-know
  at: [{paragraph: 4, from: Put that colour, to: in it again, words: 16}]
- speaker: [piet-vanderlinden, marta-oyelaran]
  mode: paraphrase
  claim: heights-taken-well
  stance: concedes
  at: [{paragraph: 4, from: He doesn\u2019t dispute, to: should see them, words: 11}]
- speaker: piet-vanderlinden
  via: the-averley-courier
  mode: hearsay
  claim: maps-put-online
  stance: denies
  at: [{paragraph: 4, from: He doesn\u2019t dispute, to: should see them, words: 11}]
- mode: narration
  claim: whoever-sees-danger-act
  at: [{paragraph: 5, from: A map that, to: sees saves nobody, words: 7}]
- mode: narration
  claim: firms-want-heights
  at: [{paragraph: 6, from: Insurers have asked, to: the data twice, words: 7}]
- mode: narration
  claim: tenants-left
  drafted_by: a model
  accepted_by: coder
  at: [{paragraph: 7, from: two basement flats, to: lost their tenants, words: 6}]
- speaker: critics
  mode: paraphrase
  claim: thief-reads-maps
  stance: doubts
  drafted_by: a model
  accepted_by: coder
  at: [{paragraph: 8, from: which cellars will, to: be empty, words: 5}]
claims:
  maps-put-online: {text: The maps should be put online., kind: normative, side: for}
  who-live-know: {text: Those who live there may know., kind: normative, side: for}
  nobody-buy-house: {text: Nobody would buy a house there., kind: predictive, side: against}
  colour-frightens-whoever-looks:
    {text: A colour frightens whoever looks for a home., kind: causal, side: against}
  heights-taken-well:
    {text: The heights were taken well., kind: evaluative, side: for, supports: [maps-put-online]}
  whoever-sees-danger-act: {text: Whoever sees the danger can act., kind: causal, side: for}
  firms-want-heights: {text: The firms want the heights., kind: descriptive, side: neither}
  tenants-left: {text: Tenants left., kind: descriptive, side: against}
  thief-reads-maps: {text: A thief reads maps., kind: descriptive, side: against}
actors:
  the-averley-courier: {name: The Averley Courier, kind: organization}
  town-council: {name: Town council, kind: organization}
  marta-oyelaran: {name: Marta Oyelaran, kind: person}
  piet-vanderlinden: {name: Piet Vanderlinden, kind: person}
  families-of-mill-lane: {name: Families of Mill Lane, kind: group}
  critics: {name: Critics, kind: group}
"""


FIELDS_OF_CLAIMS = ("Claim", "Because")


class Hand(Protocol):
    """How a person does what the plan says."""

    page: Page

    def words(self, moves: list[str], first: str, last: str) -> None: ...

    def do(self, key: str, button: str, within: Locator | None = None) -> None: ...

    def fill(self, key: str, field: str, words: str, option: str) -> None: ...

    def mode(self, presses: int, mode: str) -> None: ...

    def speaker_beside(self, number: int, name: str) -> None: ...

    def relate(self, key: str, relation: str, claim: str, other: str) -> None: ...

    def press_button(self, name: str) -> None: ...

    def write(self, label: str, words: str) -> None: ...

    def do_in_bar(self, key: str, button: str) -> None: ...

    def leave(self) -> None: ...

    def propose(self) -> None: ...


def buttons(page: Page) -> Locator:
    """Return what can be pressed in the form or the window over it."""
    inside = "dialog" if page.locator("dialog").count() else ".side"
    return page.locator(f"{inside} button, {inside} [role=option]")


class Keys:
    """The keyboard alone."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def words(self, moves: list[str], first: str, last: str) -> None:
        press(self.page, *moves)

    def do(self, key: str, button: str, within: Locator | None = None) -> None:
        press(self.page, key)

    def fill(self, key: str, field: str, words: str, option: str) -> None:
        press(self.page, key, f"'{words}")
        if field not in FIELDS_OF_CLAIMS:
            press(self.page, f"Alt+{self.number(field, option)}")
        else:
            press(self.page, "Control+Enter" if option == "New claim" else "Enter")  # the first

    def number(self, field: str, option: str) -> int:
        """Return the number of an option, from 1 on."""
        shown = self.page.get_by_role("listbox", name=field, exact=True)
        shown.get_by_role("option").filter(has_text=option).first.wait_for()
        texts = shown.get_by_role("option").all_inner_texts()
        return next(i for i, text in enumerate(texts, 1) if option in text)

    def mode(self, presses: int, mode: str) -> None:
        press(self.page, *["m"] * presses)

    def speaker_beside(self, number: int, name: str) -> None:
        press(self.page, f"Shift+{number}")

    def relate(self, key: str, relation: str, claim: str, other: str) -> None:
        press(self.page, "e", "t", key)
        press(self.page, f"'{other}", "Enter")
        until(self.page, "!document.querySelector('dialog')")

    def press_button(self, name: str) -> None:
        self.go_to("document.activeElement.textContent", name)
        press(self.page, "Enter")

    def write(self, label: str, words: str) -> None:
        self.go_to("document.activeElement.closest('label')?.textContent || ''", label)
        self.page.keyboard.type(words)

    def go_to(self, shown: str, name: str) -> None:
        """Press Tab until the focus is on what shows a name."""
        for _ in range(80):
            if self.page.evaluate(shown).startswith(name):
                return
            press(self.page, "Tab")
        pytest.fail(f"no number of tabs leads to {name}")

    def do_in_bar(self, key: str, button: str) -> None:
        press(self.page, key)

    def leave(self) -> None:
        press(self.page, "Escape")

    def propose(self) -> None:
        press(self.page, "p")


class Mouse:
    """The mouse; the keyboard only writes words into fields that were clicked."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def words(self, moves: list[str], first: str, last: str) -> None:
        drag(self.page, first, last)

    def do(self, key: str, button: str, within: Locator | None = None) -> None:
        shown = within.locator("button") if within else buttons(self.page)
        shown.filter(
            has_text=re.compile(rf"{re.escape(button)}\s*(Enter|⌫|new|[a-z])?$")
        ).first.click()

    def fill(self, key: str, field: str, words: str, option: str) -> None:
        box = self.page.get_by_role("combobox", name=field, exact=True)
        if not box.is_visible():
            self.page.locator(".more summary").click()
        box.click()
        self.page.keyboard.type(words)
        self.choose(field, option)

    def choose(self, field: str, option: str) -> None:
        shown = self.page.get_by_role("listbox", name=field, exact=True)
        shown.get_by_role("option").filter(has_text=option).first.click()

    def mode(self, presses: int, mode: str) -> None:
        self.page.locator(".form select").select_option(mode)

    def speaker_beside(self, number: int, name: str) -> None:
        self.do("", "Speaker +")
        self.do("", name)

    def relate(self, key: str, relation: str, claim: str, other: str) -> None:
        entries = self.page.locator(".entry")
        entries.filter(has_text=claim).drag_to(entries.filter(has_text=other).last)
        self.do("", relation)
        self.choose("The other claim", other)
        until(self.page, "!document.querySelector('dialog')")

    def press_button(self, name: str) -> None:
        self.page.locator("button").filter(has_text=name).last.click()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).click()
        self.page.keyboard.type(words)

    def do_in_bar(self, key: str, button: str) -> None:
        self.page.locator(".bar button").filter(has_text=button).click()

    def leave(self) -> None:
        close = self.page.locator(".form button").filter(has_text="Close")
        if close.count():
            close.click()

    def propose(self) -> None:
        self.page.locator(".proposal").first.click()


COURIER = "The Averley Courier"
COUNCIL, MARTA, PIET = "Town council", "Marta Oyelaran", "Piet Vanderlinden"
ONLINE = "The maps should be put online."
ENTITLED = "Those who live there may know."
UNSOLD = "Nobody would buy a house there."
FEAR = "A colour frightens whoever looks for a home."
MEASURED = "The heights were taken well."
SEEN = "Whoever sees the danger can act."
TWICE = "The firms want the heights."
DRAFT = (
    Proposal(("two basement flats lost their tenants",), mode="narration", stance="affirms",
             new_claim=NewClaim("Tenants left.", "descriptive", "against")),
    Proposal(("which cellars will be empty",), ("Critics",), "group",
             new_claim=NewClaim("A thief reads maps.", "descriptive", "against"),
             stance="affirms", mode="paraphrase"),
    Proposal(("The council will decide in May",), mode="narration", stance="affirms",
             new_claim=NewClaim("May decides.", "descriptive", "neither")),
)  # fmt: skip


def code_first_words(hand: Hand) -> None:
    """Name the publisher; code a new speaker's statement, one of who is quoted, an attribution."""
    hand.press_button("Source")
    hand.write("Publisher", COURIER)
    hand.press_button("Save")
    until(hand.page, "!document.querySelector('dialog')")
    hand.words(["u"], "The council", "download them")
    hand.fill("s", "Speaker", COUNCIL, "New organisation")
    hand.fill("l", "Claim", ONLINE, "New claim")
    for key, button in [("n", "normative"), ("f", "for"), ("o", "doubts"), ("Enter", "Save")]:
        hand.do(key, button)
    wait_for(hand.page, 1)
    hand.words(["q"], "People have", "front door")
    hand.fill("i", "Introduced as belonging to", "the surveyor of the town", "in these words")
    hand.fill("w", "Said on", "2024-03-12", "2024-03-12")
    hand.fill("l", "Claim", ENTITLED, "New claim")
    for key, button in [("n", "normative"), ("f", "for"), ("Enter", "Save")]:
        hand.do(key, button)
    wait_for(hand.page, 2)
    hand.words(["["], "said Marta", "Oyelaran")
    hand.do("x", "Attribution")
    told(hand.page, "mark words as attribution")


def code_two_pieces(hand: Hand) -> None:
    """Code a statement on two pieces, with a reason; it has the speaker of the one before."""
    hand.words(["j", "[", "["], "She wants", "open licence")
    hand.do("+", "Piece +")
    hand.words([".", "]"], "so that schools", "correct them")
    hand.do("1", MARTA)
    hand.fill("l", "Claim", "put on", ONLINE)
    hand.fill("b", "Because", "Those who", ENTITLED)
    hand.do("Enter", "Save")
    wait_for(hand.page, 3)


def code_the_reply(hand: Hand) -> None:
    """Code a reply of somebody who speaks for others, carried by another, with a new reason."""
    hand.words(["q"], "Put that", "house in it again")
    hand.fill("f", "Speaks for", "Families of Mill Lane", "New group")
    hand.fill("v", "Via", "The Aver", COURIER)
    hand.fill("l", "Claim", UNSOLD, "New claim")
    hand.do("p", "predictive")
    hand.do("a", "against")
    hand.fill("b", "Because", FEAR, "New claim")
    reason = hand.page.get_by_role("group", name="New reason")
    until(hand.page, "document.querySelector('.part-reasons .new-claim')")
    assert reason.is_visible()
    hand.do("c", "causal", reason)
    hand.do("a", "against", reason)
    hand.fill("r", "Replies to", "Those who", ENTITLED)
    hand.do("Enter", "Save")
    wait_for(hand.page, 4)


def code_two_speakers(hand: Hand) -> None:
    """Code one passage twice: two speakers concede, one of them denies."""
    hand.words(["j"], "He doesn", "should see them")
    hand.do("1", PIET)
    hand.speaker_beside(2, MARTA)
    hand.fill("l", "Claim", MEASURED, "New claim")
    hand.do("e", "evaluative")
    hand.do("f", "for")
    hand.do("c", "concedes")
    hand.do("Shift+Enter", "Save and stay")
    wait_for(hand.page, 5)
    hand.do("1", PIET)
    hand.fill("l", "Claim", "put on", ONLINE)
    hand.do("d", "denies")
    hand.mode(3, "hearsay")
    hand.do("Enter", "Save")
    wait_for(hand.page, 6)


def go_back_and_forth(hand: Hand, session: Session) -> None:
    """Relate two claims; undo that, do it again, and look at the changes and the keys."""
    page = hand.page
    hand.relate("s", "supports", MEASURED, ONLINE)
    assert session.coding.claims["heights-taken-well"].supports
    hand.leave()
    hand.do_in_bar("Control+z", "Undo")
    told(page, "Undone: save")
    assert not session.coding.claims["heights-taken-well"].supports
    hand.do_in_bar("Control+Shift+z", "Redo")
    told(page, "Done again")
    hand.press_button("Changes")
    assert "+- id: " in page.inner_text("dialog .difference")
    hand.press_button("Close")
    hand.do_in_bar("?", "Keys")
    assert "the narrator or author" in page.inner_text("dialog")
    hand.press_button("Close")


def meet_another_program(hand: Hand, session: Session) -> None:
    """Code a statement while another program writes the same file."""
    file = session.files.path(session.key)
    file.write_text(file.read_text("utf-8") + "# by another hand\n", "utf-8")
    hand.words(["j"], "A map that", "saves nobody")
    hand.do("n", f"Narrator: {COURIER}")
    hand.fill("l", "Claim", SEEN, "New claim")
    hand.do("c", "causal")
    hand.do("f", "for")
    hand.do("Enter", "Save")
    until(hand.page, "document.querySelector('dialog')")
    hand.press_button("Read again and repeat")
    wait_for(hand.page, 7)
    assert "# by another hand" in file.read_text("utf-8")


def leave_a_form_open(hand: Hand) -> None:
    """Begin a statement, and end the session with its form open."""
    hand.words([], "Insurers have", "the data twice")
    hand.do("n", f"Narrator: {COURIER}")
    hand.fill("l", "Claim", TWICE, "New claim")
    hand.do("d", "descriptive")
    with hand.page.expect_response(is_saved_with("neither")):
        hand.do("n", "neither")


def go_on_after_a_restart(hand: Hand) -> None:
    hand.press_button("Open it again")
    hand.do("Enter", "Save")
    wait_for(hand.page, 8)


def decide_on_the_draft(hand: Hand) -> None:
    """Accept a proposal, edit and accept another, and reject the third."""
    page = hand.page
    hand.leave()
    hand.propose()
    hand.do("n", f"Narrator: {COURIER}")
    hand.do("y", "New claim: right")
    hand.do("a", "affirms")
    hand.do("Enter", "Accept")
    wait_for(page, 9)
    hand.do("e", "Edit")
    until(page, "document.querySelector('form[aria-label=Statement]')")
    hand.do("1", "Critics")
    hand.do("y", "New claim: right")
    hand.do("o", "doubts")
    hand.do("Enter", "Accept")
    wait_for(page, 10)
    hand.do("Backspace", "Reject")
    hand.do("1", "It is no statement.")
    until(page, "!document.querySelector('.reasons, .proposal')")


@pytest.mark.parametrize("hand", [Keys, Mouse])
def test_the_same_plan_gives_the_same_files_by_keys_and_by_mouse(
    bench: Start,  # noqa: F811
    tmp_path: Path,
    hand: type[Keys | Mouse],
) -> None:
    folder = tmp_path / "maps"
    save_draft(open_material(folder, SLUG, read_text(ARTICLE)), Drafted(DRAFT, "a model"))
    session, page = bench(folder)
    first = hand(page)
    code_first_words(first)
    code_two_pieces(first)
    code_the_reply(first)
    code_two_speakers(first)
    go_back_and_forth(first, session)
    meet_another_program(first, session)
    leave_a_form_open(first)
    session, page = bench(folder)
    second = hand(page)
    go_on_after_a_restart(second)
    decide_on_the_draft(second)
    written = {name: data_of(folder / f"{name}.yaml") for name in ("claims", "actors")}
    source = data_of(session.files.path(session.key))
    statements = [without_what_is_computed(one) for one in source["statements"]]
    attribution = source["source"]["attribution"]
    by_hand = YAML(typ="safe", pure=True).load(BY_HAND)
    assert {**written, "statements": statements, "attribution": attribution} == by_hand
    assert source["source"]["publisher"] == "the-averley-courier"
    _, faults = read_with_faults(folder)
    assert [fault.message for fault in faults if fault.severity == "error"] == []
    draft = read_draft(folder, SLUG)
    assert draft
    taken = [(one.decision.taken, one.decision.reason) for one in draft.proposals if one.decision]
    assert taken == [("accepted", None), ("accepted", None), ("rejected", "It is no statement.")]


def data_of(file: Path) -> dict[str, Any]:
    """Return what a coding file says."""
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
    return data


def without_what_is_computed(statement: dict[str, Any]) -> dict[str, Any]:
    """Return a statement without what nobody writes by hand: its id, and digests."""
    at = statement["at"]
    pieces = [{key: piece[key] for key in piece if key != "sha256"}
              for piece in (at if isinstance(at, list) else [at])]  # fmt: skip
    return {key: statement[key] for key in statement if key not in {"id", "at"}} | {"at": pieces}
