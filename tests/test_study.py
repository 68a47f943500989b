"""The page of a study: every command on it runs, in order, and ends in a data set."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from console import compared, run, sessions

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "graph" / "A-STUDY.md").read_text("utf-8")
TABLE = ROOT / "tests" / "data" / "study" / "statements.csv"
MOST_LINES = 120  # two pages
BLOCK = re.compile(r"```(sh|console|yaml|csv)\n(.*?)```", re.DOTALL)


def run_block(block: str, folder: Path) -> None:
    """Run the commands of a block that shows no output."""
    for line in block.replace("\\\n", "").splitlines():
        if line.startswith("opendebate "):
            done = run(line, folder)
            assert done.returncode == 0, f"{line}: {done.stderr}"
        else:
            subprocess.run(["sh", "-c", line], cwd=folder, check=True)


def test_the_study_goes_from_the_table_to_the_data_set(tmp_path: Path) -> None:
    if shutil.which("sh") is None:
        pytest.skip("the page copies files with a shell, and this system has none")
    shutil.copy(TABLE, tmp_path)
    for language, block in BLOCK.findall(PAGE):
        if language == "sh":
            run_block(block, tmp_path)
        elif language == "yaml":
            file = tmp_path / "averley" / "debate.yaml"
            file.write_text(file.read_text("utf-8") + block, "utf-8")
        elif language == "console":
            ((command, output),) = sessions(f"```console\n{block}```")
            done = run(command, tmp_path)
            shown, lines = compared(output, done.stdout)
            assert (command, lines) == (command, shown), done.stderr
        else:
            assert TABLE.read_text("utf-8").startswith(block)
    with zipfile.ZipFile(tmp_path / "averley-1.0.0.zip") as archive:
        names = set(archive.namelist())
    for path in (
        "README.md", "SHA256SUMS", "agreement/agreement.html", "coding/codings/ben/"
        "a-town-and-its-maps.yaml", "data/debate.ttl", "metadata/datacite.xml",
    ):  # fmt: skip
        assert f"the-flood-maps-of-averley-1.0.0/{path}" in names


def test_the_page_has_two_pages_at_the_most() -> None:
    assert len(PAGE.splitlines()) <= MOST_LINES
