"""The drafter of a language model: it is asked in three steps, a part of the article at a time.

First the statements of each part, then whether a new claim is one that is there already, then
which claims are stated as reasons for which. Whatever it answers is proven like any other draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from opendebate.coding.folder import Coding
from opendebate.coding.similar import SimilarTexts
from opendebate.coding.text import Text
from opendebate.draft.answers import answer_data, read_answer
from opendebate.draft.kept_answers import KeptAnswers
from opendebate.draft.prompts import article_part, instructions, windows
from opendebate.draft.proposals import Drafted, Proposal, ProposedReason

WINDOW = 700  # words of the article that are shown at a time
_BATCH = 20  # new claims that are compared at a time
_SIMILAR = 5
_CHARACTERS = 4  # of a token, about
_MATCHING = """\
Two claims are the same if whoever accepts one must accept the other, leaving degree and hedging
aside ("may help", "helps a lot"). They are different if they differ in what they are about, who
acts, what follows, or what is said of it.

Each numbered claim below is new; under it are claims that are there already. Which of these, if
any, is the same claim? Answer with JSON and nothing else: {"same": {"1": "id-or-null"}}.
"""
_RELATING = """\
Below are statements of an article, each with its number, its claim and the words of the article in
which it is made. Which claims are stated there as a reason for the claim of another statement, by
the same speaker and in the words of that statement itself ("because", "so", "since")? Draw no
conclusions of your own.

Answer with JSON and nothing else: {"reasons": [{"of": 1, "is": 2, "quotation": "exact words"}]}.
"of" is the number of the statement that has the reason, "is" that of the statement with the claim
that is the reason; the quotation is within the words of "of".
"""


@dataclass(slots=True)
class ModelDrafter:
    """Asks a language model for proposals.

    Attributes
    ----------
    answers : KeptAnswers
    progress : callable, optional
        Called with the number of parts that are done, and of all parts.
    """

    answers: KeptAnswers
    progress: Callable[[int, int], None] | None = None

    def draft(self, article: Text, coding: Coding, slug: str) -> Drafted:
        """Return the proposals."""
        question_text = instructions(coding, article)
        article_windows = windows(article, WINDOW)
        proposals: list[Proposal] = []
        malformed: list[str] = []
        for number, window in enumerate(article_windows):
            if self.progress:
                self.progress(number, len(article_windows))
            answered, faults = read_answer(
                self.answers.ask(question_text, article_part(article, window))
            )
            malformed += faults
            matched = self._matched(answered, coding)
            proposals += self._related(matched, coding)
        return Drafted(tuple(proposals), self.answers.model.name, tuple(malformed), question_text)

    def _matched(self, proposals: Sequence[Proposal], coding: Coding) -> list[Proposal]:
        """Return proposals with claims that are there already in place of new ones."""
        texts = {name: claim.text for name, claim in coding.claims.items()}
        index = SimilarTexts(texts)
        new = dict.fromkeys(text for proposal in proposals for text in _new_texts(proposal, coding))
        comparable = [(text, names) for text in new
                      if (names := [name for name, _ in index.find(text, _SIMILAR)])]  # fmt: skip
        ids: dict[str, str] = {}
        for first in range(0, len(comparable), _BATCH):
            batch = comparable[first : first + _BATCH]
            question = "\n".join(_alternatives(i, text, names, texts)
                                 for i, (text, names) in enumerate(batch, 1))  # fmt: skip
            same = _mapping(self.answers.ask(_MATCHING, question), "same")
            ids |= {text: str(same[str(i)]) for i, (text, names) in enumerate(batch, 1)
                      if same.get(str(i)) in names}  # fmt: skip
        return [_with_ids(proposal, ids) for proposal in proposals]

    def _related(self, proposals: list[Proposal], coding: Coding) -> list[Proposal]:
        """Return proposals with the reasons that their speakers state."""
        if len(proposals) < 2:
            return proposals
        lines = [
            _statement(number, proposal, coding) for number, proposal in enumerate(proposals, 1)
        ]
        related = list(proposals)
        for reason in _reasons(self.answers.ask(_RELATING, "\n".join(lines))):
            of, other = _number(reason.get("of")), _number(reason.get("is"))
            quotation = reason.get("quotation")
            if of != other and max(of, other) <= len(proposals) and isinstance(quotation, str):
                claim = _claim_of(proposals[other - 1])
                known = claim in {each.claim for each in related[of - 1].reasons}
                if min(of, other) > 0 and claim and not known:
                    added = (*related[of - 1].reasons, ProposedReason(claim, quotation))
                    related[of - 1] = replace(related[of - 1], reasons=added)
        return related


class CostEstimate(NamedTuple):
    """What a draft will take, about: questions, and tokens that are sent and received."""

    questions: int
    input_tokens: int
    output_tokens: int


def estimate(article: Text, coding: Coding) -> CostEstimate:
    """Return about what a draft of an article takes.

    Parameters
    ----------
    article : Text
    coding : Coding
        The debate, whose registers go with every part of the article.
    """
    count = len(windows(article, WINDOW))
    said = len(article.raw) // _CHARACTERS
    characters = count * (len(instructions(coding, article)) + len(_MATCHING) + len(_RELATING))
    return CostEstimate(3 * count, characters // _CHARACTERS + 2 * said, said)


def _new_texts(proposal: Proposal, coding: Coding) -> Iterator[str]:
    """Yield the texts of a proposal's new claims: its claim, and its reasons."""
    proposed = [(each.claim, each.new_claim) for each in proposal.reasons]
    for claim, new in [(proposal.claim, proposal.new_claim), *proposed]:
        if new and claim not in coding.claims:
            yield new.text


def _with_ids(proposal: Proposal, ids: Mapping[str, str]) -> Proposal:
    """Return a proposal with the ids of claims in place of new claims of the same texts."""
    reasons = tuple(
        replace(reason, claim=ids[reason.new_claim.text], new_claim=None)
        if reason.new_claim and reason.new_claim.text in ids else reason
        for reason in proposal.reasons
    )  # fmt: skip
    if proposal.new_claim and proposal.new_claim.text in ids:
        claim = ids[proposal.new_claim.text]
        return replace(proposal, claim=claim, new_claim=None, reasons=reasons)
    return replace(proposal, reasons=reasons)


def _alternatives(number: int, text: str, names: Sequence[str], texts: Mapping[str, str]) -> str:
    return "\n".join([f"{number}. {text}", *(f"   - {name}: {texts[name]}" for name in names)])


def _statement(number: int, proposal: Proposal, coding: Coding) -> str:
    known = coding.claims.get(proposal.claim)
    text = known.text if known else proposal.new_claim.text if proposal.new_claim else "?"
    speaker = ", ".join(proposal.speakers) or "the narrator"
    return f"{number}. {speaker}: {text}\n   words: {' / '.join(proposal.quotations)}"


def _claim_of(proposal: Proposal) -> str:
    """Return the id of a proposal's claim, or the text of a new one, which also names it."""
    return proposal.new_claim.text if proposal.new_claim and not proposal.claim else proposal.claim


def _mapping(answer: str, key: str) -> Mapping[str, Any]:
    for data in answer_data(answer):
        if isinstance(data, Mapping) and isinstance(data.get(key), Mapping):
            return {str(name): value for name, value in data[key].items()}
    return {}


def _reasons(answer: str) -> Iterator[Mapping[str, Any]]:
    for data in answer_data(answer):
        if isinstance(data, Mapping) and isinstance(data.get("reasons"), list):
            yield from (item for item in data["reasons"] if isinstance(item, Mapping))
            return


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else 0
