"""Decisions between coders in a session of the workbench: done, undone, and done again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coders import ARTICLE, SLUG, coding_of, two_coders, write_coding
from opendebate.coding.article_files import read_article
from opendebate.coding.coder_decisions import read_decisions
from opendebate.workbench import lifecycle
from opendebate.workbench.adjudicating import adjudication_data
from opendebate.workbench.edits import EDIT
from opendebate.workbench.session import Session


def start(folder: Path) -> Session:
    text = read_article(str(ARTICLE), extract=True)[0]
    return lifecycle.start_session(folder, SLUG, text, adjudicated=("ada", "ben"))


def items(session: Session) -> list[dict[str, Any]]:
    data = adjudication_data(session)
    assert data
    return list(data["items"])


def take(session: Session, side: str, number: int = 0) -> None:
    edit = {"action": "adjudicate", "item": items(session)[number]["id"], "take": side,
            "reason": "So it is."}  # fmt: skip
    session.apply(EDIT.validate_python(edit))


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return two_coders(tmp_path / "maps")


def test_the_first_decision_undone_leaves_no_file_of_decisions(folder: Path) -> None:
    session = start(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    take(session, "left")
    assert len(read_decisions(folder)[0]) == 1
    session.undo()
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before
    session.redo()
    assert len(read_decisions(folder)[0]) == 1
    later = start(folder)
    later.undo()
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before
    assert not any(each["decided"] for each in items(later))


def test_the_second_decision_undone_leaves_the_first(folder: Path) -> None:
    session = start(folder)
    take(session, "left", 0)
    first = (folder / "codings" / "decisions.yaml").read_bytes()
    take(session, "right", 1)
    session.undo()
    assert (folder / "codings" / "decisions.yaml").read_bytes() == first


def test_a_file_that_an_edit_creates_goes_when_it_is_undone(folder: Path) -> None:
    (folder / "events.yaml").unlink()
    session = start(folder)
    event = {"name": "The vote", "kind": "decision", "date": "2024-03-12"}
    session.apply(EDIT.validate_python(
        {"action": "save-record", "kind": "events", "id": "vote", "record": event}
    ))  # fmt: skip
    assert (folder / "events.yaml").exists()
    assert "events.yaml" in session.difference()
    session.undo()
    assert not (folder / "events.yaml").exists()
    assert session.difference() == ""


def test_other_paragraph_numbers_are_no_difference_and_are_not_taken_over(folder: Path) -> None:
    text = coding_of(folder, "ben")
    for number in range(9, 0, -1):
        text = text.replace(f"paragraph: {number},", f"paragraph: {number + 1},")
    write_coding(folder, "ben", text.replace("paragraphs: 9", "paragraphs: 10"))
    session = start(folder)
    assert len(items(session)) == 8
    assert not any("at" in each["differing"] for each in items(session))
    before = session.files.texts[session.key]
    for number in range(8):
        ben = "left" if items(session)[number]["left"] != items(session)[number]["right"] else ""
        take(session, ben, number)
    after = session.files.texts[session.key]
    assert [line for line in after.splitlines() if "paragraph" in line] == [
        line for line in before.splitlines() if "paragraph" in line
    ]


def test_a_reply_that_is_left_out_is_a_note_for_the_person(folder: Path) -> None:
    text = coding_of(folder, "ada").replace(
        "- id: critics-burglars\n", "- id: critics-burglars\n  replies_to: council-delays\n"
    )
    (folder / "context.yaml").unlink()
    start_of = text.index("- id: council-delays")
    write_coding(folder, "ada", text)
    (folder / "sources" / f"{SLUG}.yaml").write_text(text, "utf-8")
    without = text[:start_of] + text[text.index("- id: ", start_of + 3) :]
    write_coding(folder, "ben", without.replace("  replies_to: council-delays\n", ""))
    session = start(folder)
    (number,) = (n for n, item in enumerate(items(session)) if not (item["left"] and item["right"]))
    empty = "left" if items(session)[number]["left"] is None else "right"
    take(session, empty, number)
    (note,) = session.notes
    assert note.startswith("critics-burglars replied to council-delays, which is not adjudicated.")


def test_a_statement_that_a_coder_renames_is_renamed_in_decisions(folder: Path) -> None:
    take(start(folder), "left")
    (decision, *_) = read_decisions(folder)[0]
    coder, name = decision.statement.split("/")
    text = read_article(str(ARTICLE), extract=True)[0]
    theirs = lifecycle.start_session(folder, SLUG, text, coder=coder)
    edit = {"action": "rename", "kind": "statements", "id": name, "new": "another"}
    theirs.apply(EDIT.validate_python(edit))
    assert [each.statement for each in read_decisions(folder)[0]] == [f"{coder}/another"]
    ben = "ben" if coder == "ada" else "ada"
    other = lifecycle.start_session(folder, SLUG, text, coder=ben)
    other.apply(EDIT.validate_python({**edit, "new": "again"}))
    assert [each.statement for each in read_decisions(folder)[0]] == [f"{coder}/another"]
    assert [each.paired_with for each in read_decisions(folder)[0]] == [(f"{ben}/again",)]
    final = lifecycle.start_session(folder, SLUG, text)
    final.apply(EDIT.validate_python({**edit, "new": "last"}))
    assert [each.statement for each in read_decisions(folder)[0]] == [f"{coder}/another"]
