"""How good a draft was: what a person accepted of it, field by field."""

from __future__ import annotations

from opendebate.draft.draft_file import DraftFile, StoredProposal

FIELDS = ("words", "speaker", "claim", "stance", "mode", "because", "said")
Score = dict[str, tuple[int, int]]


def acceptance(draft: DraftFile) -> Score:
    """Return for each field how often it was accepted as proposed, of how many decisions.

    ``statement`` counts the proposals that were accepted at all. A field counts where it was
    proposed; in a rejected proposal it was not accepted.

    Examples
    --------
    >>> from opendebate.draft.draft_file import Origin, ProposalDecision
    >>> origin = Origin(source="a", drafter="rules", date="2026-11-28", article="")
    >>> decision = ProposalDecision(taken="accepted", date="2026-11-28", changed=["mode"])
    >>> proposal = StoredProposal(id="p1", state="proven", speaker=["ada"], mode="verbatim",
    ...                           decision=decision)
    >>> acceptance(DraftFile(draft=origin, proposals=[proposal]))
    {'statement': (1, 1), 'speaker': (1, 1), 'mode': (0, 1)}
    """
    decided = [proposal for proposal in draft.proposals if proposal.decision]
    score = {"statement": (sum(_is_accepted(each) for each in decided), len(decided))}
    for field in FIELDS:
        proposed = [each for each in decided if _proposes(each, field)]
        kept = sum(_is_accepted(each) and field not in _changed(each) for each in proposed)
        if proposed:
            score[field] = kept, len(proposed)
    return score


def _is_accepted(proposal: StoredProposal) -> bool:
    return proposal.decision is not None and proposal.decision.taken == "accepted"


def _changed(proposal: StoredProposal) -> list[str]:
    return proposal.decision.changed if proposal.decision else []


def _proposes(proposal: StoredProposal, field: str) -> bool:
    if field == "words":
        return any(passage.sha256 for passage in proposal.at)
    return bool(getattr(proposal, field))


def rows(score: Score) -> list[tuple[str, str]]:
    """Return a score as texts: the field, and how often it was accepted.

    Examples
    --------
    >>> rows({"statement": (1, 2), "mode": (0, 1)})
    [('accepted', '1 of 2 (50 %)'), ('mode', '0 of 1 (0 %)')]
    """
    return [("accepted" if field == "statement" else field,
             f"{kept:,} of {total:,} ({100 * kept / total:.0f} %)")
            for field, (kept, total) in score.items() if total]  # fmt: skip
