"""Lesson 06: its checks know a sound coding, and tell what is off with others."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kernels import run_in_a_kernel
from lesson_cases import code_of, exercises_of, exercises_of_lesson
from opendebate_lessons import check
from opendebate_lessons.notebooks import cut
from opendebate_lessons.notebooks import folder as notebooks

NOTEBOOK = "06-code-your-own-article"
Coded = tuple[Path, Path]
Change = Callable[[Path, Path], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Coded:
    """Run the notebook's own solutions, and return what they leave beside it."""
    folder = tmp_path_factory.mktemp("lesson")
    names: dict[str, object] = {}
    with contextlib.chdir(folder):
        for text in code_of(NOTEBOOK):
            exec(text, names)  # noqa: S102 - our own notebook
    place, article = names["place"], names["text"]
    assert isinstance(place, Path)
    assert isinstance(article, Path)
    return folder / place, folder / article


@pytest.fixture
def coded(made: Coded, tmp_path: Path) -> Coded:
    """Return a copy that a test may spoil."""
    place, text = made
    shutil.copytree(place, tmp_path / place.name)
    shutil.copy(text, tmp_path)
    return tmp_path / place.name, tmp_path / text.name


def edited(path: Path, old: str, new: str) -> int:
    before = path.read_text("utf-8")
    assert old in before
    return path.write_text(before.replace(old, new), "utf-8")


def source(place: Path) -> Path:
    return place / "sources" / "mill-street.yaml"


SPOILT: dict[str, dict[str, Change]] = {
    "06.2": {
        "not yet written": lambda p, _: edited(
            p / "debate.yaml", "Mill Street be closed to cars", "…"
        ),
        "No claim is `side: against`": lambda p, _: edited(
            p / "claims.yaml", "side: against", "side: both"
        ),
        "No claim is `side: for`": lambda p, _: edited(
            p / "claims.yaml", "side: for", "side: both"
        ),
        "6 words in a row": lambda p, _: edited(
            p / "claims.yaml", "The street has more traffic than it can bear.",
            "The council counted 412 cars in one hour here.".replace("one", "an"),
        ),
        "claims.yaml, line": lambda p, _: edited(
            p / "claims.yaml", "kind: evaluative", "kind: silly"
        ),
        "There is no file": lambda _, t: t.unlink(),
    },
    "06.3": {
        "you have 0 statements": lambda p, _: source(p).write_text(
            source(p).read_text("utf-8").partition("statements:")[0] + "statements: []\n", "utf-8"
        ),
        "is not in the article": lambda p, _: edited(source(p), "from: Children will be",
                                                     "from: Parents will be"),
        "is not sealed yet": lambda p, _: source(p).write_text(
            "\n".join(
                line.partition(", words:")[0] + "}" if ", words:" in line and "at:" in line
                else line
                for line in source(p).read_text("utf-8").splitlines()
            ), "utf-8",
        ),
        "No statement has a speaker": lambda p, _: source(p).write_text(
            "\n".join(
                re.sub("mode: (paraphrase|verbatim)", "mode: narration", line)
                for line in source(p).read_text("utf-8").splitlines() if "speaker:" not in line
            ), "utf-8",
        ),
        "mill-street.yaml, line": lambda p, _: edited(
            source(p), "claim: safer-children", "claim: safer-parents"
        ),
    },
    "06.4": {
        "All ties are what *you* see": lambda p, _: edited(
            source(p), "  because: [come-by-car]\n", ""
        ),
        "No claim is tied": lambda p, _: (
            edited(source(p), "  because: [come-by-car]\n", ""),
            edited(p / "claims.yaml", "  supports: [close-street]\n", ""),
            edited(p / "claims.yaml", "  attacks: [close-street]\n", ""),
        ),
        "Nobody states": lambda p, _: (p / "claims.yaml").write_text(
            (p / "claims.yaml").read_text("utf-8")
            + "idle:\n  text: Nobody says this.\n  kind: normative\n  side: for\n", "utf-8",
        ),
        "come-by-bus": lambda p, _: edited(source(p), "[come-by-car]", "[come-by-bus]"),
        "There is no file": lambda _, t: t.unlink(),
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "told"), [(name, told) for name, cases in SPOILT.items() for told in cases]
)
def test_what_is_off_with_a_coding_is_told(coded: Coded, name: str, told: str) -> None:
    assert check(name, coded).right
    assert check(name, list(coded)).right
    assert check(name, tuple(map(str, coded))).right
    SPOILT[name][told](*coded)
    mark = check(name, coded)
    assert not mark.right
    assert told in str(mark)


@pytest.mark.parametrize("name", SPOILT)
def test_of_other_answers_it_is_told_what_is_asked_for(coded: Coded, name: str) -> None:
    assert "(place, text)" in str(check(name, coded[0]))
    assert "no folder no yet" in str(check(name, (coded[0] / "no", coded[1])))
    assert "The folder comes first" in str(check(name, coded[::-1]))


def test_a_text_is_judged_by_its_words_and_paragraphs(tmp_path: Path, made: Coded) -> None:
    path = tmp_path / "text.txt"
    assert check("06.1", made[1]).right
    assert check("06.1", str(made[1])).right
    for words, told in (
        ("A few words.", "has 3 words"),
        ("word " * 100, "It is one paragraph"),
        ("word " * 4_000, "take at most 3,000"),
    ):
        path.write_text(words, "utf-8")
        assert told in str(check("06.1", path))
    assert "There is no file" in str(check("06.1", "the words themselves\nand more"))
    assert "Give the path" in str(check("06.1", 5))
    path.write_text(f"{'word ' * 40}\n\n{'more ' * 40}", "utf-8")
    assert check("06.1", path).right


def test_what_is_shared_is_whole_has_a_licence_and_no_article(coded: Coded) -> None:
    place, text = coded
    every = sorted(place.rglob("*.yaml"))
    assert check("06.5", every).right
    assert check("06.5", [str(path) for path in every]).right
    assert check("06.5", set(every)).right
    for answer, told in (
        ([*every, text], "article.txt is no coding file"),
        (every[1:], "is missing. Share all files"),
        ([path for path in every if path.name != "debate.yaml"], "debate.yaml is missing"),
        ([], "The list is empty"),
        ([place / "no.yaml"], "There is no file no.yaml"),
        (str(place), "Give a list"),
    ):
        assert told in str(check("06.5", answer))
    edited(place / "debate.yaml", "  creators: [A learner]\n", "")
    assert "whom to cite" in str(check("06.5", every))
    edited(place / "debate.yaml", "  licence: https://creativecommons.org/licenses/by/4.0/\n", "")
    assert "what they may do" in str(check("06.5", every))


def test_what_was_written_by_hand_is_kept_and_checked_when_the_notebook_runs_again(
    coded: Coded, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place, text = coded
    folder = place.parents[1] / "again"
    (folder / "my-work").mkdir(parents=True)
    shutil.copytree(place, folder / "my-work" / place.name)
    shutil.copy(text, folder / "my-work")
    mine = folder / "my-work" / place.name / "topics.yaml"
    mine.write_text("health: {name: Health of neighbours}\n", "utf-8")
    edited(mine.parent / "claims.yaml", "topics: [safety]", "topics: [health]")
    names: dict[str, object] = {}
    monkeypatch.chdir(folder)
    for cell in json.loads(cut((notebooks() / f"{NOTEBOOK}.ipynb").read_text("utf-8")))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)  # noqa: S102 - our own notebook
    assert mine.read_text("utf-8") == "health: {name: Health of neighbours}\n"
    assert "topics.yaml is left as it is" in capsys.readouterr().out
    for name in ("06.2", "06.3", "06.4"):
        assert check(name, (names["place"], names["text"])).right


def test_the_notebook_runs_in_a_kernel_and_graders_give_every_point(tmp_path: Path) -> None:
    """It writes files beside itself, so it is not run where it is kept."""
    text = (notebooks() / f"{NOTEBOOK}.ipynb").read_text("utf-8")
    lesson = run_in_a_kernel(text, tmp_path)
    checks = [c for c in lesson.cells if c.metadata.get("nbgrader", {}).get("grade")]
    shown = [out["data"]["text/plain"] for c in checks for out in c.outputs if "data" in out]
    assert shown == ["1.0"] * len(exercises_of_lesson("06"))
    assert (tmp_path / "my-work" / "my-debate" / "debate.yaml").is_file()


def test_every_exercise_of_the_notebook_is_tested() -> None:
    assert exercises_of(NOTEBOOK) == list(exercises_of_lesson("06"))
    assert {*SPOILT, "06.1", "06.5"} == set(exercises_of_lesson("06"))
