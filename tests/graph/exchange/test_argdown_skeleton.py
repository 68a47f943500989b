"""What an Argdown document holds besides the coding comes back in an export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from opendebate.errors import InputError
from opendebate.exchange import argdown
from opendebate.exchange.coded_debate import CodedDebate
from opendebate_cli.main import cli

OURS = Path(__file__).parents[2] / "data" / "exchange"
DOCUMENT = r"""
[Go on]: The ferry must go on. {weight: 0.5, source: {page: 3}}

<No other way>: Old people need it.

<No other way>: They have no other way #old {strength: strong, id: a7, basis: mine}

(1) [Old]: Old people live there. {checked: true}
(2) They must reach the doctor.
-- Modus ponens, Common-sense {logic: [deductive, "a, b"], uses: [1, 2]} --
(3) They need a way.
(4) [Only]: The ferry is the only way.
----
(5) [Go on]
  - <Old>: It is old.

<Bare>

(1) [Only]
----
(2) [Old]

(1) It costs money.
-- Rule \, with a comma --
(2) [Cost [1]: It must be paid for.
""".replace("[Cost [1]", "[Cost]")


def run(*line: object) -> None:
    done = CliRunner().invoke(cli, list(map(str, line)))
    assert done.exit_code == 0, done.output


def read(folder: Path, text: str | bytes) -> CodedDebate:
    path = folder / "ferry.argdown"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return argdown.read(path)


def kept(coded: CodedDebate) -> Any:
    return coded.skeletons.get("argdown", {})


def test_titles_descriptions_data_and_rules_come_back(tmp_path: Path) -> None:
    first = read(tmp_path, DOCUMENT)
    again = read(tmp_path, argdown.write(first, {}))
    assert kept(again) == kept(first)
    assert again.claims == first.claims
    argument, bare, untitled = kept(first)["arguments"]
    assert argument["title"] == "No other way"
    assert argument["texts"] == ["Old people need it.", "They have no other way"]
    assert argument["data"] == {"strength": "strong", "id": "a7", "basis": "mine"}
    assert argument["steps"][0]["rules"] == ["Modus ponens", "Common-sense"]
    assert argument["steps"][0]["data"] == {"logic": ["deductive", "a, b"]}
    assert (bare["title"], "title" in untitled) == ("Bare", False)
    assert untitled["steps"][0]["rules"] == ["Rule , with a comma"]
    assert kept(first)["titles"]["go-on"] == "Go on"
    assert kept(first)["data"] == {
        "go-on": {"source": {"page": "3"}, "weight": "0.5"},
        "old": {"checked": "true"},
    }


def test_they_are_told_as_kept_and_not_as_lost(tmp_path: Path) -> None:
    told = " ".join(read(tmp_path, DOCUMENT).report)
    assert (
        "Titles of reconstructed arguments stand in the skeleton only: 2 (No other way, Bare)."
        in told
    )
    assert "Inference rules stand in the skeleton only: 3 (Modus ponens, Common-sense" in told
    assert "of YAML data of statements and arguments stand in the skeleton only" in told
    assert "no place" not in told


@pytest.mark.parametrize("name", ["lime-trees.argdown", "strict-benches.argdown"])
def test_they_come_back_through_the_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.argdown").write_bytes((OURS / name).read_bytes())
    for n, source in ((1, "a.argdown"), (2, "again.argdown")):
        run("import", "argdown", tmp_path / source, "-o", tmp_path / str(n))
        if n == 1:
            run("-d", tmp_path / "1", "export", "argdown", "-o", tmp_path / "again.argdown")
    told = [json.loads((tmp_path / n / "skeletons/argdown.json").read_text("utf-8")) for n in "12"]
    assert told[0] == told[1]
    assert told[0]["titles"]


def test_what_the_coding_no_longer_says_is_not_written(tmp_path: Path) -> None:
    coded = read(tmp_path, DOCUMENT)
    del coded.claims["old"]["supports"]
    for claim in coded.claims.values():
        claim.pop("undercuts", None)
    again = read(tmp_path, argdown.write(coded, {}))
    assert [one.get("title") for one in kept(again)["arguments"]] == ["Bare", None]
    assert again.claims == coded.claims


@pytest.mark.parametrize(
    "wrong",
    [
        {"titles": []},
        {"arguments": [{"title": "A", "steps": []}]},
        {"arguments": [{"steps": [{"premises": ["a"], "conclusion": 7}]}]},
        {"other": 1},
    ],
)
def test_a_file_that_is_not_as_it_was_written_is_refused(
    wrong: dict[str, Any], tmp_path: Path
) -> None:
    coded = read(tmp_path, DOCUMENT)
    coded.skeletons["argdown"] = wrong
    with pytest.raises(InputError) as told:
        argdown.write(coded, {})
    assert told.value.where == "skeletons/argdown.json"


titles = st.text(st.sampled_from([*"aB1 -:#@*_/.,;<>()'\"!?é{}"]), min_size=1, max_size=8)


@given(st.lists(titles, min_size=1, max_size=4, unique=True))
def test_any_title_comes_back(tmp_path_factory: pytest.TempPathFactory, given_: list[str]) -> None:
    folder = tmp_path_factory.mktemp("titles")
    blocks = [f"[{title}]: Text {n}." for n, title in enumerate(given_)]
    blocks += [
        f"<{title}>: Text.\n\n(1) [{title}]\n----\n(2) [{given_[0]}]" for title in given_[1:]
    ]
    try:
        first = read(folder, "\n\n".join(blocks))
    except InputError:  # such as a title of blanks
        return
    again = read(folder, argdown.write(first, {}))
    assert again.claims == first.claims
    assert kept(again) == kept(first)
