"""What README shows is what happens."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import opendebate

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ARTICLE = ROOT.parent / "shared" / "sources" / "why-meta-opened-up.txt"


def sessions() -> list[tuple[str, str]]:
    """Return every command that README shows in a console, with what it shows as its output."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = session.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), sessions(), ids=[c for c, _ in sessions()])
def test_a_command_prints_what_readme_shows(command: str, output: str, tmp_path: Path) -> None:
    if "ARTICLE" in command and not ARTICLE.exists():
        pytest.skip(f"the article is not here: {ARTICLE.name}")
    words = shlex.split(command.replace("ARTICLE", str(ARTICLE)))
    assert words[0] == "opendebate"
    ran = subprocess.run(
        [sys.executable, "-m", "opendebate_cli", *words[1:]],
        cwd=tmp_path, env={**os.environ, "COLUMNS": "80"}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    shown, lines = output.rstrip().splitlines(), ran.stdout.rstrip().splitlines()
    if shown[-1:] == ["…"]:  # README shows the beginning
        shown, lines = shown[:-1], lines[: len(shown) - 1]
    assert [line.rstrip() for line in lines] == [line.rstrip() for line in shown]


def test_readme_shows_the_commands_that_matter_most() -> None:
    shown = " ".join(command for command, _ in sessions())
    for command in ("build", "trace wendy-hall", "query who-affirms", "show llama-2", "check"):
        assert command in shown


def test_the_library_does_what_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parser = doctest.DocTestParser()
    code = "\n".join(re.findall(r"```pycon\n(.*?)```", README, re.DOTALL))
    test = parser.get_doctest(code, {}, "README", "README.md", 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


def test_every_file_that_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).exists(), link


def test_the_two_set_up_lines_are_there() -> None:
    for name in ("main job", "test"):
        assert re.search(rf"<!-- {name} line -->\n```sh\n[^\n]+\n```", README), name


def test_the_still_shows_what_its_caption_states() -> None:
    """Say anew what README's picture says, if a change of the coding makes this fail."""
    debate = opendebate.load()
    (node,) = debate.trace("responsible-release").nodes
    assert {one.name for said in node.statements for one in said.speakers} == {"Mark Zuckerberg"}
    assert {said.stance for said in node.statements} == {"affirms"}
    assert node.reasons == ()
    assert [dispute.relation for dispute in node.disputes] == ["attack", "attack"]
    assert all(dispute.answers == () for dispute in node.disputes)
    for scheme in ("light", "dark"):
        picture = (ROOT / ".stills" / f"trace-{scheme}.svg").read_text("utf-8")
        words = "".join(ET.fromstring(picture).itertext()).replace(" ", "").replace("\n", "")  # noqa: S314
        for claim in (node.claim, *(dispute.claim for dispute in node.disputes)):
            assert claim.name.replace(" ", "") in words
        assert words.count("nobodyanswersthis") == 2
