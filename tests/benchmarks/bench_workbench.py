"""How soon the workbench answers: python tests/benchmarks/bench_workbench.py.

An invented article of 20,000 words with 300 statements. The bounds are those of a coder: the page
opens within two seconds, and an edit is done within a tenth of one.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measure import tell

if TYPE_CHECKING:
    from opendebate.workbench.session import Session

sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("browser", "helpers")]
WORDS, STATEMENTS, CLAIMS, ACTORS = 20_000, 300, 200, 60
SYLLABLES = ("ba", "da", "fo", "gu", "ha", "ki", "lo", "mu", "ne", "pi", "ra", "so", "ta", "ve")
VOCABULARY = ["".join(letters) for letters in product(SYLLABLES, repeat=3)][::3]  # 915 words
SLUG = "a-long-article"


def main() -> None:
    """Open a long article that is coded, and edit it, without a browser and in it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["XDG_STATE_HOME"] = str(folder / "state")
        debate, article = write_coded(folder)
        session = started(debate, article)
        tell("a session begun, in s", least(lambda _: started(debate, article), 3), 1)
        tell("an edit, in s", least(lambda number: edit(session, number), 9), 0.1)
        opened, edited = in_browser(session)
        tell("the page opened, in s", opened, 2)
        tell("an edit from Enter to its entry, in s", edited, 0.3)


def least(work: Callable[[int], object], runs: int) -> float:
    """Return the least seconds that some work takes, which is given the number of its run."""
    taken = []
    for number in range(runs):
        began = time.perf_counter()
        work(number)
        taken.append(time.perf_counter() - began)
    return min(taken)


def write_coded(folder: Path) -> tuple[Path, Path]:
    """Write an invented debate and its article; return the debate's folder and the article."""
    from opendebate.coding.text import Text

    dice = random.Random(1)  # noqa: S311 - a benchmark wants the same words every time
    article = folder / "article.txt"
    article.write_text("\n".join(_paragraph(dice) for _ in range(WORDS // 100)), "utf-8")
    text = Text.of(article.read_text("utf-8"))
    debate = folder / "debate"
    (debate / "sources").mkdir(parents=True)
    head = "debate: {title: Long, question: Is it so?, iri: 'https://example.org/long/'}\n"
    claims = (f"claim-{n}: {{text: {_sentence(dice, 9)}, kind: causal, side: for}}\n"
              for n in range(CLAIMS))  # fmt: skip
    actors = (f"actor-{n}: {{name: {_sentence(dice, 2)[:-1]}, kind: person}}\n"
              for n in range(ACTORS))  # fmt: skip
    (debate / "debate.yaml").write_text(head, "utf-8")
    (debate / "claims.yaml").write_text("".join(claims), "utf-8")
    (debate / "actors.yaml").write_text("".join(actors), "utf-8")
    (debate / "sources" / f"{SLUG}.yaml").write_text(_source(text, dice), "utf-8")
    return debate, article


def _sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(VOCABULARY) for _ in range(words)).capitalize() + "."


def _paragraph(dice: random.Random) -> str:
    return " ".join(_sentence(dice, 10) for _ in range(10))


def _source(text: Any, dice: random.Random) -> str:
    """Return a source's file, with statements spread over the article."""
    from opendebate.coding.passages import Span, seal

    lines = ["source: {title: Long, kind: news-article, publisher: actor-0}", "statements:"]
    step = len(text.words) // STATEMENTS
    for n in range(STATEMENTS):
        start = n * step
        passage = seal(Span(start, start + 12, text.paragraph_at(start)), text)
        at = (f"{{paragraph: {passage.paragraph}, from: {passage.first}, to: {passage.last}, "
              f"words: {passage.words}, sha256: {passage.sha256}}}")  # fmt: skip
        lines.append(f"- {{id: s{n}, speaker: actor-{dice.randrange(ACTORS)}, mode: paraphrase, "
                     f"claim: claim-{dice.randrange(CLAIMS)}, at: {at}}}")  # fmt: skip
    return "\n".join(lines) + "\n"


def started(debate: Path, article: Path) -> Session:
    """Return a session on the debate."""
    from opendebate.coding.article_files import read_text
    from opendebate.workbench.lifecycle import start_session

    return start_session(debate, SLUG, read_text(article))


def edit(session: Session, number: int) -> None:
    """Add a statement, and make what the page gets of it."""
    from opendebate.workbench.edits import EDIT
    from opendebate.workbench.page_data import session_data

    start = 20 + number * 66
    statement = {"speaker": "actor-1", "mode": "paraphrase", "claim": f"claim-{number}"}
    session.apply(EDIT.validate_python({
        "action": "save-statement", "statement": statement, "spans": [[start, start + 9]],
    }))  # fmt: skip
    session_data(session)


def in_browser(session: Session) -> tuple[float, float]:
    """Return the seconds until the page is open, and the least of an edit in it."""
    from playwright.sync_api import sync_playwright

    from conftest import FLAGS, PROGRAMS
    from serving_workbench import served
    from waiting import until

    with served(session) as address, sync_playwright() as driver:
        chromium = next(filter(None, map(shutil.which, PROGRAMS)), None)
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        count = len(session.file.statements)
        shown = "document.querySelectorAll('.entry').length === "
        began = time.perf_counter()
        page.goto(address)
        until(page, f"{shown}{count}")
        opened = time.perf_counter() - began
        taken = []
        for number in range(1, 6):
            for key in ("u", "Alt+1"):
                page.keyboard.press(key)
            until(page, "document.querySelector('.chosen')")
            began = time.perf_counter()
            page.keyboard.press("Enter")
            until(page, f"{shown}{count + number}")
            taken.append(time.perf_counter() - began)
        browser.close()
    return opened, min(taken)


if __name__ == "__main__":
    main()
