"""``opendebate check`` lists every fault, and holds the coding against its articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from opendebate_cli.main import cli

ARTICLE = "a-town-and-its-maps"


def check(folder: Path, *options: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), "check", *options], input=stdin)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_debate_without_faults_says_so(town: Path) -> None:
    done = check(town)
    assert (done.exit_code, done.stdout) == (0, "No faults.\n")


def test_every_fault_is_a_line_with_its_place_on_stdout(town: Path) -> None:
    replace(town / "claims.yaml", "side: for", "side: pro")
    replace(town / "topics.yaml", "broader: risk", "broader: risc")
    done = check(town)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"{town}/claims.yaml:5:9: error: 'pro' is no side. Use for, against, both or neither.",
        f"{town}/topics.yaml:2:45: error: There is no topic 'risc'. Did you mean risk? "
        "Or add it to topics.yaml.",
        "2 faults, 0 warnings.",
    ]


def test_warnings_alone_are_no_failure(town: Path) -> None:
    path = town / "sources" / f"{ARTICLE}.yaml"
    text = path.read_text("utf-8")
    path.write_text("\n".join(line for line in text.splitlines() if "    sha256" not in line))
    done = check(town)
    assert done.exit_code == 0
    assert "1 of 11 passages is not sealed" in done.stdout
    assert check(town, "--strict").exit_code == 1


def test_with_its_text_every_passage_is_verified(town: Path, town_texts: dict[str, Path]) -> None:
    done = check(town, *(f"--text={slug}={path}" for slug, path in town_texts.items()))
    assert done.exit_code == 0
    assert "11 of 11 passages found, 11 of them by their digest" in done.stdout
    assert "64.2% of its 374 words are coded (the codebook asks for 95%)" in done.stdout
    assert "¶9 The council will … " in done.stdout
    assert done.stdout.endswith("No faults.\n")


@pytest.mark.parametrize(
    ("scope", "demand"),
    [
        ("full", "(the codebook asks for 95%)"),
        ("selective", "(its scope is selective, so the codebook asks for no share)"),
    ],
)
def test_no_share_is_demanded_of_a_selective_coding(
    town: Path, town_texts: dict[str, Path], scope: str, demand: str
) -> None:
    replace(town / "sources" / f"{ARTICLE}.yaml", "source:\n", f"source:\n  scope: {scope}\n")
    done = check(town, f"--text={ARTICLE}={town_texts[ARTICLE]}")
    assert f"64.2% of its 374 words are coded {demand}; the rest, by paragraph:" in done.stdout
    answer = json.loads(check(town, "--json", f"--text={ARTICLE}={town_texts[ARTICLE]}").stdout)
    assert answer["texts"][ARTICLE]["scope"] == scope


def test_the_text_may_come_from_stdin(town: Path, town_texts: dict[str, Path]) -> None:
    done = check(town, "--text", f"{ARTICLE}=-", stdin=town_texts[ARTICLE].read_text("utf-8"))
    assert done.exit_code == 0
    assert "11 of 11" in done.stdout


def test_a_changed_word_is_a_fault_at_its_passage(
    town: Path, tmp_path: Path, town_texts: dict[str, Path]
) -> None:
    raw = town_texts[ARTICLE].read_text("utf-8")
    (tmp_path / "copy.txt").write_text(raw.replace("hung the sentence", "hung this sentence"))
    done = check(town, "--text", f"{ARTICLE}={tmp_path / 'copy.txt'}")
    assert done.exit_code == 1
    assert f"{ARTICLE}.yaml:30:5: error: oyelaran-publish: “and Oyelaran has" in done.stdout
    assert "The text is not the copy that was sealed." in done.stdout


def test_a_wrong_paragraph_is_a_warning(town: Path, town_texts: dict[str, Path]) -> None:
    path = town / "sources" / f"{ARTICLE}.yaml"
    replace(path, "paragraph: 2, from: She", "paragraph: 3, from: She")
    done = check(town, "--text", f"{ARTICLE}={town_texts[ARTICLE]}")
    assert done.exit_code == 0
    assert f"{ARTICLE}.yaml:29:5: warning: oyelaran-publish: “She wants the" in done.stdout
    assert "is in paragraph 2, not 3. To correct it, run: opendebate " in done.stdout


def test_faults_and_warnings_of_the_source_asked_for_come_first(
    town: Path, town_texts: dict[str, Path]
) -> None:
    with (town / "actors.yaml").open("a", encoding="utf-8") as file:
        file.write("idle: {name: Idle, kind: group}\n")
    replace(town / "topics.yaml", "broader: risk", "broader: risc")
    path = town / "sources" / f"{ARTICLE}.yaml"
    replace(path, "paragraph: 2, from: She", "paragraph: 3, from: She")
    replace(path, "mode: narration", "mode: narated")
    done = check(town, f"--text={ARTICLE}={town_texts[ARTICLE]}")
    lines = done.stdout.splitlines()
    own, others = lines[: lines.index("In other files:")], lines[lines.index("In other files:") :]
    assert len(own) == 2
    assert all(line.startswith(f"{path}:") for line in own)
    assert ["error" in own[0], "warning" in own[1]] == [True, True]
    assert others[1].startswith(f"{town / 'topics.yaml'}:2:45: error: ")
    assert others[2].startswith(f"{town / 'actors.yaml'}:")
    assert "warning: This actor is named nowhere: idle." in others[2]
    assert "In other files" not in check(town).stdout


def test_another_text_is_a_fault_of_the_source_and_hides_no_other(
    town: Path, town_texts: dict[str, Path]
) -> None:
    letter = town_texts["a-letter-on-the-maps"]
    done = check(town, f"--text={ARTICLE}={letter}", f"--text=a-letter-on-the-maps={letter}")
    assert done.exit_code == 1
    assert f"{ARTICLE}.yaml:9:9: error: The body's last words" in done.stdout
    assert "6 of 6 passages found" in done.stdout


def test_json_holds_faults_passages_and_what_is_left_over(
    town: Path, town_texts: dict[str, Path]
) -> None:
    done = check(town, "--json", f"--text={ARTICLE}={town_texts[ARTICLE]}")
    answer = json.loads(done.stdout)
    assert answer["faults"] == []
    text = answer["texts"][ARTICLE]
    assert {one["status"] for one in text["passages"]} == {"found"}
    assert text["words_coded"] < text["words"] == 374
    assert "9" in text["left_over"]
    replace(town / "claims.yaml", "side: for", "side: pro")
    done = check(town, "--json")
    assert done.exit_code == 1
    (fault,) = json.loads(done.stdout)["faults"]
    assert (fault["line"], fault["column"], fault["severity"]) == (5, 9, "error")


def test_a_text_must_say_which_source_it_is(town: Path, town_texts: dict[str, Path]) -> None:
    done = check(town, "--text", str(town_texts[ARTICLE]))
    assert done.exit_code == 2
    assert "Write --text SLUG=FILE." in done.stderr
    done = check(town, "--text", f"a-town-and-its-map={town_texts[ARTICLE]}")
    assert done.exit_code == 2
    assert f"Did you mean {ARTICLE}" in done.stderr


def test_a_fault_in_the_coding_hides_no_passage_and_no_coverage(
    town: Path, town_texts: dict[str, Path]
) -> None:
    replace(town / "sources" / f"{ARTICLE}.yaml", "mode: verbatim", "mode: literal")
    replace(town / "sources" / f"{ARTICLE}.yaml", "from: Critics answer", "from: Critics retort")
    replace(town / "topics.yaml", "broader: risk", "broader: risc")
    done = check(town, f"--text={ARTICLE}={town_texts[ARTICLE]}")
    assert done.exit_code == 1
    assert "'literal' is no mode" in done.stdout
    assert "There is no topic 'risc'" in done.stdout
    assert (
        "critics-burglars: “Critics retort that … will be empty” is not in the text" in done.stdout
    )
    assert "  9 of 10 passages found" in done.stdout
    assert "  1 statement with faults is left out of this." in done.stdout
    assert "of its 374 words are coded" in done.stdout
    answer = json.loads(check(town, "--json", f"--text={ARTICLE}={town_texts[ARTICLE]}").stdout)
    assert answer["texts"][ARTICLE]["statements_with_faults"] == 1


def test_a_source_that_cannot_be_read_is_told_once(town: Path, town_texts: dict[str, Path]) -> None:
    (town / "sources" / f"{ARTICLE}.yaml").write_text("source: [")
    done = check(town, f"--text={ARTICLE}={town_texts[ARTICLE]}")
    assert done.exit_code == 1
    assert "1 fault, 0 warnings." in done.stdout


def test_strict_asks_nothing_more_of_a_debate_without_warnings(town: Path) -> None:
    done = check(town, "--strict")
    assert (done.exit_code, done.stdout) == (0, "No faults.\n")


def test_of_very_many_faults_the_first_are_shown(town: Path) -> None:
    for name in ("topics", "events"):
        rows = (f"{name}-{n}: {{naem: x}}\n" for n in range(500))
        (town / f"{name}.yaml").write_text("".join(rows))
    done = check(town)
    assert done.exit_code == 1
    assert "more are not shown. Correct these first." in done.stdout
    assert len(done.stdout.splitlines()) < 210
    done = CliRunner().invoke(cli, ["-d", str(town), "build"])
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) < 210
