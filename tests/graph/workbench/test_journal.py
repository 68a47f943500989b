"""The journal: sessions side by side, one for each source, crashes, full disks, its length."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from opendebate.coding import file_writer
from opendebate.coding.article_files import read_text
from opendebate.coding.text import Text
from opendebate.errors import InputError
from opendebate.files import write_file
from opendebate.recoding.refusals import Refused
from opendebate.workbench import journal as journals
from opendebate.workbench import lifecycle
from opendebate.workbench.edits import EDIT
from opendebate.workbench.session import Session

ARTICLE = Path(__file__).parents[2] / "data" / "a-town-and-its-maps.txt"
CLAIM = {"text": "The maps should be open.", "kind": "normative", "side": "for"}
ADA = "ada: {name: Ada Brook, kind: person}\n"


class Killed(BaseException):
    """The process ends."""


@pytest.fixture
def article() -> Text:
    return read_text(ARTICLE)


@pytest.fixture
def session(tmp_path: Path, article: Text, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    lifecycle.start_session(tmp_path / "maps", "a-town", article)
    (tmp_path / "maps" / "actors.yaml").write_text(ADA, "utf-8")
    return lifecycle.start_session(tmp_path / "maps", "a-town", article)


def started(session: Session, slug: str = "a-town", coder: str | None = None) -> Session:
    return lifecycle.start_session(session.folder, slug, session.page, coder=coder)


def claim(session: Session, name: str, **values: Any) -> None:
    edit = {"action": "save-record", "kind": "claims", "id": name,
            "record": {**CLAIM, "text": f"The {name} is open.", **values}}  # fmt: skip
    session.apply(EDIT.validate_python(edit))


def statement(session: Session) -> None:
    edit = {"action": "save-statement", "spans": [[3, 9]],
            "statement": {"speaker": "ada", "mode": "paraphrase", "claim": "one"}}  # fmt: skip
    session.apply(EDIT.validate_python(edit))


def labels(session: Session) -> list[str]:
    return [entry.label for entry in session.journal.entries[: session.journal.done]]


def test_two_sessions_of_a_source_share_what_can_be_undone(session: Session) -> None:
    texts = [dict(session.files.texts)]
    for name in ("one", "two", "three"):
        claim(session, name)
        texts.append(dict(session.files.texts))
    other = started(session)
    claim(other, "four")
    assert other.undo() == "save four"
    later = started(session)
    assert labels(later) == ["save one", "save two", "save three"]
    for expected in reversed(texts[:-1]):
        later.undo()
        assert later.files.texts == expected
    assert session.redo() == "save one", "the first session reads what the last one did"
    session.reload()
    claim(session, "five")
    assert labels(started(session)) == ["save one", "save five"]


def test_sessions_side_by_side_write_a_journal_that_each_can_read(session: Session) -> None:
    other = started(session)
    for number in range(4):
        for each in (session, other):
            each.reload()
            claim(each, f"claim-{number}-{'b' if each is other else 'a'}")
    assert len(labels(started(session))) == 8


def test_each_source_has_its_own_last_edit(session: Session) -> None:
    claim(session, "one")
    statement(session)
    other = started(session, "b-town")
    with pytest.raises(InputError, match="nothing to undo"):
        other.undo()
    statement(other)
    assert other.undo() == "add statement ada-one"
    assert len(session.file.statements) == len(started(session).file.statements) == 1
    assert labels(session)[-1].startswith("add statement")
    assert not labels(started(session, "a-town", "ada"))


def test_an_undo_that_would_break_another_source_is_refused(session: Session) -> None:
    claim(session, "one")
    statement(started(session, "b-town"))
    before = {path: path.read_bytes() for path in session.folder.rglob("*.yaml")}
    with pytest.raises(Refused, match="fault"):
        session.undo()
    assert {path: path.read_bytes() for path in session.folder.rglob("*.yaml")} == before
    assert labels(session) == labels(started(session)) == ["save one"]


def test_an_edit_that_would_break_a_coders_file_is_refused(session: Session) -> None:
    claim(session, "one")
    ada = started(session, coder="ada")
    statement(ada)
    session.reload()
    with pytest.raises(Refused, match="fault"):
        session.undo()
    session.reload()
    assert "one" in session.coding.claims


def test_an_undo_that_cannot_be_noted_changes_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim(session, "one")
    before = dict(session.files.texts), session.coding

    def full(*_: object) -> None:
        raise InputError("The journal cannot be written. Nothing was changed.")

    with monkeypatch.context() as patched:
        patched.setattr(journals.Journal, "_append", full)
        with pytest.raises(InputError, match="Nothing was changed"):
            session.undo()
    assert (session.files.texts, session.coding) == before
    assert started(session).files.texts == before[0]
    assert session.undo() == "save one"
    assert "one" not in session.coding.claims


def test_an_undo_that_cannot_be_written_is_not_in_the_journal(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim(session, "one")

    def full(*_: object) -> None:
        raise InputError("The file could not be written: No space left on device.")

    with monkeypatch.context() as patched:
        patched.setattr(file_writer, "write_files", full)
        with pytest.raises(InputError, match="No space"):
            session.undo()
    assert labels(session) == labels(started(session)) == ["save one"]
    assert session.undo() == "save one"


def test_a_full_disk_leaves_what_was_undone(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim(session, "one")
    session.undo()

    def full(*_: object) -> None:
        monkeypatch.setattr(os, "fsync", no_space)
        raise InputError("The file could not be written: No space left on device.")

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(file_writer, "write_files", full)
        with pytest.raises(InputError, match="could not be written"):
            claim(session, "two")
        monkeypatch.undo()
    assert (session.journal.done, [each.label for each in session.journal.entries]) == (
        0, ["save one"],
    )  # fmt: skip


@pytest.mark.parametrize("move", ["undone", "edit"])
@pytest.mark.parametrize("number", [0, 1])
def test_what_a_crash_cut_off_is_finished_or_was_not_begun(
    session: Session, monkeypatch: pytest.MonkeyPatch, move: str, number: int
) -> None:
    def write_some(contents: dict[Path, str]) -> None:
        for path, text in list(contents.items())[:number]:
            write_file(path, text)
        raise Killed

    def both() -> None:
        edit = {"action": "save-statement", "spans": [[3, 9]],
                "records": {"claims": {"two": {**CLAIM, "text": "No."}}},
                "statement": {"speaker": "ada", "mode": "paraphrase", "claim": "two"}}  # fmt: skip
        session.apply(EDIT.validate_python(edit))

    claim(session, "one")
    states = [dict(session.files.texts)]
    if move == "undone":
        both()
        states.append(dict(session.files.texts))
        states.reverse()
    with monkeypatch.context() as patched:
        patched.setattr(file_writer, "write_files", write_some)
        with pytest.raises(Killed):
            session.undo() if move == "undone" else both()
    later = started(session)
    assert bool(later.recovered) == bool(number)
    assert later.recovered.startswith("undo of ") == (move == "undone" and number == 1)
    if not number:
        assert later.files.texts == states[0]
    done = {("undone", 0): 2, ("undone", 1): 1, ("edit", 0): 1, ("edit", 1): 2}[move, number]
    assert later.journal.done == done
    assert ("two" in later.coding.claims) == (done == 2)
    for _ in range(done):
        later.undo()
    assert not later.coding.claims


def test_a_line_that_a_crash_cut_off_spoils_no_other(session: Session) -> None:
    claim(session, "one")
    with session.journal.path.open("a", encoding="utf-8") as out:
        out.write('{"edit": {"id": "x", "lab')
    later = started(session)
    claim(later, "two")
    assert labels(started(session)) == ["save one", "save two"]


def test_a_journal_that_is_too_long_loses_its_oldest_edits_and_says_so(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        claim(session, f"claim-{number}")
    size = session.journal.path.stat().st_size
    monkeypatch.setattr(journals, "MAX_BYTES", size)
    monkeypatch.setattr(journals, "_TRIMMED_BYTES", size // 2)
    claim(session, "last")
    assert "the oldest ones can no longer be undone" in session.journal.take_notice()
    assert not session.journal.take_notice()
    assert session.journal.path.stat().st_size < size
    later = started(session)
    assert labels(later) == labels(session)
    assert 3 < later.journal.done < 12
    assert later.undo() == "save last"
    assert started(session).redo() == "save last"


def test_a_journal_keeps_what_was_undone_when_it_is_written_anew(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        claim(session, f"claim-{number}")
    for _ in range(3):
        session.undo()
    monkeypatch.setattr(journals, "MAX_ENTRIES", 6)
    later = started(session)
    assert (later.journal.done, len(later.journal.entries)) == (3, 6)
    assert [json.loads(line).keys() for line in later.journal.path.read_text().splitlines()] == [
        *[{"edit"}] * 6, *[{"undone"}] * 3,
    ]  # fmt: skip
    assert later.redo() == "save claim-5"
