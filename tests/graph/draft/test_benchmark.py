"""The benchmark of drafts, on a small folder of our invention in the format of PolNeAR."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
TEXT = """\
The council met on Monday.

“The maps help every street,” said Ada Brook, the mayor. Critics say that they cost too much.

Nobody seems to know the price, and Kim Moll, she hinted, was glad.
"""
# Source, cue and content of each attribution; the third is one that the rules do not know.
ATTRIBUTIONS = [
    ("Ada Brook, the mayor", "said", "“The maps help every street,”"),
    ("Critics", "say that", "they cost too much"),
    ("she", "hinted", "Kim Moll|was glad"),
    ("", "seems", "know the price"),  # PolNeAR's Attribution-no-source
]


def brat_lines() -> str:
    """Return the attributions in the brat format that PolNeAR has."""
    lines: list[str] = []
    number = 0

    def span(kind: str, words: str) -> str:
        nonlocal number
        number += 1
        places = [match.span() for part in words.split("|")
                  if (match := re.search(re.escape(part), TEXT))]  # fmt: skip
        at = ";".join(f"{start} {stop}" for start, stop in places)
        lines.append(f"T{number}\t{kind} {at}\t{words.replace('|', ' ')}")
        return f"T{number}"

    for event, (source, cue, content) in enumerate(ATTRIBUTIONS, 1):
        kind = "Attribution" if source else "Attribution-no-source"
        roles = {"Source": span("Source", source)} if source else {}
        roles |= {"Cue": span("Cue", cue), "Content": span("Content", content)}
        roles = {kind: span(kind, cue), **roles}
        lines.append(f"E{event}\t{' '.join(f'{role}:{name}' for role, name in roles.items())}")
    return "\n".join(lines) + "\n"


def test_reports_are_compared_with_those_of_polnear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(BENCHMARKS)])
    from bench_drafts import of_polnear

    for name, written in {
        "attributions/hill-post_2016-09-08_maps-for-all_4b22.ann": brat_lines(),
        "text/hill-post_2016-09-08_maps-for-all.txt": TEXT,
    }.items():
        file = tmp_path / "test" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written, "utf-8")
    assert of_polnear(tmp_path / "test") == "precision 1.00, recall 0.67, F 0.80 (of 3)"
    (tmp_path / "test" / "attributions" / "hill-post_2016-09-08_maps-for-all_4b22.ann").unlink()
    with pytest.raises(FileNotFoundError):
        of_polnear(tmp_path / "test")
