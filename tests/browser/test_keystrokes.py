"""How many keys a statement costs: computed by the page's own rules, and pressed for real."""

from __future__ import annotations

import shutil
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest

from article import article_folder
from opendebate.coding.article_files import read_text
from opendebate.coding.similar import SimilarTexts
from opendebate.views.script_bundle import bundle
from opendebate.workbench import lifecycle
from opendebate.workbench.page_data import article_data, reported_data, session_data
from opendebate.workbench.session import Session
from recoding import emptied
from test_workbench import Start, bench, wait_for  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
TOWN = ROOT / "tests" / "data"
MOST = 12  # keys of a statement on a claim that is there
MOST_BESIDE_WORDS = 15  # keys of a statement on a new claim, but those of the claim's words
SAMPLE = 15  # statements of the built-in debate that are coded for real
NEW_CLAIM = ["l", "Control+Enter", "kind", "side"]  # around the words of a new claim


def work_of(session: Session) -> tuple[dict[str, Any], list[list[Any]]]:
    """Return what the plan must know, and each statement with its words and proposed claims."""
    data = session_data(session)
    entities = data["entities"]
    claims = [[name, str(claim["text"])] for name, claim in entities["claims"].items()]
    similar = SimilarTexts({name: f"{text} {name.replace('-', ' ')}" for name, text in claims})
    known = {
        "article": article_data(session.article),
        "reported": reported_data(session)["runs"],
        "actors": [[name, " ".join([actor["name"], *_listed(actor.get("other_names"))])]
                   for name, actor in entities["actors"].items()],
        "carriers": [[name, record["name"]] for kind in ("policies", "sources")
                     for name, record in entities[kind].items()],
        "claims": claims, "mentions": data["mentions"], "voices": data["voices"],
    }  # fmt: skip
    work = []
    for statement in data["statements"]:
        words = " ".join(session.article.slice(*span) for span in statement["spans"])
        proposed = [name for name, _ in similar.find(words, 5)]
        work.append([statement["record"], statement["spans"], proposed])
    return known, work


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def plan(browser: Browser, session: Session) -> list[dict[str, list[str]]]:
    """Return the keys of each statement of a source, coded in the order of its file."""
    page = browser.new_page()
    script = bundle(Path(__file__).parent, "keystroke_plan")
    page.evaluate(f"(() => {{ {script} }})()")
    keys: list[dict[str, list[str]]] = page.evaluate(
        "([known, work]) => { const replay = new Replay(known); "
        "return work.map((args, i) => replay.code(...args, work[i + 1]?.[1])); }",
        work_of(session),
    )
    page.close()
    return keys


def started(original: Path, folder: Path, slug: str, article: Path) -> Session:
    """Return a session on a copy of a debate."""
    shutil.copytree(original, folder)
    return lifecycle.start_session(folder, slug, read_text(article))


def test_a_statement_costs_few_keys(
    browser: Browser, article_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    original = article_folder()
    session = started(original, tmp_path / "debate", "why-meta-opened-up", article_path)
    planned = plan(browser, session)
    on_known = [len(one["keys"]) for one in planned]
    beside_words = [len(one["keys"]) - len(one["claim"]) + len(NEW_CLAIM) for one in planned]
    in_five = sum(len(one["claim"]) == 1 for one in planned)
    with capsys.disabled():
        print(f"\nkeys of a statement on a claim that is there: median {median(on_known)}, "
              f"most {max(on_known)}, {sum(on_known)} for {len(planned)} statements; "
              f"on a new claim, beside its words: median {median(beside_words)}; "
              f"the right claim among the five proposed: {in_five} times")  # fmt: skip
    assert len(planned) == len(session.file.statements)
    assert median(on_known) <= MOST
    assert median(beside_words) <= MOST_BESIDE_WORDS


def test_the_keys_do_what_the_plan_says(
    browser: Browser,
    bench: Start,  # noqa: F811
    town: Path,
    tmp_path: Path,
) -> None:
    slug, article = "a-town-and-its-maps", TOWN / "a-town-and-its-maps.txt"
    first = started(town, tmp_path / "coded", slug, article)
    press_all(first, town, article, bench, plan(browser, first))


def test_the_keys_do_what_the_plan_says_in_the_built_in_debate(
    browser: Browser,
    bench: Start,  # noqa: F811
    article_path: Path,
    tmp_path: Path,
) -> None:
    original = article_folder()
    first = started(original, tmp_path / "coded", "why-meta-opened-up", article_path)
    folder = tmp_path / "again"
    shutil.copytree(original, folder)
    press_all(first, folder, article_path, bench, plan(browser, first)[:SAMPLE])


def press_all(
    coded: Session,
    folder: Path,
    article: Path,
    bench: Start,  # noqa: F811
    planned: list[dict[str, list[str]]],
) -> None:
    """Press the keys of a plan in the page, and compare what they code with what was coded."""
    wanted = [record for record, *_ in work_of(coded)[1][: len(planned)]]
    emptied(folder, coded.slug, attribution=True)
    session, page = bench(folder, article=article, slug=coded.slug)
    page.evaluate("document.activeElement.blur()")
    for number, one in enumerate(planned, 1):
        for key in one["keys"]:
            page.keyboard.press(key if key != " " else "Space")
        wait_for(page, number)
    found = [statement["record"] for statement in session_data(session)["statements"]]
    assert [_told(record) for record in found] == [_told(record) for record in wanted]


def _told(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a record says, however it is written: without its id; lists of one as one."""
    pieces = [record["at"]] if isinstance(record["at"], dict) else record["at"]
    sealed = {"words", "sha256"}
    at = [{key: value for key, value in one.items() if key not in sealed} for one in pieces]
    single = {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value
        for key, value in record.items()
        if key not in {"id", "at"}
    }
    return {**single, "at": at}
