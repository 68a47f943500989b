"""``opendebate trace``: who argues what, why, and where; with the words themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from console import run
from opendebate_cli.main import cli

NEWS, LETTER = "a-town-and-its-maps", "a-letter-on-the-maps"


def trace(folder: Path, *line: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), "trace", *line], input=stdin)


def test_the_words_are_shown_with_a_tick(town: Path, town_texts: dict[str, Path]) -> None:
    done = trace(town, "piet-vanderlinden", "--text", f"{NEWS}={town_texts[NEWS]}")
    assert done.exit_code == 0
    told = " ".join(done.output.replace("│", " ").split())
    assert "✓ Put that colour on my street and nobody will ever buy a house in it" in told
    assert "✗" not in told


def test_words_that_are_quoted_in_part_have_all_their_marks(
    town: Path, town_texts: dict[str, Path]
) -> None:
    done = trace(town, "best-spent", "--text", f"{NEWS}={town_texts[NEWS]}")
    assert "calls it “the best-spent money of his career”" in " ".join(
        done.output.replace("│", " ").split()
    )


def test_words_that_also_stand_around_the_article_are_found_in_it(
    town: Path, tmp_path: Path, town_texts: dict[str, Path]
) -> None:
    page = tmp_path / "page.txt"
    teaser = "Put that colour on my street and nobody will ever buy a house in it\n\n"
    page.write_text(teaser + town_texts[NEWS].read_text("utf-8"), "utf-8")
    done = trace(town, "piet-vanderlinden", "--text", f"{NEWS}={page}")
    assert "✓ Put that colour on my street" in done.output
    assert "✗" not in done.output


def test_changed_words_get_a_cross(town: Path, tmp_path: Path, town_texts: dict[str, Path]) -> None:
    text = town_texts[NEWS].read_text("utf-8")
    (tmp_path / "copy.txt").write_text(text.replace("will ever buy", "will gladly buy"), "utf-8")
    done = trace(town, "piet-vanderlinden", "--text", f"{NEWS}={tmp_path / 'copy.txt'}")
    assert done.exit_code == 0
    assert "✗ the words have changed in this text" in done.output
    assert "gladly" not in done.output
    assert "✓" in done.output, "his other statement stands"


def test_a_passage_that_is_gone_gets_a_cross(
    town: Path, tmp_path: Path, town_texts: dict[str, Path]
) -> None:
    text = town_texts[NEWS].read_text("utf-8").replace("Put that colour", "Set this paint")
    (tmp_path / "copy.txt").write_text(text, "utf-8")
    done = trace(town, "piet-vanderlinden", "--text", f"{NEWS}={tmp_path / 'copy.txt'}")
    assert "✗ " in done.output


def test_without_a_seal_there_is_no_tick(town: Path, town_texts: dict[str, Path]) -> None:
    path = town / "sources" / f"{LETTER}.yaml"
    lines = [line.partition(", words:")[0] + "}" * (", words:" in line and "at:" in line)
             for line in path.read_text("utf-8").splitlines()]  # fmt: skip
    path.write_text("\n".join(lines).replace("find a cellar, paragraphs: 3", "find a cellar}"))
    done = trace(town, "no-map-needed", "--text", f"{LETTER}={town_texts[LETTER]}")
    assert "· (not sealed) But a burglar" in done.output, done.output
    assert "✓" not in done.output


def test_the_text_may_come_from_stdin(town: Path, town_texts: dict[str, Path]) -> None:
    text = town_texts[LETTER].read_text("utf-8")
    assert "✓ " in trace(town, "tanagers", "--text", f"{LETTER}=-", stdin=text).output


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        ("just-a-file", 2, "Write --text SLUG=FILE."),
        ("a-toun-and-its-maps=x", 2, "Did you mean a-town-and-its-maps"),
        (f"{NEWS}=/no/such/file", 3, "/no/such/file"),
    ],
)
def test_a_wrong_text_is_told(town: Path, given: str, code: int, told: str) -> None:
    done = trace(town, "publish", "--text", given)
    assert done.exit_code == code
    assert told in done.stderr


def test_json_is_the_trace_as_data(town: Path) -> None:
    done = trace(town, "publish", "--json")
    told = json.loads(done.stdout)
    assert told["focus"]["id"] == "publish"
    assert {one["basis"] for one in told["claims"][0]["because"]} == {"stated"}


def test_a_trace_keeps_to_the_width_of_the_page(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wide in (40, 60, 132):
        monkeypatch.setenv("COLUMNS", str(wide))
        lines = trace(town, "marta-oyelaran").output.splitlines()
        assert max(map(len, lines)) <= wide


def test_names_work_as_ids_do(town: Path) -> None:
    assert trace(town, "Marta Oyelaran").output == trace(town, "marta-oyelaran").output


def test_a_fact_from_outside_leads_to_what_it_departs_from(town: Path) -> None:
    done = trace(town, "sallow-year")
    assert done.exit_code == 0
    assert "affirmed by Osei Brandt" in done.stdout


def test_the_built_in_debate_on_its_article(article_path: Path) -> None:
    done = CliRunner().invoke(
        cli, ["trace", "wendy-hall", "--text", f"why-meta-opened-up={article_path}"]
    )
    assert done.exit_code == 0
    assert done.output.count("✓") >= 4
    assert "✗" not in done.output


def test_an_actor_of_whom_nothing_is_said_is_not_called_it() -> None:
    done = CliRunner().invoke(cli, ["trace", "uc-berkeley"])
    assert done.exit_code == 0
    told = " ".join(done.output.replace("│", " ").split())
    assert "about this actor. └─ to see what is known: opendebate show uc-berkeley" in told


@pytest.mark.parametrize("command", ["trace", "show"])
def test_a_long_tree_is_folded_and_says_how_to_see_all(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENDEBATE_ONLY")  # of one article alone no tree is long
    folded, complete = (
        run(f"opendebate {command} openai{all_}", Path()) for all_ in ("", " --all")
    )
    last = folded.stdout.splitlines()[-1]
    left_out = int(last.split()[0])
    assert last.endswith("left out. --all shows all.")
    assert left_out == sum(map(int, re.findall(r"… (\d+) more", folded.stdout)))
    assert len(folded.stdout.splitlines()) < len(complete.stdout.splitlines()) / 4
    assert "left out" not in complete.stdout
    assert "stand above" not in folded.stdout  # what is folded stands nowhere
    claims = re.findall(r"^├─ affirms: (.*)", folded.stdout, flags=re.MULTILINE)
    if command == "trace":
        assert len(claims) == 9  # eight, and how many more


def test_a_short_tree_is_shown_as_it_is() -> None:
    assert run("opendebate trace llama-2", Path()).stdout == (
        run("opendebate trace llama-2 --all", Path()).stdout
    )


def test_a_command_that_a_trace_names_has_the_debate(town: Path) -> None:
    actors = town / "actors.yaml"
    text = actors.read_text("utf-8") + "silent-one: {name: Silent One, kind: person}\n"
    actors.write_text(text, "utf-8")
    told = "".join(trace(town, "silent-one").output.replace("│", " ").split())  # it is wrapped
    assert f"toseewhatisknown:opendebate-d{town}showsilent-one" in told
