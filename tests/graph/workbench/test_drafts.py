"""Drafts in a session: each proposal is accepted, changed, rejected or skipped by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.draft.draft_file import read_draft
from opendebate.draft.drafting import open_material, save_draft
from opendebate.draft.proposals import Drafted, NewClaim, Proposal
from opendebate.draft.score import acceptance
from opendebate.errors import InputError, UnknownName
from opendebate.recoding.refusals import Refused
from opendebate.workbench import lifecycle
from opendebate.workbench.edits import EDIT
from opendebate.workbench.journal import Journal
from opendebate.workbench.page_data import session_data
from opendebate.workbench.session import Session

DATA = Path(__file__).parents[2] / "data"
RIGHT = "People have a right to know what the water will do to their own front door"
BLUE = "Put that colour on my street and nobody will ever buy a house in it again"
CLAIM = {"text": "Residents may see what concerns them.", "kind": "normative", "side": "for"}


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    page = read_text(DATA / "a-town-and-its-maps.txt")
    material = open_material(tmp_path / "maps", "a-town", page)
    new = NewClaim(CLAIM["text"], CLAIM["kind"], CLAIM["side"])
    proposals = (
        Proposal((RIGHT,), ("Marta Oyelaran",), "person", "", new, "affirms", "verbatim"),
        Proposal((BLUE,), ("Piet Vanderlinden",), mode="verbatim"),
        Proposal(("the moon is blue",), ("Piet Vanderlinden",)),
    )
    save_draft(material, Drafted(proposals, "a model"))
    return lifecycle.start_session(tmp_path / "maps", "a-town", page)


def do(session: Session, **edit: Any) -> str:
    return session.apply(EDIT.validate_python(edit))


def accept(session: Session, number: int = 0, **changes: Any) -> str:
    """Accept a proposal as it is offered, but for what is changed."""
    offered = session_data(session)["drafts"]
    proposal = offered["proposals"][number]
    statement = {key: proposal[key] for key in ("speaker", "claim", "stance", "mode")
                 if proposal.get(key)}  # fmt: skip
    records: dict[str, Any] = {"actors": {}, "claims": {}}
    for name in statement["speaker"]:
        records["actors"] |= {name: offered["actors"][name]} if name in offered["actors"] else {}
    if statement.get("claim") in offered["claims"]:
        records["claims"][statement["claim"]] = offered["claims"][statement["claim"]]
    edit = {"proposal": proposal["id"], "spans": proposal["spans"], "by": "AB",
            "records": records, "statement": statement}  # fmt: skip
    edit["statement"].update(changes.pop("statement", {}))
    return do(session, action="accept", **{**edit, **changes})


def test_the_page_gets_the_proposals_with_their_words(session: Session) -> None:
    offered = session_data(session)["drafts"]
    assert offered["drafter"] == "a model"
    first, _, lost = offered["proposals"]
    start, stop = first["spans"][0]
    assert session.article.slice(start, stop) == RIGHT
    assert (first["state"], first["speaker"], first["stance"]) == (
        "proven", ["marta-oyelaran"], "affirms"
    )  # fmt: skip
    assert offered["claims"][first["claim"]] == CLAIM
    assert (lost["state"], lost["spans"], lost["ends"]) == (
        "refused", [], [["the moon is", "moon is blue"]]
    )  # fmt: skip
    assert "is not in the text" in lost["notes"][0]


def test_an_accepted_proposal_becomes_a_statement_that_says_who_drafted_it(
    session: Session,
) -> None:
    assert accept(session).startswith("accept p1: add statement oyelaran-residents-see")
    (statement,) = read_coding(session.folder).sources["a-town"].statements
    assert (statement.drafted_by, statement.accepted_by) == ("a model", "AB")
    assert statement.speaker == ("marta-oyelaran",)
    assert statement.at[0].sha256
    draft = read_draft(session.folder, "a-town")
    assert draft
    decision = draft.proposals[0].decision
    assert decision
    assert (decision.taken, decision.changed, decision.statement) == (
        "accepted", [], statement.id
    )  # fmt: skip
    assert acceptance(draft) == {"statement": (1, 1), "words": (1, 1), "speaker": (1, 1),
                                 "claim": (1, 1), "stance": (1, 1), "mode": (1, 1)}  # fmt: skip


def test_words_that_are_coded_already_are_named(session: Session) -> None:
    assert [p["coded_as"] for p in session_data(session)["drafts"]["proposals"]] == [None] * 3
    accept(session)
    page = session_data(session)
    assert page["drafts"]["proposals"][0]["coded_as"] == page["statements"][0]["record"]["id"]


def test_what_a_person_changes_is_counted(session: Session) -> None:
    start, stop = session_data(session)["drafts"]["proposals"][0]["spans"][0]
    accept(session, spans=[[start, stop - 2]], statement={"stance": "doubts"})
    draft = read_draft(session.folder, "a-town")
    assert draft
    assert draft.proposals[0].decision
    assert draft.proposals[0].decision.changed == ["words", "stance"]
    assert acceptance(draft)["stance"] == (0, 1)
    assert acceptance(draft)["speaker"] == (1, 1)


def test_acceptance_and_statement_are_undone_and_done_again_together(session: Session) -> None:
    accept(session)
    session.undo()
    draft = session.draft
    assert draft
    assert draft.proposals[0].decision is None
    assert read_coding(session.folder).sources["a-town"].statements == ()
    session.redo()
    assert len(read_coding(session.folder).sources["a-town"].statements) == 1
    assert session.draft
    assert session.draft.proposals[0].decision


def test_a_rejected_proposal_keeps_its_reason(session: Session) -> None:
    assert do(session, action="reject", proposal="p2", reason="It is a joke.") == "reject p2"
    draft = read_draft(session.folder, "a-town")
    assert draft
    assert draft.proposals[1].decision
    assert draft.proposals[1].decision.reason == "It is a joke."
    assert acceptance(draft)["statement"] == (0, 1)
    assert read_coding(session.folder).sources["a-town"].statements == ()
    with pytest.raises(InputError, match="decided on p2 already"):
        accept(session, 1)


def test_a_skipped_proposal_stays_open(session: Session) -> None:
    do(session, action="skip", proposal="p1")
    offered = session_data(session)["drafts"]["proposals"]
    assert [proposal["skipped"] for proposal in offered] == [True, False, False]
    assert session_data(session)["undo"] is None, "nothing was written"
    accept(session)


def test_a_proposal_without_a_claim_or_without_words_is_not_accepted(session: Session) -> None:
    with pytest.raises(Refused, match="claim"):
        accept(session, 1)
    with pytest.raises(InputError, match="Select the words"):
        accept(session, 2, statement={"claim": "x", "mode": "paraphrase"})
    assert session.draft
    assert all(proposal.decision is None for proposal in session.draft.proposals)


def test_a_person_may_select_the_words_of_a_refused_proposal(session: Session) -> None:
    piet = {"name": "Piet Vanderlinden", "kind": "person"}
    records = {"claims": {"residents-see": CLAIM}, "actors": {"piet-vanderlinden": piet}}
    start, stop = session_data(session)["drafts"]["proposals"][1]["spans"][0]
    accept(session, 2, spans=[[start, stop]], records=records,
           statement={"claim": "residents-see", "mode": "verbatim"})  # fmt: skip
    draft = read_draft(session.folder, "a-town")
    assert draft
    assert draft.proposals[2].decision
    assert draft.proposals[2].decision.changed == []


def test_all_cannot_be_accepted_at_once(session: Session) -> None:
    for proposal in (["p1", "p2"], "*"):
        with pytest.raises((ValidationError, UnknownName)):
            do(session, action="accept", proposal=proposal, statement={}, spans=[[0, 3]])


def test_a_draft_that_changed_on_the_disk_is_not_overwritten(session: Session) -> None:
    path = session.folder / "drafts" / "a-town.yaml"
    path.write_text("# mine\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(InputError, match="Another program changed drafts/a-town.yaml"):
        accept(session)
    assert path.read_text("utf-8").startswith("# mine")


def test_a_crash_between_draft_and_statement_is_finished_at_the_next_start(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (session.folder / "sources" / "a-town.yaml").read_text("utf-8")
    accept(session)
    (session.folder / "sources" / "a-town.yaml").write_text(before, "utf-8")
    again = Session(session.folder, "a-town", session.page, Journal(session.journal.path))
    assert again.recovered.startswith("accept p1")
    assert len(again.file.statements) == 1


def test_without_a_draft_nothing_is_offered(tmp_path: Path, session: Session) -> None:
    other = lifecycle.start_session(tmp_path / "maps", "another", session.page)
    assert session_data(other)["drafts"] is None
    with pytest.raises(InputError, match="This source has no draft"):
        do(other, action="skip", proposal="p1")


def test_a_renamed_statement_is_renamed_in_the_decision_on_its_proposal(session: Session) -> None:
    accept(session)
    (statement,) = session.file.statements
    do(session, action="rename", kind="statements", id=statement.id, new="see-all")
    draft = read_draft(session.folder, "a-town")
    assert draft
    assert draft.proposals[0].decision
    assert draft.proposals[0].decision.statement == "see-all"
    session.undo()
    assert f"statement: {statement.id}" in session.files.texts["drafts/a-town"]
