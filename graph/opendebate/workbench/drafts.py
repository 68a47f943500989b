"""A source's draft in a session: its proposals, and what a person decides on each.

A decision is written into the draft's file together with the statement that it makes, so that both
are undone together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from opendebate.coding.passages import Status, locate
from opendebate.coding.yaml_text import data_of, pair_of
from opendebate.draft.coded_words import CodedWords, Run
from opendebate.draft.draft_file import DraftFile, DraftPassage, StoredProposal, parse_draft, today
from opendebate.draft.score import acceptance
from opendebate.errors import InputError, UnknownName
from opendebate.recoding.editors import Editors
from opendebate.workbench import edits

if TYPE_CHECKING:
    from opendebate.coding.text import Text
    from opendebate.workbench.session import Session

DEFAULT_CODER = "coder"  # who accepts, where nobody gives a name
# The fields of a statement that a draft proposes, as both files call them.
_FIELDS = ("speaker", "claim", "stance", "mode", "because", "said")


def draft_key(slug: str) -> str:
    """Return the key of a draft's file among a session's files."""
    return f"drafts/{slug}"


def read(texts: Mapping[str, str], slug: str) -> DraftFile | None:
    """Return the draft of a source, from the texts of a session's files; None if there is none."""
    text = texts.get(draft_key(slug))
    return None if text is None else parse_draft(text, f"{draft_key(slug)}.yaml")


def spans_of(proposal: StoredProposal, article: Text) -> list[Run]:
    """Return the words of a proposal in the article; none of those that are not there any more."""
    return [span[:2] for passage in proposal.at for span in _located(passage, article)]


def _located(passage: DraftPassage, article: Text) -> Iterator[Any]:
    if passage.sha256 is None:
        return
    location = locate(passage, article)
    if location.status is Status.FOUND:
        yield location.spans[0]


def open_proposal(draft: DraftFile | None, name: str) -> StoredProposal:
    """Return a proposal on which nobody has decided.

    Raises
    ------
    InputError
        If there is no draft, or it is decided already.
    UnknownName
        If there is no such proposal.
    """
    if draft is None:
        raise InputError("This source has no draft.", advice="The command 'draft' makes one.")
    for proposal in draft.proposals:
        if proposal.id == name:
            if proposal.decision:
                raise InputError(f"You have decided on {name} already. Undo that first.")
            return proposal
    raise UnknownName("proposal", name, [])


def accepted(
    edit: edits.Accept, draft: DraftFile | None
) -> tuple[StoredProposal, edits.SaveStatement]:
    """Return the proposal that is accepted, and the edit that adds its statement.

    Raises
    ------
    InputError, UnknownName
        If it cannot be accepted.
    """
    proposal = open_proposal(draft, edit.proposal)
    assert draft is not None
    if not edit.spans:
        raise InputError("Select the words of the statement in the text.")
    statement = {**edit.statement, "drafted_by": draft.draft.drafter,
                 "accepted_by": edit.by or DEFAULT_CODER}  # fmt: skip
    return proposal, edits.SaveStatement(
        action="save-statement", statement=statement, spans=edit.spans, records=edit.records
    )


def reject(edit: edits.Reject, draft: DraftFile | None, editors: Editors, slug: str) -> str:
    """Note that a person rejects a proposal; return what was done."""
    open_proposal(draft, edit.proposal)
    decision = {"taken": "rejected", "by": edit.by, "reason": edit.reason}
    decide(editors, slug, edit.proposal, decision)
    return f"reject {edit.proposal}"


def changed_fields(edit: edits.Accept, proposal: StoredProposal, article: Text) -> list[str]:
    """Return the proposed fields that a person changed."""
    changed = [field for field in _FIELDS if (proposed := _canonical(getattr(proposal, field)))
               and _canonical(_value(edit.statement, field)) != proposed]  # fmt: skip
    proposed_spans = spans_of(proposal, article)
    other_words = [tuple(span) for span in edit.spans or ()] != proposed_spans
    return ["words", *changed] if proposed_spans and other_words else changed


def _value(statement: Mapping[str, Any], field: str) -> Any:
    """Return a statement's value; where none is written, the stance is affirms."""
    return statement.get(field, "affirms" if field == "stance" else None)


def _canonical(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list | tuple) else [value] if value else []
    return tuple(map(str, items))


def decide(editors: Editors, slug: str, name: str, decision: Mapping[str, Any]) -> None:
    """Note a decision in the draft's file."""
    editor = editors[draft_key(slug)]
    for node in pair_of(editor.root, "proposals")[1].value:
        if data_of(pair_of(node, "id")[1]) == name:
            dated = {**decision, "date": today()}
            editor.change(node, "decision", {key: value for key, value in dated.items() if value})


def drafts_data(session: Session) -> dict[str, Any] | None:
    """Return the draft of a session for the page; None if the source has none."""
    draft, article = session.draft, session.article
    if draft is None:
        return None
    coded = _coded(session)
    return {
        "drafter": draft.draft.drafter,
        "date": draft.draft.date,
        "actors": draft.actors,
        "claims": draft.claims,
        "proposals": [
            {**proposal.model_dump(exclude={"at"}, exclude_none=True),
             "ends": [[passage.first, passage.last] for passage in proposal.at],
             "spans": [list(span) for span in spans],
             "coded_as": coded.coded_as(spans, proposal.claim or "") or None,
             "skipped": proposal.id in session.skipped}
            for proposal in draft.proposals
            for spans in [spans_of(proposal, article)]
        ],
        "score": acceptance(draft),
    }  # fmt: skip


def _coded(session: Session) -> CodedWords:
    spans: dict[str, list[Run]] = {}
    for checked in session.verified.passages:
        spans.setdefault(checked.statement, []).extend(
            span[:2] for span in checked.location.spans[:1]
        )
    return CodedWords(session.file, spans)
