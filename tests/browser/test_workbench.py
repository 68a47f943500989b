"""The workbench in a browser: an article coded from nothing, by keys alone and by mouse alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from opendebate.coding.check import read_coding, read_with_faults
from opendebate.coding.text import read_text
from opendebate.workbench import lifecycle
from opendebate.workbench.session import Session
from waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Visit, Windows

DATA = Path(__file__).parents[1] / "data"
ARTICLE = DATA / "a-town-and-its-maps.txt"

# What a coder writes by hand for the first words of the article: ids of statements left out.
BY_HAND = """\
statements:
- speaker: town-council
  mode: paraphrase
  claim: maps-put-online
  stance: doubts
  at: {paragraph: 1, from: The council of, to: could download them, words: 29}
- speaker: marta-oyelaran
  mode: verbatim
  claim: who-live-know
  at: {paragraph: 2, from: People have a, to: own front door, words: 16}
- speaker: marta-oyelaran
  mode: paraphrase
  claim: maps-put-online
  because: who-live-know
  at: {paragraph: 2, from: She wants the, to: can correct them, words: 18}
"""
COUNCIL, MARTA = "Town council", "Marta Oyelaran"
ONLINE = "The maps should be put online."
ENTITLED = "Those who live there may know."


@contextmanager
def served(session: Session) -> Iterator[str]:
    """Serve a session from a thread of this process; yield its address."""
    uvicorn = pytest.importorskip("uvicorn", reason="the extra 'serve' is not installed")
    from opendebate.workbench.app import Workbench

    with lifecycle._listening_socket(0) as listening:
        config = uvicorn.Config(Workbench(session, "token", patience=60).app(), ws="none",
                                log_level="critical", timeout_graceful_shutdown=1)  # fmt: skip
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/token/"
        finally:
            server.should_exit = True
            thread.join()


Start = Callable[..., tuple[Session, "Page"]]


@pytest.fixture
def bench(
    windows: Windows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Start]:  # fmt: skip
    """Open the workbench on a folder: ``bench(folder)``; what goes wrong on the page fails."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    visits: list[Visit] = []

    with ExitStack() as servers:

        def start(folder: Path, width: int = 1280, height: int = 800) -> tuple[Session, Page]:
            session = lifecycle.start_session(folder, "a-town-and-its-maps", read_text(ARTICLE))
            address = servers.enter_context(served(session))
            visit = windows.open(width, height, {})
            visits.append(visit)
            visit.page.goto(address)
            until(visit.page, "document.querySelector('.text')")
            return session, visit.page

        yield start
        faults = [fault for visit in visits for fault in visit.faults()]
        windows.reset()
    assert [fault for fault in faults if "409" not in fault] == []


def press(page: Page, *keys: str) -> None:
    """Press keys; what begins with a quotation mark is typed."""
    for key in keys:
        if key.startswith("'"):
            page.keyboard.type(key[1:])
        else:
            page.keyboard.press(key)


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


def written_by_hand() -> list[dict[str, Any]]:
    """Return what `BY_HAND` says, its values as the coding's reader gives them."""
    from ruamel.yaml import YAML

    data: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(BY_HAND)["statements"]
    for statement in data:
        at = statement["at"]
        statement["at"] = {key: str(value) for key, value in at.items()}
    return data


def comparable(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return statements with the values of their passages as texts."""
    return [{**one, "at": {key: str(value) for key, value in one["at"].items()}} for one in listed]


def test_an_article_is_coded_from_nothing_by_keys_alone(bench: Start, tmp_path: Path) -> None:
    session, page = bench(tmp_path / "maps")
    press(page, "u", "s", f"'{COUNCIL}", "Alt+2")  # a new organization
    press(page, "l", f"'{ONLINE}", "Control+Enter", "n", "f", "o", "Enter")
    wait_for(page, 1)
    press(page, "q", "s", f"'{MARTA}", "Alt+1")
    press(page, "l", f"'{ENTITLED}", "Control+Enter", "n", "f", "Enter")
    wait_for(page, 2)
    press(page, "[", "x")  # said Marta Oyelaran
    told(page, "Mark words as attribution")
    press(page, "j", "1", "l", "'put", "Enter", "b", "Alt+1", "Enter")
    wait_for(page, 3)
    assert comparable(without_ids(session)) == comparable(written_by_hand())
    press(page, "Escape", "Control+z")
    told(page, "Undone: add statement")
    wait_for(page, 2)
    press(page, "Control+Shift+z")
    wait_for(page, 3)
    assert comparable(without_ids(session)) == comparable(written_by_hand())
    coding, faults = read_with_faults(session.folder)
    assert not [fault for fault in faults if fault.severity == "error"]
    assert coding.actors["marta-oyelaran"].kind == "person"
    assert len(coding.sources[session.slug].source.attribution) == 1
