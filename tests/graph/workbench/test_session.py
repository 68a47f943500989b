"""A session of coding: edits, what refuses them, undo, conflicts and crashes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from opendebate import files
from opendebate.coding import file_writer
from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding, read_with_faults
from opendebate.coding.file_writer import ChangedOnDisk
from opendebate.coding.record_edit import RecordEditor
from opendebate.coding.text import Text
from opendebate.coding.yaml_text import data_of, pair_of
from opendebate.coding.yaml_values import flow_yaml
from opendebate.errors import InputError, UsageError
from opendebate.files import write_file
from opendebate.recoding.refusals import Refused
from opendebate.workbench import lifecycle
from opendebate.workbench.edits import EDIT
from opendebate.workbench.journal import Journal
from opendebate.workbench.page_data import article_data, reported_data, session_data
from opendebate.workbench.session import Session
from verified import all_found

DATA = Path(__file__).parents[2] / "data"
CLAIM = {"text": "The maps should be open.", "kind": "normative", "side": "for"}
ADA = {"name": "Ada Brook", "kind": "person"}


@pytest.fixture
def article() -> Text:
    return read_text(DATA / "a-town-and-its-maps.txt")


@pytest.fixture
def session(tmp_path: Path, article: Text, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return lifecycle.start_session(tmp_path / "maps", "a-town", article)


def again(session: Session) -> Session:
    return Session(session.folder, session.slug, session.page, Journal(session.journal.path))


def do(session: Session, **edit: Any) -> str:
    return session.apply(EDIT.validate_python(edit))


def full_after(number: int) -> Callable[[Any, Any], None]:
    """Return what writes the contents of so many files; then the disk is full."""
    contents: list[Any] = []

    def write(content: Any, out: Any) -> None:
        contents.append(content)
        if len(contents) > number:
            raise OSError(28, "No space left on device")
        out.write(content.encode())

    return write


def add(session: Session, spans: list[list[int]], **statement: str) -> str:
    records: dict[str, Any] = {}
    if "open-maps" not in session.coding.claims:
        records = {"claims": {"open-maps": CLAIM}, "actors": {"ada-brook": ADA}}
    values = {"speaker": "ada-brook", "mode": "paraphrase", "claim": "open-maps"}
    return do(session, action="save-statement", records=records, spans=spans,
              statement={**values, **statement})  # fmt: skip


def test_a_statement_is_written_with_its_seal_and_stands_in_the_order_of_the_text(
    session: Session,
) -> None:
    assert add(session, [[60, 70]]) == "add statement brook-open-maps"
    add(session, [[3, 9]], stance="denies")
    coding = read_coding(session.folder)
    first, second = coding.sources["a-town"].statements
    assert [first.id, second.id] == ["brook-open-maps-2", "brook-open-maps"]
    assert (first.at[0].words, second.at[0].words) == (6, 10)
    assert all_found(session.verified)
    assert session.coverage.covered == 16


def test_an_edit_that_would_add_an_error_is_refused_and_nothing_changes(session: Session) -> None:
    add(session, [[3, 9]])
    before = dict(session.files.texts)
    for wrong in ({"claim": "open-map"}, {"mode": "loud"}, {"speaker": "nobody"}, {"x": "y"}):
        with pytest.raises(Refused):
            add(session, [[20, 30]], **wrong)
    with pytest.raises(InputError, match="taken"):
        do(session, action="save-statement", records={"claims": {"open-maps": CLAIM}},
           statement={"mode": "narration", "claim": "open-maps"}, spans=[[20, 30]])  # fmt: skip
    assert session.files.texts == before == again(session).files.texts


def test_words_of_the_article_in_a_new_claim_are_refused(session: Session) -> None:
    copied = {**CLAIM, "text": session.article.slice(3, 12) + "."}
    with pytest.raises(Refused, match="fault"):
        do(session, action="save-record", kind="claims", id="copied", record=copied)


def test_undo_and_redo_lead_back_to_the_byte_also_in_another_session(session: Session) -> None:
    states = [dict(session.files.texts)]
    add(session, [[3, 9]])
    states.append(dict(session.files.texts))
    do(session, action="rename", kind="claims", id="open-maps", new="maps-open")
    states.append(dict(session.files.texts))
    assert session.undo() == "rename claim open-maps to maps-open"
    assert session.files.texts == states[1]
    later = again(session)
    later.undo()
    assert later.files.texts == states[0]
    later.redo()
    later.redo()
    assert later.files.texts == states[2] == again(later).files.texts
    with pytest.raises(InputError, match="nothing to do again"):
        later.redo()


def test_a_file_that_changed_on_the_disk_is_not_written_over(session: Session) -> None:
    add(session, [[3, 9]])
    claims = session.folder / "claims.yaml"
    claims.write_text(claims.read_text("utf-8") + "# by hand\n", "utf-8")
    with pytest.raises(ChangedOnDisk) as refused:
        do(session, action="save-record", kind="claims", id="another", record=CLAIM)
    assert "# by hand" in refused.value.on_disk["claims"]
    assert "+another:" in refused.value.meant["claims"]
    session.reload()
    do(session, action="save-record", kind="claims", id="another", record=CLAIM)
    text = claims.read_text("utf-8")
    assert "# by hand\n" in text
    assert "another:" in text


def test_an_edit_that_a_crash_cut_off_is_finished_at_the_next_start(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The process ends in the middle of writing."""

    def write_the_first(contents: dict[Path, str]) -> None:
        path, text = next(iter(contents.items()))
        assert path.name == "actors.yaml"
        write_file(path, text)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(file_writer, "write_files", write_the_first)
        with pytest.raises(Killed):
            add(session, [[3, 9]])
    later = again(session)
    assert later.recovered == "add statement brook-open-maps"
    assert [statement.id for statement in later.file.statements] == ["brook-open-maps"]
    later.undo()
    assert not later.file.statements
    assert not later.coding.actors


def test_an_edit_that_cannot_be_written_is_not_in_the_journal(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise InputError("The file could not be written: No space left on device.")

    with monkeypatch.context() as patched:
        patched.setattr(file_writer, "write_files", full)
        with pytest.raises(InputError, match="No space"):
            add(session, [[3, 9]])
    assert not session.journal.done
    assert not again(session).recovered


def test_a_disk_that_gets_full_between_two_files_leaves_both_as_they_were(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dict(session.files.texts)

    with monkeypatch.context() as patched:
        patched.setattr(files, "_write", full_after(2))
        with pytest.raises(InputError, match="No space"):
            add(session, [[3, 9]])
    assert session.files.texts == before == again(session).files.texts
    assert add(session, [[3, 9]]) == "add statement brook-open-maps", "it can be repeated"


def test_rename_merge_and_split_reach_all_files(session: Session) -> None:
    add(session, [[3, 9]])
    do(session, action="save-record", kind="claims", id="closed-maps",
       record={**CLAIM, "text": "Maps do harm.", "attacks": ["open-maps"]})  # fmt: skip
    add(session, [[60, 70]], claim="closed-maps", because="open-maps")
    do(session, action="rename", kind="claims", id="open-maps", new="maps-open")
    assert session.coding.claims["closed-maps"].attacks == ("maps-open",)
    assert session.file.statements[1].because == ("maps-open",)
    do(session, action="split", claim="closed-maps", into="third",
       records={"claims": {"third": {**CLAIM, "text": "A third one."}}},
       statements=["a-town/brook-closed-maps"])  # fmt: skip
    assert session.file.statements[1].claim == "third"
    do(session, action="merge", kind="claims", id="third", into="closed-maps")
    assert session.file.statements[1].claim == "closed-maps"
    with pytest.raises(Refused, match="fault"):  # a claim would be its own reason
        do(session, action="merge", kind="claims", id="maps-open", into="closed-maps")
    do(session, action="remove-statement", id="brook-closed-maps")
    do(session, action="merge", kind="claims", id="maps-open", into="closed-maps")
    claims = session.coding.claims
    assert list(claims) == ["closed-maps"]
    assert not claims["closed-maps"].attacks
    with pytest.raises(InputError, match="still used"):
        do(session, action="remove-record", kind="claims", id="closed-maps")


def test_the_question_of_the_debate_is_written_and_its_comments_stay(session: Session) -> None:
    assert any("still to be written" in fault.message for fault in session.faults)
    do(session, action="save-debate", title="Maps", question="Should the maps be open?")
    assert session.coding.debate.question == "Should the maps be open?"
    assert not any("still to be written" in fault.message for fault in session.faults)
    assert "# What is debated" in session.files.texts["debate"]


def test_examples_in_comments_go_where_the_source_gets_what_they_are_examples_of(
    session: Session,
) -> None:
    def commented(*fields: str) -> list[bool]:
        return [f"# {field}: " in session.files.texts[session.key] for field in fields]

    assert commented("authors", "published", "url", "scope", "attribution") == [True] * 5
    source = {"title": "Maps", "kind": "interview", "published": "2024", "authors": ["ada-brook"]}
    do(session, action="save-record", kind="actors", id="ada-brook",
       record={"name": "Ada Brook", "kind": "person"})  # fmt: skip
    do(session, action="save-source", record=source)
    assert commented("authors", "published", "url", "scope") == [False, False, True, True]
    do(session, action="attribute", span=[3, 5])
    assert commented("attribution", "- {from") == [False, False]


def test_attribution_is_marked_and_unmarked(session: Session) -> None:
    covered = session.coverage.covered
    do(session, action="attribute", span=[3, 5])
    assert session.coverage.covered == covered + 2
    do(session, action="attribute", span=[60, 62])
    assert "paragraph: 1, from" in session.files.texts[session.key]
    do(session, action="attribute", span=[60, 62], marked=False)
    do(session, action="attribute", span=[3, 5], marked=False)
    assert session.coverage.covered == covered


def test_the_page_gets_whose_words_are_reported(session: Session) -> None:
    data = reported_data(session)
    told = [(speaker, session.article.slice(start, stop))
            for start, stop, speaker, quoted, _ in data["runs"] if quoted]  # fmt: skip
    assert ("piet-vanderlinden", "Put that colour on my street and nobody will ever buy a house in "
            "it again") in told  # fmt: skip
    assert data["actors"]["piet-vanderlinden"] == {"name": "Piet Vanderlinden", "kind": "person"}
    do(session, action="save-record", kind="actors", id="piet",
       record={"name": "Piet Vanderlinden", "kind": "person"})  # fmt: skip
    data = reported_data(session)
    assert "piet" in {run[2] for run in data["runs"]}
    assert "piet-vanderlinden" not in data["actors"]


def test_the_page_gets_the_whole_article_word_by_word(session: Session) -> None:
    article = session.article
    data = article_data(article)
    words = []
    for block in data["blocks"]:
        ends = zip(block["words"][::2], block["words"][1::2], strict=True)
        words += [block["text"][start:end] for start, end in ends]
    assert words == [article.slice(i, i + 1) for i in range(len(article.words))]
    assert data["quotations"]
    starts = [start for start, _ in data["sentences"]]
    assert starts == sorted(starts)
    assert session_data(session)["coverage"]["total"] == session.coverage.total


def test_a_card_that_was_open_is_offered_again(session: Session) -> None:
    session.keep_unsaved({"spans": [[3, 9]], "claim": "Maps"})
    assert again(session).unsaved == {"spans": [[3, 9]], "claim": "Maps"}
    again(session).keep_unsaved(None)
    assert not again(session).unsaved


def test_nothing_of_the_article_enters_the_folder(session: Session) -> None:
    add(session, [[3, 40]])
    everything = "".join(path.read_text("utf-8") for path in
                         [*session.folder.rglob("*.yaml"), session.journal.path])  # fmt: skip
    assert session.article.slice(10, 20) not in everything


def test_an_error_that_was_there_before_refuses_no_edit_though_its_advice_changes(
    session: Session,
) -> None:
    fact = "met: {text: They met., departs_from: a-town/brook-open-map, reference: {title: A}}\n"
    (session.folder / "context.yaml").write_text(fact, "utf-8")
    session.reload()
    (before,) = [fault for fault in session.faults if fault.severity == "error"]
    add(session, [[3, 9]])
    (after,) = [fault for fault in session.faults if fault.severity == "error"]
    assert before.message != after.message


def test_a_second_piece_leaves_the_first_as_it_is_written(session: Session) -> None:
    add(session, [[60, 70]])
    (former,) = [
        line for line in session.files.texts[session.key].splitlines() if "sha256:" in line
    ]
    statement = {"speaker": "ada-brook", "mode": "paraphrase", "claim": "open-maps"}
    do(session, action="save-statement", id="brook-open-maps", statement=statement,
       spans=[[60, 70], [75, 80]])  # fmt: skip
    assert former.partition("at: ")[2] in session.files.texts[session.key]


def test_a_second_statement_stands_under_the_heading_of_its_paragraph(session: Session) -> None:
    add(session, [[10, 15]])
    add(session, [[20, 25]])
    text = session.files.texts[session.key]
    first, second = (text.index(f"id: {each.id}\n") for each in session.file.statements)
    assert text.index("# Paragraph 1:") < first < second < text.index("# Paragraph 2:")
    assert text.index("# Paragraph 2:") < text.index("# Paragraph 10:")


def test_a_coder_writes_a_coding_of_their_own_and_sees_no_other(
    session: Session, article: Text
) -> None:
    add(session, [[3, 9]])
    adjudicated = session.files.path(session.key).read_text("utf-8")
    ada = lifecycle.start_session(session.folder, "a-town", article, coder="ada")
    assert not ada.file.statements
    path = session.folder / "codings" / "ada" / "a-town.yaml"
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=../../.schema/")
    assert "seal a-town --coder ada --text FILE" in path.read_text("utf-8")
    add(ada, [[60, 70]], stance="denies")
    assert "stance: denies" in path.read_text("utf-8")
    assert session.files.path(session.key).read_text("utf-8") == adjudicated
    assert "codings/ada/a-town.yaml" in ada.difference()
    ada.undo()
    assert "stance: denies" not in path.read_text("utf-8")
    ada.redo()
    later = lifecycle.start_session(session.folder, "a-town", article, coder="ada")
    assert [each.stance for each in later.file.statements] == ["denies"]
    assert later.journal.done == 1
    do(later, action="rename", kind="claims", id="open-maps", new="maps-open")
    assert "claim: maps-open" in path.read_text("utf-8")
    assert "claim: maps-open" in session.files.path(session.key).read_text("utf-8")
    coding, faults = read_with_faults(session.folder)
    assert not [fault for fault in faults if fault.severity == "error"]
    assert coding.sources["a-town"].statements[0].stance == "affirms"


def test_a_statement_that_a_coder_renames_leaves_references_to_the_adjudicated_one(
    session: Session, article: Text
) -> None:
    add(session, [[3, 9]])
    fact = "met: {text: They met., departs_from: a-town/brook-open-maps, reference: {title: A}}\n"
    (session.folder / "context.yaml").write_text(fact, "utf-8")
    ada = lifecycle.start_session(session.folder, "a-town", article, coder="ada")
    add(ada, [[60, 70]])
    add(ada, [[3, 9]], replies_to="brook-open-maps")
    do(ada, action="rename", kind="statements", id="brook-open-maps", new="first")
    assert {each.replies_to for each in ada.file.statements} == {(), ("first",)}
    assert (session.folder / "context.yaml").read_text("utf-8") == fact


@pytest.mark.parametrize("coder", ["Ada", "adjudicated", "a-town", "../ada"])
def test_a_coder_has_a_name_that_a_folder_can_have(
    session: Session, article: Text, coder: str
) -> None:
    with pytest.raises(UsageError, match="--coder"):
        lifecycle.start_session(session.folder, "a-town", article, coder=coder)


def test_merges_of_the_workbench_reach_coders_and_drafts_and_refuse_contradictions(
    session: Session,
) -> None:
    add(session, [[3, 9]])
    do(session, action="save-record", kind="claims", id="closed-maps",
       record={**CLAIM, "text": "Maps do harm."})  # fmt: skip
    text = session.files.texts[session.key].replace("claim: open-maps", "claim: closed-maps")
    theirs = session.folder / "codings" / "ada" / "a-town.yaml"
    theirs.parent.mkdir(parents=True)
    theirs.write_text(text, "utf-8")
    draft = session.folder / "drafts" / "other.yaml"
    draft.parent.mkdir()
    draft.write_text("proposals:\n- {id: p1, state: proven, claim: closed-maps}\n", "utf-8")
    session.reload()
    with pytest.raises(InputError, match="still used in codings/ada"):
        do(session, action="remove-record", kind="claims", id="closed-maps")
    do(session, action="merge", kind="claims", id="closed-maps", into="open-maps")
    assert "claim: open-maps" in theirs.read_text("utf-8")
    assert "claim: open-maps" in draft.read_text("utf-8")
    do(session, action="save-record", kind="claims", id="third", record={**CLAIM, "text": "3."})
    add(session, [[3, 9]], claim="third")
    with pytest.raises(Refused, match="same statement"):
        do(session, action="merge", kind="claims", id="third", into="open-maps")


def test_a_claim_is_split_in_other_sources_too(session: Session, article: Text) -> None:
    other = lifecycle.start_session(session.folder, "another", article)
    add(other, [[3, 9]])
    session.reload()
    add(session, [[60, 70]])
    state = session_data(session)
    assert state["elsewhere"] == {"open-maps": {"another": 1}}
    do(session, action="split", claim="open-maps", into="third", sources=["another"],
       records={"claims": {"third": {**CLAIM, "text": "A third one."}}})  # fmt: skip
    assert session.coding.sources["another"].statements[0].claim == "third"
    assert session.file.statements[0].claim == "open-maps"
    do(session, action="split", claim="open-maps", into="third",
       statements=["a-town/brook-open-maps"])  # fmt: skip
    assert session.file.statements[0].claim == "third"


@pytest.mark.parametrize("form", ["[{}, {}]", "[\n  {},  # first\n  {}  # second\n]"])
def test_statements_in_brackets_are_changed_one_by_one(session: Session, form: str) -> None:
    add(session, [[3, 9]])
    add(session, [[60, 70]], stance="denies")
    text = session.files.texts[session.key]
    node = RecordEditor(text)
    listed = pair_of(node.root, "statements")
    items = [flow_yaml(data_of(item)) for item in listed[1].value]
    text = f"{text[: listed[0].start_mark.index]}statements: {form.format(*items)}\n"
    session.files.path(session.key).write_text(text, "utf-8")
    session.reload()
    first, second = (statement.id for statement in session.file.statements)
    add(session, [[20, 25]])
    statement = {"speaker": "ada-brook", "mode": "mixed", "claim": "open-maps"}
    do(session, action="save-statement", id=second, spans=[[60, 70]], statement=statement)
    do(session, action="remove-statement", id=first)
    statements = session.file.statements
    assert [statement.at[0].words for statement in statements] == [5, 10]
    assert (statements[1].id, statements[1].stance) == (second, "affirms")
    now = session.files.texts[session.key]
    assert '"1"' not in now
    assert items[1].partition("at: ")[2].rstrip("}") in now, "its passage is the same to the byte"
    assert ("# second" in now) == ("# second" in text)
