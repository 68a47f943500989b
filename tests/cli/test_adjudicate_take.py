"""``opendebate adjudicate --take`` and ``--decisions``: values of coders become the adjudicated."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import opendebate
from coders import ARTICLE, SLUG, coding_of, two_coders, write_coding
from opendebate.coding.coder_decisions import read_decisions
from opendebate.coding.yaml_values import as_list
from opendebate.reliability.adjudicated_units import statement_data
from opendebate_cli.main import cli


def run(folder: Path, *line: str) -> Result:
    return CliRunner().invoke(cli, ["-d", str(folder), "adjudicate", *line])


def take(folder: Path, statement: str, chosen: str, *more: str) -> Result:
    return run(folder, SLUG, "ada", "ben", "--statement", statement, "--take", chosen,
               "--reason", "So it is.", *more)  # fmt: skip


def adjudicated(folder: Path) -> str:
    return (folder / "sources" / f"{SLUG}.yaml").read_text("utf-8")


def table(folder: Path, chosen: str, path: Path) -> Path:
    """Fill in the table of differences, each with the same coder."""
    rows = list(csv.DictReader(io.StringIO(run(folder, SLUG, "ada", "ben", "--csv").stdout)))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        for row in rows:
            writer.writerow({**row, "chosen": chosen, "reason": f"{chosen} read it with care."})
    return path


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return two_coders(tmp_path / "maps")


def test_one_value_is_written_and_nothing_else(folder: Path) -> None:
    before = adjudicated(folder)
    done = take(folder, "ada/oyelaran-insurers", "ben", "--by", "Cleo")
    assert done.exit_code == 0, done.output
    former = "- id: oyelaran-insurers\n  speaker: marta-oyelaran"
    assert adjudicated(folder) == before.replace(
        former, "- id: oyelaran-insurers\n  speaker: insurers"
    )
    (decision,) = read_decisions(folder)[0]
    assert (decision.field, decision.chosen, decision.by) == ("speaker", "ben", "Cleo")
    assert decision.paired_with == ("ben/oyelaran-insurers",)
    assert decision.reason == "So it is."
    assert decision.date is not None
    assert "8 differences, 7 not decided." in run(folder, SLUG, "ada", "ben").stderr


def test_a_decision_is_changed_in_its_place_and_comments_stay(folder: Path) -> None:
    take(folder, "ada/oyelaran-insurers", "ben")
    path = folder / "codings" / "decisions.yaml"
    path.write_text("# For the appendix.\n" + path.read_text("utf-8"), "utf-8")
    before = adjudicated(folder)
    take(folder, "ben/oyelaran-insurers", "ada")
    (decision,) = read_decisions(folder)[0]
    assert (decision.statement, decision.chosen) == ("ben/oyelaran-insurers", "ada")
    assert path.read_text("utf-8").startswith("# For the appendix.\n")
    assert adjudicated(folder) == before.replace(
        "insurers\n  speaker: insurers", "insurers\n  speaker: marta-oyelaran"
    )


@pytest.mark.parametrize("chosen", ["ada", "ben"])
def test_a_table_of_decisions_makes_the_adjudicated_coding(
    folder: Path, chosen: str, tmp_path: Path
) -> None:
    before = adjudicated(folder)
    done = run(folder, SLUG, "ada", "ben", "--decisions",
               str(table(folder, chosen, tmp_path / "filled.csv")))  # fmt: skip
    assert done.exit_code == 0, done.output
    assert statement_data(adjudicated(folder)) == statement_data(coding_of(folder, chosen))
    assert (adjudicated(folder) == before) is (chosen == "ada")
    assert run(folder, SLUG, "ada", "ben").exit_code == 0
    assert opendebate.check(folder).ok


def test_one_field_of_several_is_decided_alone(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ben")
    former = "  mode: narration\n  claim: publish\n  stance: doubts"
    assert text.count(former) == 1
    write_coding(folder, "ben", text.replace(former, "  mode: evaluation\n  claim: publish"))
    done = take(folder, "ben/council-delays", "ben", "--field", "mode")
    assert done.exit_code == 0, done.output
    record = statement_data(adjudicated(folder))["council-delays"]
    assert (record["mode"], record["stance"]) == ("evaluation", "doubts")
    assert "2 differences, 1 not decided." in run(folder, SLUG, "ada", "ben").stderr


def test_a_statement_of_one_coder_goes_or_comes_back(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    before = adjudicated(folder)
    text = coding_of(folder, "ben")
    write_coding(folder, "ben", text[: text.index("- id: critics-burglars")])
    assert take(folder, "ada/critics-burglars", "ben").exit_code == 0
    assert "critics-burglars" not in statement_data(adjudicated(folder))
    assert run(folder, SLUG, "ada", "ben").exit_code == 0
    assert take(folder, "ada/critics-burglars", "ada").exit_code == 0
    assert statement_data(adjudicated(folder)) == statement_data(before)
    assert opendebate.check(folder).ok


def test_a_source_without_adjudicated_coding_begins_as_the_first_coders(folder: Path) -> None:
    (folder / "sources" / f"{SLUG}.yaml").unlink()
    done = take(folder, "ada/oyelaran-insurers", "ben")
    assert "begins as the coding by ada" in done.stderr
    former = "- id: oyelaran-insurers\n  speaker: marta-oyelaran"
    assert adjudicated(folder) == coding_of(folder, "ada").replace(
        former, "- id: oyelaran-insurers\n  speaker: insurers"
    )


def test_neither_leaves_the_statement_for_editing(folder: Path) -> None:
    before = adjudicated(folder)
    assert take(folder, "ada/oyelaran-insurers", "neither").exit_code == 0
    assert adjudicated(folder) == before
    assert "8 differences, 7 not decided." in run(folder, SLUG, "ada", "ben").stderr
    edited = before.replace("insurers\n  speaker: marta-oyelaran", "insurers\n  speaker: averley")
    assert edited != before
    (folder / "sources" / f"{SLUG}.yaml").write_text(edited, "utf-8")
    appendix = run(folder, SLUG, "ada", "ben", "--export", "--csv").stdout
    (row,) = [row for row in csv.DictReader(io.StringIO(appendix)) if row["chosen"]]
    assert (row["chosen"], row["value"]) == ("neither", "averley")


def test_an_adjudicated_value_that_is_not_the_decided_one_is_noted(folder: Path) -> None:
    take(folder, "ada/oyelaran-insurers", "ben")
    line = [SLUG, "ada", "ben", "--text", str(ARTICLE)]
    assert "what was decided" not in run(folder, *line).stderr
    path = folder / "sources" / f"{SLUG}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("speaker: insurers", "speaker: marta-oyelaran"), "utf-8")
    assert "what was decided on the speaker of ada/oyelaran-insurers" in run(folder, *line).stderr


def decided_by_table(folder: Path, path: Path) -> tuple[str, ...]:
    """Decide all for ben with a table; return the words that do so again with what is exported."""
    line = (SLUG, "ada", "ben", "--decisions", str(table(folder, "ben", path)))
    assert run(folder, *line).exit_code == 0
    path.write_text(run(folder, SLUG, "ada", "ben", "--export", "--csv").stdout, "utf-8")
    return line


def edit(folder: Path, former: str, new: str) -> str:
    """Edit the adjudicated coding by hand; return its text."""
    text = adjudicated(folder)
    assert text.count(former) == 1
    (folder / "sources" / f"{SLUG}.yaml").write_text(text.replace(former, new), "utf-8")
    return adjudicated(folder)


@pytest.mark.parametrize(
    ("former", "new", "field"),
    [
        ("insurers\n  speaker: insurers", "insurers\n  speaker: marta-oyelaran", "speaker"),
        ("insurers\n  speaker: insurers", "insurers\n  speaker: averley", "speaker"),
        ("  claim: publish\n  stance: denies", "  claim: publish\n  stance: concedes", "stance"),
    ],
)  # fmt: skip
def test_a_table_that_is_read_again_undoes_no_later_edit(
    folder: Path, tmp_path: Path, former: str, new: str, field: str
) -> None:
    line = decided_by_table(folder, tmp_path / "filled.csv")
    decided = adjudicated(folder)
    assert "Not done" not in run(folder, *line).stderr, "nothing was edited"
    edited = edit(folder, former, new)
    decisions = read_decisions(folder)[0]
    done = run(folder, *line)
    assert (done.exit_code, adjudicated(folder)) == (0, edited), done.output
    assert read_decisions(folder)[0] == decisions
    note = next(one for one in done.stderr.splitlines() if "Not done" in one)
    assert note.startswith(f"{tmp_path / 'filled.csv'}:")
    assert f"the {field} of " in note
    assert run(folder, *line, "--again").exit_code == 0
    assert adjudicated(folder) == decided


def test_a_statement_that_was_removed_after_the_decision_stays_away(
    tmp_path: Path,
) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ada")
    last = text[text.index("- id: critics-burglars") :]
    write_coding(folder, "ada", text.removesuffix(last))
    line = decided_by_table(folder, tmp_path / "filled.csv")
    edited = edit(folder, last, "")
    done = run(folder, *line)
    assert "the passage of ben/critics-burglars" in done.stderr
    assert "0 decisions, 0 files written." in done.stderr
    assert adjudicated(folder) == edited
    run(folder, *line, "--again")
    assert "critics-burglars" in statement_data(adjudicated(folder))


def test_again_has_an_effect_on_tables_only(folder: Path) -> None:
    done = take(folder, "ada/oyelaran-insurers", "ben", "--again")
    assert (done.exit_code, "without --decisions FILE" in done.stderr) == (2, True)


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = adjudicated(folder)
    done = take(folder, "ada/oyelaran-insurers", "ben", "--dry-run")
    assert "+  speaker: insurers" in done.stdout
    assert adjudicated(folder) == before
    assert not (folder / "codings" / "decisions.yaml").exists()


def test_a_reply_to_a_statement_that_goes_is_left_out_with_a_note(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    text = coding_of(folder, "ada")
    reply = "- id: critics-burglars\n"
    assert reply in text
    start = text.index("- id: council-delays")
    end = text.index("- id: ", start + 3)
    assert "replies_to" not in text[start:end]
    without = text[:start] + text[end:]
    text = text.replace(reply, f"{reply}  replies_to: council-delays\n")
    write_coding(folder, "ada", text)
    write_coding(folder, "ben", without)
    (folder / "sources" / f"{SLUG}.yaml").write_text(text, "utf-8")
    done = take(folder, "ada/council-delays", "ben")
    assert done.exit_code == 0, done.output
    assert "critics-burglars replied to council-delays" in done.stderr
    assert "replies_to" not in statement_data(adjudicated(folder))["critics-burglars"]


def without(text: str, name: str) -> str:
    start = text.index(f"- id: {name}\n")
    end = text.find("- id: ", start + 3)
    return text[:start] + (text[end:] if end > 0 else "")


REPLY, REPLIED = "ben/critics-burglars", "ben/bens-name"


@pytest.mark.parametrize("runs", [[(REPLY, REPLIED)], [(REPLIED, REPLY)],
                                  [(REPLY,), (REPLIED,)], [(REPLIED,), (REPLY,)]])  # fmt: skip
def test_a_reply_is_kept_in_whatever_order_is_decided(
    tmp_path: Path, runs: list[tuple[str, ...]]
) -> None:
    folder = two_coders(tmp_path / "maps", ())
    (folder / "context.yaml").unlink()
    text = coding_of(folder, "ada")
    theirs = text.replace("- id: critics-burglars\n",
                          "- id: critics-burglars\n  replies_to: bens-name\n")  # fmt: skip
    write_coding(folder, "ben", theirs.replace("- id: council-delays", "- id: bens-name"))
    write_coding(folder, "ada", without(without(text, "critics-burglars"), "council-delays"))
    (folder / "sources" / f"{SLUG}.yaml").write_text(coding_of(folder, "ada"), "utf-8")
    for statements in runs:
        named = [word for name in statements for word in ("--statement", name)]
        done = run(folder, SLUG, "ada", "ben", *named, "--take", "ben", "--reason", "R.")
        assert done.exit_code == 0, done.output
    after = statement_data(adjudicated(folder))
    assert as_list(after["critics-burglars"]["replies_to"]) == ["bens-name"]
    assert opendebate.check(folder).ok


def test_a_reply_comes_back_with_the_statement_that_it_replies_to(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    (folder / "context.yaml").unlink()
    text = coding_of(folder, "ada").replace(
        "- id: critics-burglars\n", "- id: critics-burglars\n  replies_to: council-delays\n"
    )
    write_coding(folder, "ada", text)
    write_coding(folder, "ben", without(text.replace("  replies_to: council-delays\n", ""),
                                        "council-delays"))  # fmt: skip
    (folder / "sources" / f"{SLUG}.yaml").write_text(text, "utf-8")
    before = statement_data(adjudicated(folder))
    take(folder, "ada/council-delays", "ben")
    assert "replies_to" not in statement_data(adjudicated(folder))["critics-burglars"]
    take(folder, "ada/council-delays", "ada")
    after = statement_data(adjudicated(folder))
    assert as_list(after.pop("critics-burglars")["replies_to"]) == ["council-delays"]
    assert after == {name: before[name] for name in after}


def test_a_new_statement_never_gets_the_name_of_one_that_goes(tmp_path: Path) -> None:
    folder = two_coders(tmp_path / "maps", ())
    (folder / "context.yaml").unlink()
    text = coding_of(folder, "ada")
    write_coding(folder, "ben", without(text, "council-delays").replace(
        "- id: critics-burglars", "- id: council-delays"))  # fmt: skip
    write_coding(folder, "ada", without(text, "critics-burglars"))
    (folder / "sources" / f"{SLUG}.yaml").write_text(coding_of(folder, "ada"), "utf-8")
    done = run(folder, SLUG, "ada", "ben", "--statement", "ada/council-delays",
               "--statement", "ben/council-delays", "--take", "ben", "--reason", "R.")  # fmt: skip
    assert done.exit_code == 0, done.output
    after = statement_data(adjudicated(folder))
    assert "council-delays" not in after
    assert after["council-delays-2"]["claim"] == statement_data(text)["critics-burglars"]["claim"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("R.,,,2026-13-40", "date: '2026-13-40' is not in the calendar"),
        ("R.,,,yesterday", "date: 'yesterday' is no date"),
        ("R.,topic,,", "'topic' is no field"),
    ],
)
def test_a_wrong_cell_of_a_table_is_refused_with_its_row(
    folder: Path, tmp_path: Path, cells: str, message: str
) -> None:
    before = adjudicated(folder)
    path = tmp_path / "filled.csv"
    path.write_text(
        "statement,chosen,reason,field,by,date\nada/oyelaran-insurers,ben,R.,speaker,Cleo,\n"
        f"ada/oyelaran-insurers,ben,{cells}\n", "utf-8"
    )  # fmt: skip
    done = run(folder, SLUG, "ada", "ben", "--decisions", str(path))
    assert done.exit_code == 3, done.output
    assert f"filled.csv:3: {message}" in done.stderr
    assert "Nothing was decided" in done.stderr
    assert adjudicated(folder) == before
    assert not (folder / "codings" / "decisions.yaml").exists()


def test_an_empty_name_is_refused(folder: Path) -> None:
    done = take(folder, "ada/oyelaran-insurers", "ben", "--by", " ")
    assert done.exit_code == 3
    assert "by: This must not be empty" in done.stderr


@pytest.mark.parametrize("line", [["--take", "first-coder", "--statement", "first-coder/x",
                                   "--reason", "R."], ["--decisions", "filled.csv"]])  # fmt: skip
def test_the_built_in_debate_is_not_decided_on(line: list[str]) -> None:
    done = CliRunner().invoke(cli, ["adjudicate", *line])
    assert done.exit_code == 2
    assert "Say which debate" in done.stderr
    assert "the built-in debate is never changed" in done.stderr.replace("\n", " ")


@pytest.mark.parametrize(
    ("line", "message", "code"),
    [
        (["--take", "ada"], "--take also needs --statement", 2),
        (["--reason", "Why not."], "--reason has no effect without --take", 2),
        (["--dry-run"], "--dry-run has no effect without --take", 2),
        (["--statement", "ada/x", "--take", "ada", "--reason", "R.", "--csv"], "for lists", 2),
        (["--statement", "ada/oyelaran-insurer", "--take", "ada", "--reason", "R."],
         "oyelaran-insurers", 2),
        (["--statement", "oyelaran-insurers", "--take", "ada", "--reason", "R."],
         "names no coder", 3),
        (["--statement", "ada/oyelaran-insurers", "--take", "cleo", "--reason", "R."],
         "There is no coder 'cleo'", 2),
        (["--statement", "ada/oyelaran-insurers", "--take", "ada", "--reason", "R.",
          "--field", "mode"], "do not differ on the mode of ada/oyelaran-insurers", 3),
        (["--statement", "ada/hartwig-court", "--take", "ada", "--reason", "R.", "--field",
          "side"], "ada", 2),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_refused(
    folder: Path, line: list[str], message: str, code: int
) -> None:
    before = adjudicated(folder)
    done = run(folder, SLUG, "ada", "ben", *line)
    assert message in done.stderr
    assert done.exit_code == code, done.output
    assert adjudicated(folder) == before


def test_the_side_is_that_of_the_claim(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(folder, SLUG, "ada", "ben", "--csv").stdout)))
    (row,) = [row for row in rows if row["field"] == "claim"]
    assert take(folder, row["statement"].partition(";")[0], "ben").exit_code == 0
    assert "7 not decided" in run(folder, SLUG, "ada", "ben").stderr


def test_the_adjudicated_coding_is_no_coder_to_decide_for(folder: Path) -> None:
    done = run(folder, SLUG, "ada", "adjudicated", "--statement", "ada/oyelaran-insurers",
               "--take", "ada", "--reason", "R.")  # fmt: skip
    assert done.exit_code == 2
    assert "Copy sources/SLUG.yaml to codings/CODER/SLUG.yaml" in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("statement,chosen\nada/x,ada\n", "no column 'reason'"),
        ("statement,chosen,reason\nada/oyelaran-insurers,ada,\n", "filled.csv:2"),
    ],
)
def test_a_table_that_is_none_is_refused(
    folder: Path, tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "filled.csv"
    path.write_text(text, "utf-8")
    done = run(folder, SLUG, "ada", "ben", "--decisions", str(path))
    assert done.exit_code == 3
    assert message in done.stderr
