"""The workbench in a browser: what its page does with words, fields and files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from axe import CHECKED, violations
from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.workbench import lifecycle
from opendebate.workbench.edits import EDIT
from opendebate.workbench.session import Session
from recoding import emptied
from serving_workbench import served
from waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

    from conftest import Visit, Windows

DATA = Path(__file__).parents[1] / "data"
SLUG = "a-town-and-its-maps"
ARTICLE = DATA / f"{SLUG}.txt"

MARTA = "Marta Oyelaran"


FINGER = {"has_touch": True, "is_mobile": True}

Start = Callable[..., tuple[Session, "Page"]]


@pytest.fixture
def bench(
    windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:  # fmt: skip
    """Open the workbench on a folder: ``bench(folder)``; what goes wrong on the page fails."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    visits: list[Visit] = []

    with ExitStack() as servers:

        def start(
            folder: Path, width: int = 1280, article: Path = ARTICLE, slug: str = SLUG,
            coders: tuple[str, str] | None = None, *, touch: bool = False,
        ) -> tuple[Session, Page]:  # fmt: skip
            session = lifecycle.start_session(folder, slug, read_text(article), adjudicated=coders)
            address = servers.enter_context(served(session))
            visit = windows.open(width, 800, FINGER if touch else {})
            visits.append(visit)
            visit.page.goto(address)
            until(visit.page, "document.querySelector('.text')")
            return session, visit.page

        yield start
        faults = [fault for visit in visits for fault in visit.faults()]
        windows.reset()
    assert [fault for fault in faults if "409" not in fault and "ERR_FAILED" not in fault] == []


def press(page: Page, *keys: str) -> None:
    """Press keys; what begins with a quotation mark is typed."""
    for key in keys:
        if key.startswith("'"):
            page.keyboard.type(key[1:])
        else:
            page.keyboard.press(key)


def is_saved_with(word: str) -> Callable[[Response], bool]:
    """Return whether an answer is on an open statement with a word: others are saved before."""
    return lambda answer: (
        answer.url.endswith("/unsaved") and word in (answer.request.post_data or "")
    )


def wait_for(page: Page, statements: int) -> None:
    """Wait until so many statements are saved."""
    until(page, f"document.querySelectorAll('.entry').length === {statements}")


def told(page: Page, words: str) -> None:
    """Wait until the page says some words."""
    until(page, "(words) => document.querySelector('.say').textContent.includes(words)", words)


def without_ids(session: Session) -> list[dict[str, Any]]:
    """Return a source's statements without what nobody writes by hand: ids and digests."""
    listed = read_coding(session.folder).trees[session.key].data["statements"]
    return [
        {key: {k: v for k, v in value.items() if k != "sha256"} if key == "at" else value
         for key, value in statement.items() if key != "id"}
        for statement in listed
    ]  # fmt: skip


WORDS_AT = """(words) => {
  for (const { firstChild: node } of document.querySelectorAll(".text")) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    node.parentElement.scrollIntoView({ block: "center" });
    const { left, right, top, bottom } = range.getClientRects()[0];
    return [left + 2, right - 2, (top + bottom) / 2];
  }
}"""


def drag(page: Page, first: str, last: str) -> None:
    """Drag over the text from some words to others."""
    page.evaluate(WORDS_AT, last)
    left, _, top = page.evaluate(WORDS_AT, first)
    page.mouse.move(left, top)
    page.mouse.down()
    _, right, bottom = page.evaluate(WORDS_AT.replace("node.parentElement.scroll", "//"), last)
    page.mouse.move(right, bottom)
    page.mouse.up()


def click(page: Page, *texts: str) -> None:
    """Press buttons and options of the form by what stands on them."""
    for text in texts:
        page.locator(".form button, .form [role=option]").filter(has_text=text).first.click()


@pytest.fixture
def uncoded(town: Path) -> Path:
    """The invented debate, its first source without statements."""
    emptied(town, "a-town-and-its-maps")
    (town / "context.yaml").unlink()  # it names a statement
    return town


def test_a_reason_may_be_a_new_claim(bench: Start, uncoded: Path) -> None:
    session, page = bench(uncoded)
    press(page, "q", "Alt+1", "b", "'Floods kill people.", "Control+Enter", "Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Kind"
    told(page, "Choose the kind of the new reason.")
    press(page, "d", "n", "b", "'Floods kill people at home.", "Control+Enter", "p", "f", "Enter")
    wait_for(page, 1)
    statement = session.file.statements[0]
    assert [session.coding.claims[claim].text for claim in statement.because] == [
        "Floods kill people.", "Floods kill people at home."
    ]  # fmt: skip
    assert len(set(statement.because)) == 2
    first = session.coding.claims[statement.because[0]]
    assert (first.kind, first.side) == ("descriptive", "neither")
    press(page, "e", "b", "'Floods kill", "Alt+1", "Enter")  # takes the first away again
    told(page, "Done: change statement")
    assert len(session.file.statements[0].because) == 1


def test_a_new_reason_is_written_and_taken_back_by_mouse(bench: Start, uncoded: Path) -> None:
    session, page = bench(uncoded)
    drag(page, "People have", "front door")
    click(page, "entitled to know")
    page.get_by_role("combobox", name="Because").fill(
        "Whoever lives in a house is entitled to know the danger."
    )
    click(page, "New claim:")
    reason = page.get_by_role("group", name="New reason")
    until(page, "document.querySelector('.part-reasons')?.textContent.includes('The same claim?')")
    reason.get_by_role("button", name="Remove the new reason").click()
    assert reason.count() == 0
    page.get_by_role("combobox", name="Because").fill("A house may be lost.")
    click(page, "New claim:")
    page.get_by_label("Text of the new reason").fill("A home may be lost to the river.")
    reason.get_by_role("button", name="predictive").click()
    reason.get_by_role("button", name="for", exact=True).click()
    click(page, "Save")
    wait_for(page, 1)
    (claim,) = session.file.statements[0].because
    assert claim == "home-lost-river"


def test_both_versions_are_shown_where_the_file_changed_on_the_disk(
    bench: Start, uncoded: Path
) -> None:  # fmt: skip
    session, page = bench(uncoded)
    file = session.files.path(session.key)
    file.write_text(file.read_text("utf-8") + "# by another hand\n", "utf-8")
    press(page, "u", "Alt+1", "Enter")
    dialog = page.locator("dialog")
    assert "# by another hand" in dialog.inner_text()
    assert "+- id:" in dialog.inner_text()
    assert "- id:" not in file.read_text("utf-8")
    dialog.get_by_text("Read again and repeat my change").click()
    wait_for(page, 1)
    assert "# by another hand" in file.read_text("utf-8")
    assert len(session.file.statements) == 1


def test_an_open_form_is_offered_again_after_a_restart(bench: Start, uncoded: Path) -> None:
    _, page = bench(uncoded)
    with page.expect_response(is_saved_with('"touched":["stance","claim"]')):
        press(page, "j", "j", "d", "Alt+2")
    until(page, "document.querySelector('.chosen')")
    chosen = page.inner_text(".chosen")
    session, page = bench(uncoded)
    page.get_by_text("Open it again").click()
    assert page.inner_text(".chosen") == chosen
    press(page, "Enter")
    wait_for(page, 1)
    assert session.file.statements[0].stance == "denies"


def test_claims_are_renamed_with_a_preview_and_related(bench: Start, town: Path) -> None:
    session, page = bench(town)
    page.locator(".bar button").filter(has_text="Tidy").click()
    press(page, "'burglars", "Enter")
    page.get_by_label("New id").fill("thieves-read")
    page.locator(".line").filter(has=page.get_by_label("New id")).get_by_text("Preview").click()
    until(page, "document.querySelector('.preview .difference')")
    assert "+thieves-read:" in page.inner_text(".preview")
    assert "thieves-read" not in session.coding.claims
    press(page, "Enter")
    told(page, "rename claim burglars-read")
    press(page, "Escape")
    until(page, "!document.querySelector('dialog')")
    press(page, "j", "Alt+1")
    until(page, "document.querySelector('.chosen')")
    press(page, "t", "a", "'impossible", "Alt+1")
    told(page, "Done: save ")
    assert any("prices-fall" in claim.attacks for claim in session.coding.claims.values())
    assert session.coding.claims["no-map-needed"].undercuts[0].premise == "thieves-read"


def test_a_form_that_is_not_saved_is_not_left_by_mistake(bench: Start, town: Path) -> None:
    session, page = bench(town)
    page.locator(".entry").nth(1).click()
    press(page, "d", "j")
    told(page, "The open form is not saved.")
    page.locator(".entry").first.click()
    assert page.locator(".entry[aria-pressed=true]").inner_text().startswith(MARTA)
    side = page.locator("li:has(> .entry)").nth(1)
    assert side.get_attribute("class") == "side-for"
    press(page, "Enter")
    told(page, "Done: change statement")
    until(page, "!document.querySelector('.form')")
    assert session.file.statements[1].stance == "denies"
    assert side.get_attribute("class") == "side-against", "who denies what speaks for a yes"
    assert "Who denies a claim speaks for the other side" in page.locator(".hints").inner_text()


def test_an_entry_dragged_to_another_relates_their_claims(bench: Start, town: Path) -> None:
    session, page = bench(town)
    entries = page.locator(".entry")
    entries.filter(has_text="Roughly every").drag_to(entries.filter(has_text="entitled to know"))
    dialog = page.locator("dialog")
    dialog.get_by_text("supports").click()
    press(page, "Alt+1")
    told(page, "Done: save dark-blue")
    assert session.coding.claims["dark-blue"].supports == ("right-to-know",)


SELECTED_IS_IN_SIGHT = """(() => {
  const [range] = CSS.highlights.get("selected");
  const { left, top } = range.getClientRects()[0];
  return document.elementFromPoint(left + 2, top + 2)?.matches(".text");
})()"""


@pytest.mark.parametrize("window", CHECKED)
def test_nothing_is_amiss_for_those_who_see_or_hear_it(
    bench: Start, town: Path, window: str
) -> None:
    device, scheme = window.split(", ")
    width = 390 if device == "phone" else 1280
    _, page = bench(town, width=width)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert violations(page, CHECKED[window]) == []
    press(page, "j", "j", "j", "l", "'New words", "Control+Enter", "n")
    until(page, "document.querySelector('.new-claim [aria-pressed=true]')")
    assert violations(page, CHECKED[window]) == []
    assert page.evaluate(SELECTED_IS_IN_SIGHT)
    press(page, "f", "?")
    assert "Proposals of a draft" not in page.inner_text("dialog"), "there is none"
    assert violations(page, CHECKED[window]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


MOVE_HANDLES = """([first, last]) => {
  const texts = [...document.querySelectorAll(".text")].map((text) => text.firstChild);
  const node = texts.find(({ data }) => data.includes(first));
  const end = node.data.indexOf(last) + last.length;
  getSelection().setBaseAndExtent(node, node.data.indexOf(first), node, end);
}"""
TOO_SMALL = """() => [...document.querySelectorAll("button, input, select, summary, [role=option]")]
  .filter((one) => one.getClientRects().length && one.type !== "checkbox")
  .filter((one) => Math.min(one.offsetHeight, one.offsetWidth) < 44)
  .map((one) => one.textContent || one.ariaLabel)"""


def tap(page: Page, words: str) -> None:
    """Tap on some words of the text."""
    page.evaluate(WORDS_AT, words)
    left, _, top = page.evaluate(WORDS_AT.replace("node.parentElement.scroll", "//"), words)
    page.touchscreen.tap(left, top)


def test_an_article_is_coded_by_finger(bench: Start, uncoded: Path) -> None:
    session, page = bench(uncoded, width=390, touch=True)
    assert "Tap a sentence" in page.inner_text(".hints")
    ends = "(words) => document.querySelector('.words .ends')?.textContent.startsWith(words)"
    tap(page, "download them")
    until(page, ends, "“The council of")
    page.evaluate(MOVE_HANDLES, ["ight to know", "their ow"])  # parts of words, as handles do
    until(page, ends, "“right to know … to their own”")
    tap(page, "download them")  # what is selected is left
    until(page, ends, "“The council of")
    page.evaluate(MOVE_HANDLES, ["eople have", "front do"])
    until(page, ends, "“People have a … own front door”")
    assert page.evaluate(TOO_SMALL) == []
    page.get_by_role("option", name="entitled to know").tap()
    page.get_by_role("button", name="Save", exact=True).tap()
    wait_for(page, 1)
    assert page.evaluate("String(getSelection())") == ""
    (statement,) = session.file.statements
    assert (statement.speaker, statement.at[0].words) == (("marta-oyelaran",), 16)
    page.get_by_role("button", name="Close").tap()
    page.locator(".entry").tap()  # reading and mending
    page.get_by_role("button", name="denies").tap()
    page.get_by_role("button", name="Save", exact=True).tap()
    told(page, "Done: change statement")
    assert session.file.statements[0].stance == "denies"
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_words_are_selected_in_any_script(bench: Start, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "قالت ليلى إن الخرائط مفيدة للجميع.\n地図は町の人に役立つ。誰でも見る。\n", "utf-8"
    )
    _, page = bench(tmp_path / "maps", article=article)
    ends = "document.querySelector('.words .ends')?.textContent === words"
    press(page, "j", "Shift+ArrowRight", "Shift+ArrowRight")  # back, in text from right to left
    until(page, f"(words) => {ends}", "“قالت ليلى إن الخرائط”")
    press(page, "Shift+ArrowLeft", "Alt+Shift+ArrowLeft")
    until(page, f"(words) => {ends}", "“ليلى إن الخرائط مفيدة”")
    press(page, "j", "j")
    until(page, f"(words) => {ends}", "“誰でも見る”")
    press(page, "Shift+ArrowLeft", "Shift+ArrowLeft")
    until(page, f"(words) => {ends}", "“誰でも”")


def test_the_page_says_when_the_server_has_ended(bench: Start, uncoded: Path) -> None:
    session, page = bench(uncoded)
    page.route("**/edit", lambda route: route.abort())
    press(page, "u", "Alt+1", "Enter")
    told(page, "The server has ended.")
    assert not session.file.statements
    page.unroute("**/edit")
    press(page, "Enter")
    wait_for(page, 1)


def test_a_claim_is_split_in_another_source(bench: Start, town: Path) -> None:
    session, page = bench(town)
    page.get_by_role("button", name="Tidy").click()
    page.get_by_role("combobox", name="Which claim").fill("Thieves find")
    press(page, "Enter")
    page.get_by_label("1 statement in A letter on the maps").check()
    page.get_by_role("combobox", name="Give these statements").fill("Roughly every")
    press(page, "Enter")
    page.get_by_role("button", name="Do this").click()
    until(page, "!document.querySelector('.preview button')")
    letter = read_coding(town).sources["a-letter-on-the-maps"].statements
    assert [one.claim for one in letter if one.id == "tanagers-cellar"] == ["dark-blue"]
    assert "no-map-needed" in session.coding.claims


FERRY = """\
A talk on the night ferry

ADA BROOK: Why should the ferry stop at night? You have said so yourself. I wonder why.

COUNCILLOR KIM: Since nobody rides it after ten. The crew is tired, too, as Dr. Moll told us.

It would save a fifth of the cost, by every account that I have read this year.

ADA BROOK: Who rides it, then? “We all do,” a nurse told me.

COUNCILLOR KIM: The crew alone.
"""
KIM = {"name": "Jo Kim", "kind": "person"}


def coded_ferry(bench: Start, folder: Path, registered: dict[str, Any] | None) -> list[Any]:
    """Code two paragraphs of a transcript by keys, one of them twice; return the statements."""
    article = folder.parent / "ferry.txt"
    article.write_text(FERRY, "utf-8")
    if registered:
        first = lifecycle.start_session(folder, "ferry", read_text(article))
        edit = {"action": "save-record", "kind": "actors", "id": "jo-kim", "record": registered}
        first.apply(EDIT.validate_python(edit))
    session, page = bench(folder, article=article, slug="ferry")
    press(page, "u", "l", "'The ferry is needed.", "Control+Enter", "n", "a", "Enter")
    wait_for(page, 1)
    press(page, "j", "j", "j", "d", "Alt+1", "Shift+Enter")
    wait_for(page, 2)
    assert page.locator(".form .chip[aria-pressed=true]").inner_text().endswith("Kim")
    press(page, "l", "'Few ride it.", "Control+Enter", "d", "a", "Enter")
    wait_for(page, 3)
    press(page, "q")
    until(page, "document.querySelector('.words .ends').textContent === '“We all do”'")
    assert "Ada Brook" in page.locator(".form .chip[aria-pressed=true]").inner_text()
    assert page.locator(".form .part-mode .warning").count() == 0
    return without_ids(session)


def test_whose_turn_it_is_in_a_transcript_is_the_preset_speaker(
    bench: Start, tmp_path: Path
) -> None:
    first, second, third = coded_ferry(bench, tmp_path / "ferry", None)
    assert (first["speaker"], first["mode"]) == ("ada-brook", "verbatim")
    assert first["at"]["from"] == "Why should the"  # without the label
    assert (second["speaker"], second["stance"], second["mode"]) == ("kim", "denies", "verbatim")
    assert third["speaker"] == "kim"
    coding = read_coding(tmp_path / "ferry")
    assert {name: (actor.name, actor.kind) for name, actor in coding.actors.items()} == {
        "ada-brook": ("Ada Brook", "person"), "kim": ("Kim", "person"),
    }  # fmt: skip


def test_a_registered_actor_is_known_by_the_label_of_a_transcript(
    bench: Start, tmp_path: Path
) -> None:
    _, second, third = coded_ferry(bench, tmp_path / "ferry", KIM)
    assert second["speaker"] == third["speaker"] == "jo-kim"
    assert set(read_coding(tmp_path / "ferry").actors) == {"ada-brook", "jo-kim"}


def test_the_labels_of_a_transcript_need_no_mark(bench: Start, tmp_path: Path) -> None:
    article = tmp_path / "ferry.txt"
    article.write_text(FERRY, "utf-8")
    session, page = bench(tmp_path / "ferry", article=article, slug="ferry")
    gaps = session.coverage.gaps
    assert session.article.slice(gaps[0].start, gaps[0].stop).startswith("Why should")
    page.evaluate(WORDS_AT, "COUNCILLOR")
    left, _, top = page.evaluate(WORDS_AT, "COUNCILLOR")
    page.mouse.click(left, top)
    until(page, "document.querySelector('.words .ends')")
    assert page.inner_text(".words .ends").startswith("“Since nobody rides")


def test_a_transcript_in_japanese_has_its_speakers(bench: Start, tmp_path: Path) -> None:
    article = tmp_path / "ferry.txt"
    said = (
        "田中: 夜の船はいらない。誰も乗らない。\n\n紫: 私は乗る。\n\n田中: それは知らなかった。\n"
    )
    article.write_text(said.replace(": ", "\uff1a"), "utf-8")  # the wide colon, without a space
    session, page = bench(tmp_path / "ferry", article=article, slug="ferry")
    press(page, "j", "j", "l", "'夜の船は空だ。", "Control+Enter", "d", "f", "Enter")
    wait_for(page, 1)
    press(page, "d", "l", "'夜", "Enter", "Enter")  # of the next turn
    wait_for(page, 2)
    actors = read_coding(session.folder).actors
    told = [(actors[one.speaker[0]].name, one.stance) for one in session.file.statements]
    assert told == [("田中", "affirms"), ("紫", "denies")]


def test_who_is_quoted_is_the_preset_speaker_also_where_nobody_is_registered(
    bench: Start, tmp_path: Path
) -> None:
    session, page = bench(tmp_path / "maps")
    press(page, "q")  # said Marta Oyelaran
    chosen = page.locator(".form .chip[aria-pressed=true]")
    assert chosen.inner_text().split("\n") == ["1", "Marta Oyelaran", "new"]
    press(page, "l", "'Those who live there may know.", "Control+Enter", "n", "f", "Enter")
    wait_for(page, 1)
    press(page, "q")
    until(page, "document.querySelector('.words .ends').textContent.startsWith('“Put that')")
    assert "Piet Vanderlinden" in chosen.inner_text()
    press(page, "s", "'Piet Anderson", "Alt+1")  # corrected by the coder
    press(page, "l", "'Nobody will buy there.", "Control+Enter", "p", "a", "Enter")
    wait_for(page, 2)
    coding = read_coding(session.folder)
    assert {name: (actor.name, actor.kind) for name, actor in coding.actors.items()} == {
        "marta-oyelaran": (MARTA, "person"), "piet-anderson": ("Piet Anderson", "person"),
    }  # fmt: skip


def test_a_new_speaker_may_be_without_a_name(bench: Start, tmp_path: Path) -> None:
    session, page = bench(tmp_path / "maps")
    press(page, "u", "Enter")
    told(page, "Write the claim: press l and type.")  # there is none to choose
    press(page, "Escape", "s", "'A clerk of the council", "Alt+4")
    press(page, "l", "'The maps wait.", "Control+Enter", "d", "n", "Enter")
    wait_for(page, 1)
    actor = read_coding(session.folder).actors["a-clerk-of-the-council"]
    assert (actor.kind, actor.anonymous) == ("person", True)


def test_a_long_article_is_laid_out_where_it_is_read(bench: Start, tmp_path: Path) -> None:
    article = tmp_path / "long.txt"
    said = "Maps help the town, said number {}, and everybody should have one at home."
    article.write_text("\n\n".join(said.format(i) for i in range(2_000)), "utf-8")
    session, page = bench(tmp_path / "long", article=article)
    assert page.evaluate("document.querySelectorAll('.part').length") == 50
    assert page.evaluate("document.querySelectorAll('.rows .entries').length") == 1  # the rest
    press(page, "k")  # the last sentence
    until(page, "document.querySelector('.words .ends')")
    until(page, SELECTED_IS_IN_SIGHT)
    press(page, "s", "'Ada Brook", "Alt+1", "l", "'One each.", "Control+Enter", "n", "f", "Enter")
    wait_for(page, 1)
    assert session.file.statements[0].at[0].paragraph == 2_000
    assert page.evaluate("window.find('number 1234', false, false, true)")
    left, _, top = page.evaluate(WORDS_AT, "said number 777")
    page.mouse.click(left, top)
    until(page, "document.querySelector('.words .ends').textContent.startsWith('“Maps help the')")
    until(page, SELECTED_IS_IN_SIGHT)


def test_authors_that_the_articles_file_names_are_proposed_and_saved_by_a_person(
    bench: Start, tmp_path: Path
) -> None:
    session, page = bench(tmp_path / "begun")
    session.proposed = {"authors": ["Ada Brook", "Kim Li"], "title": "x"}
    page.reload()
    until(page, "document.querySelector('.text')")
    assert not read_coding(session.folder).sources[SLUG].source.authors
    page.click("button:has-text('Source')")
    dialog = page.locator("dialog")
    assert dialog.get_by_label("Authors").input_value() == "Ada Brook, Kim Li"
    assert "Authors: as the article's file says. Save it if that is right." in dialog.inner_text()
    dialog.locator("button:has-text('Save')").click()
    until(page, "!document.querySelector('dialog[open]')")
    assert read_coding(session.folder).sources[SLUG].source.authors == ("ada-brook", "kim-li")
    page.click("button:has-text('Source')")
    assert "as the article's file says" not in page.locator("dialog").inner_text()
