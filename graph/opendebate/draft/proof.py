"""The proof of proposals: the one way from a drafter to a draft.

A drafter may invent words, speakers and claims. Here every proposal is compared with the article
and with the debate: its exact words are located and sealed, and what cannot be proven is mended
or refused, each time with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from opendebate.coding.copied_words import CopyFinder
from opendebate.coding.dates import parse_edtf
from opendebate.coding.folder import Coding
from opendebate.coding.passages import Span, Status, locate, seal
from opendebate.coding.quotation_marks import quoted_words
from opendebate.coding.records import Mode, SourceFile, Stance
from opendebate.coding.similar import SimilarTexts
from opendebate.coding.text import Text
from opendebate.coding.text_checks import prints_speech
from opendebate.coding.tokenizer import folded_words, tokenize
from opendebate.counting import counted
from opendebate.draft.coded_words import CodedWords
from opendebate.draft.named_speakers import NARRATOR, Speakers
from opendebate.draft.new_claims import Claims
from opendebate.draft.proposals import Proposal, ProposedReason
from opendebate.draft.proven import Proof, Proven, ends_of, shown
from opendebate.draft.spellings import meant

_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.{3,})\s*\]|…|\.{3,})\s*")  # words that a quotation leaves out
_SIMILAR = 5  # claims that are proposed for a passage
MAX_QUOTATIONS = 40  # passages of a statement
MAX_REASONS = 20


def prove(proposals: Iterable[Proposal], article: Text, coding: Coding, slug: str) -> Proof:
    """Prove proposals against their article and debate.

    Parameters
    ----------
    proposals : iterable of Proposal
    article : Text
        The article without its page.
    coding : Coding
        The debate.
    slug : str
        The source of the article.
    """
    listed = tuple(proposals)
    printed = prints_speech(coding.sources[slug].source.kind, article)
    prover = _Prover(article, coding, printed)
    prover.speakers.expect(
        (name, proposal.speaker_kind) for proposal in listed for name in proposal.speakers
    )
    prover.claims.propose(
        new for proposal in listed
        for new in (proposal.new_claim, *(reason.new_claim for reason in proposal.reasons))
    )  # fmt: skip
    items = tuple(prover.prove(proposal) for proposal in listed)
    return proof_of(items, prover.speakers.proposed, prover.claims.proposed)


def without_coded(proof: Proof, article: Text, file: SourceFile) -> Proof:
    """Return a proof without the proposals whose words are coded already; they are counted."""
    coded = CodedWords.of(file, article)
    items = tuple(
        item for item in proof.items
        if not coded.coded_as([span[:2] for span in item.spans], item.proposal.claim)
    )  # fmt: skip
    left_out = len(proof.items) - len(items)
    return replace(proof_of(items, proof.actors, proof.claims), coded=left_out)


def proof_of(
    items: tuple[Proven, ...],
    actors: Mapping[str, dict[str, str]],
    claims: Mapping[str, dict[str, str]],
) -> Proof:
    """Return the proof of some proposals, with those new actors and claims that they need."""
    used = {name for item in items for name in item.proposal.speakers}
    needed = {name for item in items for name in item.proposal.claims}
    return Proof(
        items,
        {name: actor for name, actor in actors.items() if name in used},
        {name: claim for name, claim in claims.items() if name in needed},
    )


@dataclass(slots=True)
class _Prover:
    article: Text
    coding: Coding
    transcript: bool
    speakers: Speakers = field(init=False)
    claims: Claims = field(init=False)
    inside: bytearray = field(init=False)
    similar: SimilarTexts = field(init=False)
    mended: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.speakers = Speakers(self.article, self.coding)
        self.claims = Claims(self.coding, CopyFinder(self.article))
        self.inside = quoted_words(self.article)
        texts = {name: f"{claim.text} {name.replace('-', ' ')}"
                 for name, claim in self.coding.claims.items()}  # fmt: skip
        self.similar = SimilarTexts(texts)

    def prove(self, proposal: Proposal) -> Proven:
        """Return a proposal as far as it can be proven."""
        self.mended, self.refused = [], []
        spans = self._locate(proposal.quotations)
        mended = self._mend(proposal, spans)
        words = " ".join(self.article.slice(span.start, span.stop) for span in spans)
        passages = [seal(span, self.article) for span in spans]
        return Proven(
            mended,
            "refused" if self.refused else "mended" if self.mended else "proven",
            (*self.refused, *self.mended),
            spans,
            tuple(passages or map(ends_of, proposal.quotations[:MAX_QUOTATIONS])),
            tuple(name for name, _ in self.similar.find(words, _SIMILAR)),
        )

    def _mend(self, proposal: Proposal, spans: tuple[Span, ...]) -> Proposal:
        speakers = [self._speaker(name, proposal) for name in proposal.speakers]
        claim, note = self.claims.resolve(proposal.claim, proposal.new_claim)
        self.mended += [note] if note else []
        return Proposal(
            quotations=(),
            speakers=tuple(dict.fromkeys(filter(None, speakers))),
            claim=claim,
            stance=self._code(proposal.stance, get_args(Stance), "stance"),
            mode=self._mode(proposal.mode, spans),
            reasons=tuple(self._reasons(proposal.reasons, spans, claim)),
            said=self._date(proposal.said),
            confidence=_confidence(proposal.confidence),
        )

    def _locate(self, quotations: tuple[str, ...]) -> tuple[Span, ...]:
        """Return where all quotations stand; nothing if one of them cannot be proven."""
        pieces = [piece for quotation in quotations for piece in self._pieces(quotation)]
        if not pieces or len(pieces) > MAX_QUOTATIONS:
            number = f"more than {MAX_QUOTATIONS} passages" if pieces else "no words"
            self.refused.append(f"It quotes {number}. Select the words in the text.")
            return ()
        spans = {self._span(piece) for piece in pieces}
        return () if None in spans else tuple(sorted(filter(None, spans), key=lambda s: s[:2]))

    def _pieces(self, quotation: str) -> list[str]:
        """Return a quotation; where it leaves words out and is not exact, its pieces."""
        parts = [part for part in _GAP.split(quotation) if tokenize(part)]
        if len(parts) > 1 and not self._occurrences(quotation):
            self.mended.append("A quotation that leaves words out became several passages.")
            return parts
        return [quotation] if parts else []

    def _occurrences(self, quotation: str) -> list[int]:
        run = folded_words(quotation)
        return self.article.occurrences(run) if run else []

    def _span(self, quotation: str) -> Span | None:
        """Return where a quotation stands, if it stands in one place only."""
        starts = self._occurrences(quotation)
        if not starts:
            self.refused.append(
                f"{shown(quotation)} is {self._how_missing(quotation)}. Select the words that are "
                "meant."
            )
            return None
        if (
            len(starts) == 1
        ):  # so the sealed passage is found once, too: its digest is of these words
            stop = starts[0] + len(tokenize(quotation))
            return Span(starts[0], stop, self.article.paragraph_at(starts[0]))
        self.refused.append(
            f"{shown(quotation)} stands in the text {counted(len(starts), 'time')}. "
            "Select the words that are meant, with some before or after them."
        )
        return None

    def _how_missing(self, quotation: str) -> str:
        """Say whether the ends of words that are not in the text are there, about as far apart."""
        ends = ends_of(quotation)
        counted_words = replace(ends, words=len(tokenize(quotation)))
        is_there = locate(counted_words, self.article).status is not Status.MISSING
        return "in the text, but with other words between" if is_there else "not in the text"

    def _speaker(self, written: str, proposal: Proposal) -> str:
        if written.casefold() in NARRATOR and written not in self.coding.actors:
            self.mended.append(f"{shown(written)} is nobody's name: the narrator speaks.")
            return ""
        name = self.speakers.resolve(written, proposal.speaker_kind)
        if not name:
            self.refused.append(
                f"The speaker {shown(written)} is neither registered nor named in the text. "
                "Choose the speaker."
            )
        return name

    def _mode(self, mode: str, spans: tuple[Span, ...]) -> str:
        """Return a mode that agrees with the quotation marks."""
        mode = self._code(mode, get_args(Mode), "mode")
        if not spans or (self.transcript and mode in {"verbatim", "mixed"}):
            return mode
        quoted = [bool(self.inside[i]) for span in spans for i in range(span.start, span.stop)]
        right = "verbatim" if all(quoted) else "mixed" if any(quoted) else "paraphrase"
        if not mode:
            return "" if self.transcript else right
        if mode == "verbatim" and right != "verbatim":
            outside = "The words are" if right == "paraphrase" else "Some of the words are"
            self.mended.append(f"{outside} not in quotation marks: {right}, not verbatim.")
            return right
        if mode == "mixed" and right == "paraphrase":
            self.mended.append("None of the words is in quotation marks: paraphrase, not mixed.")
            return right
        return mode

    def _reasons(
        self, reasons: tuple[ProposedReason, ...], spans: tuple[Span, ...], conclusion: str
    ) -> list[ProposedReason]:
        """Return the reasons whose claims can be used, and whose words lie in a passage."""
        reasons_kept: dict[str, ProposedReason] = {}
        for reason in reasons[:MAX_REASONS]:
            claim, refusal = self.claims.resolve(reason.claim, reason.new_claim)
            if not claim and reason.new_claim:
                self.mended.append(f"{refusal} This reason was removed.")
            elif not claim:
                self.mended.append(
                    f"There is no claim {shown(reason.claim)}; this reason was removed."
                )
            elif claim == conclusion:
                self.mended.append(f"The claim {claim} is no reason for itself; it was removed.")
            elif not self._is_within(reason.quotation, spans):
                self.mended.append(
                    f"The reason {claim} is not stated in a passage; it was removed."
                )
            else:
                reasons_kept[claim] = ProposedReason(claim, "")
        return list(reasons_kept.values())

    def _is_within(self, quotation: str, spans: tuple[Span, ...]) -> bool:
        length = len(tokenize(quotation))
        return any(
            span.start <= start and start + length <= span.stop
            for start in self._occurrences(quotation)
            for span in spans
        )

    def _code(self, code: str, known: tuple[str, ...], what: str) -> str:
        if code in known:
            return code
        if spelled := meant(code, known):
            self.mended.append(f"{shown(code)} is read as the {what} {spelled}.")
            return spelled
        if code:
            self.mended.append(f"{shown(code)} is not a known {what}. Choose one.")
        return ""

    def _date(self, said: str) -> str:
        try:
            if said:
                parse_edtf(said)
        except ValueError:
            self.mended.append(f"{shown(said)} is no date in EDTF; it is left out.")
            return ""
        return said


def _confidence(confidence: float | None) -> float | None:
    return round(confidence, 2) if confidence is not None and 0 <= confidence <= 1 else None
