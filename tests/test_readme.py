"""What README and the guides show is what happens."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import opendebate
from article import load_article
from console import compared, run, sessions
from opendebate.views.map.map_image import finding
from opendebate.views.map.map_model import debate_map

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
GUIDES = {
    name: (ROOT / "graph" / name).read_text("utf-8")
    for name in ("READING.md", "CODING.md", "PUBLISHING.md", "PYTHON.md")
}
SHOWN = "\n".join((README, *GUIDES.values()))
ARTICLE = ROOT.parent / "shared" / "sources" / "why-meta-opened-up.txt"


SESSIONS = sessions(SHOWN)


@pytest.fixture(autouse=True)
def all_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """README shows the built-in debate with all its sources, unless a command says otherwise."""
    monkeypatch.delenv("OPENDEBATE_ONLY")


@pytest.mark.parametrize(("command", "output"), SESSIONS, ids=[c for c, _ in SESSIONS])
def test_a_command_prints_what_readme_shows(command: str, output: str, tmp_path: Path) -> None:
    if "ARTICLE" in command and not ARTICLE.exists():
        pytest.skip(f"the article is not here: {ARTICLE.name}")
    shown, lines = compared(output, run(command.replace("ARTICLE", str(ARTICLE)), tmp_path).stdout)
    assert lines == shown


def test_the_other_commands_of_readme_work_too(
    tmp_path: Path, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that are shown without an output, each in its place among the others.

    The server of `code` ends at once: test_code.py asks it.
    """
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("OPENDEBATE_ONLY", ARTICLE.stem)  # sooner done
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    article = (ROOT / "tests" / "data" / "a-town-and-its-maps.txt").read_text("utf-8")
    (tmp_path / "my-article.txt").write_text(article, "utf-8")
    is_here = ARTICLE.is_file()
    text = ARTICLE.read_text("utf-8") if is_here else article
    (tmp_path / "article.txt").write_text(text, "utf-8")
    table = "date,person,party,concept,agreement\n2024-01-31,Ann,Greens,Maps help.,1\n"
    (tmp_path / "statements.csv").write_text(table, "utf-8")
    (tmp_path / "articles.csv").write_text("title,date\nA flood,2024-01-31\n", "utf-8")
    notes = ROOT / "tests" / "data" / "exchange" / "street-lamps.hypothesis.json"
    shutil.copy(notes, tmp_path / "notes.json")
    project = f"opendebate -d {shlex.quote(str(town))} export refi-qda -o study.qdpx"
    assert run(project, tmp_path).returncode == 0
    export = f"opendebate -d {shlex.quote(str(town))} export dna -o sample.dna"
    assert run(export, tmp_path).returncode == 0
    blocks = re.findall(r"```sh\n(.*?)```", SHOWN, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    commands = [line.partition("  #")[0] for line in lines if line.startswith("opendebate ")]
    assert len(commands) > 10
    folder = "my-debate"
    for command in commands:
        if any(
            f" {word} " in command for word in ("import", "new", "code")
        ):  # each makes the folder anew
            shutil.rmtree(tmp_path / folder, ignore_errors=True)
        done = run(command.replace("--open", "--no-open"), tmp_path)
        if f"--text {ARTICLE.stem}=" in command and not is_here:
            assert "another article" in done.stderr, command
            continue
        assert done.returncode in (0, 1), f"{command}: {done.stderr}"
        assert "Error" not in done.stderr, f"{command}: {done.stderr}"
    assert len(opened) == sum(" code " in command for command in commands) == 2


def test_readme_shows_the_commands_that_matter_most() -> None:
    shown = " ".join(command for command, _ in SESSIONS)
    for command in ("build", "trace wendy-hall", "query who-affirms", "show llama-2", "check"):
        assert command in shown


def test_the_library_does_what_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parser = doctest.DocTestParser()
    code = "\n".join(re.findall(r"```pycon\n(.*?)```", SHOWN, re.DOTALL))
    test = parser.get_doctest(code, {}, "README", "README.md", 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_every_file_that_readme_and_guides_link_to_is_there() -> None:
    for folder, text in ((ROOT, README), *((ROOT / "graph", guide) for guide in GUIDES.values())):
        links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", text)
        assert links
        for link in links:
            assert (folder / link).exists(), link


def test_a_newcomer_reads_readme_in_a_few_minutes_and_finds_every_guide() -> None:
    prose = re.sub(r"```.*?```|<picture>.*?</picture>", "", README, flags=re.DOTALL)
    assert len(prose.split()) < 900
    for name in GUIDES:
        assert f"](graph/{name})" in README


def test_the_two_set_up_lines_are_there() -> None:
    for name in ("main job", "test"):
        assert re.search(rf"<!-- {name} line -->\n```sh\n[^\n]+\n```", README), name


def test_the_map_is_that_of_the_built_in_debate_and_its_caption_counts_right() -> None:
    """If this fails, run ``python .stills/make.py``, and mend the words below the map."""
    debate = opendebate.load()
    shown = debate_map(debate.engine)
    start, _, rest = finding(shown).partition(". ")
    number, denied, doubted = (int(word) for word in re.findall(r"\d+", rest))
    caption = " ".join(README.partition("</picture>")[2].split("\n\n")[1].split())
    assert f"Seventeen sources: {start}." in caption
    assert len(debate.entities("sources")) == 17
    assert f"of {number} claims, {denied} are denied and {doubted} are doubted" in caption
    alt = README.partition("map-light.svg")[2].partition("</picture>")[0]
    for scheme in ("light", "dark"):
        picture = (ROOT / ".stills" / f"map-{scheme}.svg").read_text("utf-8")
        words = "".join("".join(ET.fromstring(picture).itertext()).split())  # noqa: S314
        assert "".join(start.split()) in words
        for voice in shown.voices:
            assert "".join(voice.short.split()) in words, voice.name
            assert voice.short in alt


def test_the_still_shows_what_its_caption_states() -> None:
    """Say anew what README's picture says, if a change of the coding makes this fail."""
    debate = load_article()
    (node,) = debate.trace("irresponsible-proposal").nodes
    (reason,) = node.reasons
    assert {one.name for said in node.statements for one in said.voices} == {"Wendy Hall"}
    assert {said.stance for said in node.statements} == {"affirms"}
    assert (reason.stated, reason.node.claim.id) == (True, "misuse-harm")
    assert node.disputes == reason.node.disputes == ()
    stated = {bearing.claim.id: bearing for bearing in node.bearings if bearing.stated}
    assert {one.name for one in stated["open-agi"].speakers} == {"Mark Zuckerberg", "Meta"}
    (rejected,) = [one for one in debate.statements() if one.id.endswith("/hall-rejects")]
    assert (rejected.stance, rejected.claim.id) == ("denies", "open-agi")
    assert [claim.id for claim in rejected.because] == ["irresponsible-proposal"]
    for scheme in ("light", "dark"):
        picture = (ROOT / ".stills" / f"trace-{scheme}.svg").read_text("utf-8")
        words = "".join(ET.fromstring(picture).itertext()).replace(" ", "").replace("\n", "")  # noqa: S314
        for claim in (node.claim, reason.node.claim):
            assert claim.name.replace(" ", "") in words
        assert "statedbyWendyHall" in words
        assert "nothingattacksit" in words


def test_show_and_cite_take_every_id_that_readme_tells_people_to_cite(tmp_path: Path) -> None:
    (paragraph,) = re.findall(r"\*\*To cite\*\*:(.*?)\n\n", README, re.DOTALL)
    codes = re.findall(r"`([^`]+)`", paragraph)
    commands = {"opendebate --version", "trace", "show", "opendebate cite ID"}
    ids = [code for code in codes if code not in commands]
    ids += re.findall(r"<(https?://[^>]+)>", paragraph)
    assert len(ids) == 5
    for one in ids:
        done = run(f"opendebate show {shlex.quote(one)}", tmp_path)
        assert done.returncode == 0, f"{one}: {done.stderr}"
        assert "piece" not in done.stdout.splitlines()[0]
        assert one in opendebate.load().cite(one)
