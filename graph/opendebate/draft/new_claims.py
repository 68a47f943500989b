"""The claims that a draft proposes, and those that it means by their ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import get_args

from opendebate.coding.copied_words import CopyFinder
from opendebate.coding.field_types import ID_PATTERN, MAX_ID
from opendebate.coding.folder import KINDS, Coding
from opendebate.coding.new_ids import claim_id, free_id
from opendebate.coding.records import ClaimKind, Side
from opendebate.coding.tokenizer import joined_words, tokenize
from opendebate.coding.yaml_reader import visible
from opendebate.counting import counted
from opendebate.draft.proposals import NewClaim
from opendebate.draft.spellings import meant

MAX_CLAIM = 500  # characters of a new claim


@dataclass(slots=True)
class Claims:
    """The claims of a debate, and those that are proposed.

    Attributes
    ----------
    coding : Coding
    copies : CopyFinder
        Finds what a claim copies from the article.
    proposed : dict of str to dict
        Id → record of a new claim.
    """

    coding: Coding
    copies: CopyFinder
    proposed: dict[str, dict[str, str]] = field(default_factory=dict)
    _by_text: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, claim in self.coding.claims.items():
            self._by_text.setdefault(joined_words(claim.text), name)

    def propose(self, claims: Iterable[NewClaim | None]) -> None:
        """Note the new claims of a draft that can be accepted, each once."""
        for claim in claims:
            if claim and not self._refusal(claim) and joined_words(claim.text) not in self._by_text:
                self._add(claim)

    def _add(self, claim: NewClaim) -> None:
        taken = {*self.proposed, *(name for kind in KINDS for name in getattr(self.coding, kind))}
        name = free_id(claim_id(claim.text), taken)
        record = {"text": visible(" ".join(claim.text.split()))}
        kind, side = meant(claim.kind, get_args(ClaimKind)), meant(claim.side, get_args(Side))
        record |= {"kind": kind} if kind else {}
        record |= {"side": side} if side else {}
        self.proposed[name] = record
        self._by_text[joined_words(claim.text)] = name

    def resolve(self, name: str, new: NewClaim | None) -> tuple[str, str]:
        """Return the id of the claim that is meant, and what was mended; the id may be empty."""
        if name in self.coding.claims or name in self.proposed:
            return name, ""
        if new and (reason := self._refusal(new)):
            return "", reason
        if new:
            known = self._by_text[joined_words(new.text)]
            also = known in self.coding.claims
            return known, f"The claim is there already: {known}." if also else ""
        if not name:
            return "", ""
        known = self._by_text.get(joined_words(name), "")
        shown = name if len(name) <= MAX_ID and re.fullmatch(ID_PATTERN, name) else "of this id"
        return known, "" if known else f"There is no claim {shown}. Choose one."

    def _refusal(self, claim: NewClaim) -> str:
        """Return why a new claim cannot be proposed; empty if it can."""
        if not tokenize(claim.text):
            return "The new claim has no words. Write it."
        if len(claim.text) > MAX_CLAIM:
            return f"The new claim has more than {MAX_CLAIM} characters. Write a shorter one."
        if run := self.copies.find(claim.text):
            return (
                f"The new claim repeats {counted(run.length, 'word')} in a row of the text: "
                f"“{visible(run.ends)}”. "
                "Write it in your own words."
            )
        return ""
