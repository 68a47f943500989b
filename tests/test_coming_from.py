"""The page for those who come from other tools: each command on it prints what is shown."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

from console import compared, run, sessions
from opendebate.exchange.formats import formats
from opendebate.networks.measures import MEASURES

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "graph" / "COMING-FROM.md").read_text("utf-8")
OURS = ROOT / "tests" / "data"


def test_each_tools_task_is_done_as_shown(tmp_path: Path) -> None:
    for name in (
        "lime-trees.argdown",
        "ferry.aif.json",
        "street-lamps.hypothesis.json",
        "town-swimming.kialo.txt",
    ):
        shutil.copy(OURS / "exchange" / name, tmp_path)
    text = shlex.quote(f"a-town-and-its-maps={OURS / 'a-town-and-its-maps.txt'}")
    town = shlex.quote(str(OURS / "flood-maps"))
    run(f"opendebate -d {town} export dna --text {text} -o town.dna", tmp_path)
    shown_at_all = sessions(PAGE)
    assert len(shown_at_all) >= 6
    for command, output in shown_at_all:
        done = run(command, tmp_path)
        shown, lines = compared(output, done.stdout)
        assert (command, lines) == (command, shown), done.stderr


def test_what_formats_cannot_hold_stands_on_the_page() -> None:
    for one in formats().values():
        if one.writes:
            for sentence in one.load().LOST:
                assert f"- {sentence}\n" in PAGE, one.name


def test_every_measure_stands_on_the_page_with_its_floor() -> None:
    for name, about in MEASURES.items():
        unit = about.unit if about.floor > 1 else about.unit[:-1]
        assert f"| `{name}` | {about.floor} {unit} | {about.why.rstrip('.')} |" in PAGE
