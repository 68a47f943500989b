"""Positions in time: which questions answer with what somebody gave up later, and say so.

Ann and the Gazette affirm in March that the harbour should be dredged, and deny it in June.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import opendebate
from harbour import CLAIMS, JUNE, MARCH, TOPICS, said, write_harbour
from opendebate import Debate
from opendebate.ask.questions import names, question

STANCES = re.compile(
    r"od:(stance|position|voice|affirms|denies|doubts|takes|takesSide|voiced|disagreesWith)\b"
)
WORD = {"what-it-means": {"word": "harbour"}}
DATED = {"who-changed-position", "timeline"}  # their columns of dates tell earlier from later


def _write(folder: Path, *, former: bool) -> Path:
    """Write the debate with entities for all questions; not `former`, without what is given up."""
    write_harbour(folder)
    claims = CLAIMS["dredge"] | {
        "kind": "definitional", "about": ["permit", "mudskipper"], "benefits": ["port"],
        "motive_of": ["dredging"], "topics": ["flood-risk"],
    }  # fmt: skip
    dredging = {"name": "The dredging", "kind": "decision", "date": "2024-07"}
    files = {
        "claims": CLAIMS | {"dredge": claims},
        "models": {"mudskipper": {"name": "Mudskipper"}},
        "events": {"dredging": dredging},
        "topics": TOPICS | {"flood-risk": {"name": "Flood risk", "broader": "risk"}},
    }
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    given_up = [
        said("ann-first", "ann", "dredge", because=["jobs"], via=["ben"]),
        said("ann-rumour", "ann", "dredge", mode="hearsay", replies_to=["ben-jobs"]),
        said("ann-floods", "ann", "floods", "denies"),
        said("ann-ships", "ann", "ships"),
        said("gazette-first", "", "dredge", mode="narration"),
    ]
    remaining = [s for s in MARCH if s["id"] not in {"ann-dredge", "ann-floods", "gazette-dredge"}]
    later = [
        *JUNE,
        said("ann-floods-yes", "ann", "floods"),
        said("ann-ships-no", "ann", "ships", "denies"),
        said("gazette-no", "", "dredge", "denies", mode="narration"),
    ]
    for name, statements in (("mud", remaining + given_up * former), ("thoughts", later)):
        path = folder / "sources" / f"{name}.yaml"
        source = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps(source | {"statements": statements}), "utf-8")
    return folder


@pytest.fixture(scope="module")
def debates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Debate, Debate]:
    folder = tmp_path_factory.mktemp("positions")
    with_former = opendebate.load(_write(folder / "with", former=True))
    return with_former, opendebate.load(_write(folder / "without", former=False))


@pytest.mark.parametrize("name", names())
def test_a_question_says_which_positions_it_answers_with(
    name: str, debates: tuple[Debate, Debate]
) -> None:
    asked = question(name)
    answer, without = (debate.select(name, **WORD.get(name, {})).to_dicts() for debate in debates)
    if "Only latest positions count" in asked.description:
        assert answer == without
    elif "the column 'later' marks it" in asked.description:
        assert any(row["later"] == "says the opposite" for row in answer)
    elif "gives up later is included" in asked.description:
        assert answer != without
    else:
        assert name in DATED or not STANCES.search(asked.sparql)


def test_the_question_and_the_measure_of_both_sides_count_the_same_where_they_say_so(
    debates: tuple[Debate, Debate],
) -> None:
    debate, _ = debates
    rows = debate.select("speakers-on-both-sides")
    asked = {row["speakerName"]: (row["claimsFor"], row["claimsAgainst"]) for row in rows}
    network = debate.network("actors", by="voice", positions="all")
    measured = debate.measure(network, "both-sides").rows
    assert asked
    assert asked == {row["name"]: (row["for"], row["against"]) for row in measured
                     if row["for"] and row["against"]}  # fmt: skip
