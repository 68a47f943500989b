"""How one claim stands, and how that is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from opendebate.ask.entities import Thing
from opendebate.ask.render_trace import tell_names

READING = "in the coder's reading"
NOTE = "This is about the structure of what was said, not about what is true."
STANDINGS = ("unattacked", "unanswered", "contested", "answered", "defended")
_GROUNDED = {
    "in": "In the grounded extension, and so in every preferred one.",
    "out": "Out under grounded semantics: the grounded extension attacks it.",
    "undecided": "Undecided under grounded semantics; ",
}


def _basis(*, stated: bool) -> str:
    return "stated" if stated else "analytic"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of argument to a claim, and what is held against it.

    Attributes
    ----------
    premise : Thing
        The claim that attacks or supports.
    attacked_by : tuple of Thing
        Claims that attack the premise.
    undercut_by : tuple of Thing
        Claims that undercut the step from the premise.
    stated : bool
        Whether a speaker states the line; else the coder drew it.
    drawn : frozenset of str
        IRIs of those of `attacked_by` and `undercut_by` that only the coder holds against it.
    """

    premise: Thing
    attacked_by: tuple[Thing, ...]
    undercut_by: tuple[Thing, ...]
    stated: bool = True
    drawn: frozenset[str] = frozenset()

    @property
    def answered(self) -> bool:
        """Whether anything is held against it."""
        return bool(self.attacked_by or self.undercut_by)

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data."""
        return {
            "premise": self.premise.to_dict(),
            "basis": _basis(stated=self.stated),
            "answered": self.answered,
            "attacked_by": [self._answer(one) for one in self.attacked_by],
            "undercut_by": [self._answer(one) for one in self.undercut_by],
        }

    def _answer(self, one: Thing) -> dict[str, Any]:
        return {**one.to_dict(), "basis": _basis(stated=one.iri not in self.drawn)}


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """How one claim stands.

    Attributes
    ----------
    claim : Thing
    standing : str
        ``"unattacked"``; ``"unanswered"``, if it is attacked and no attack on it is answered;
        ``"contested"``, if some are; ``"answered"``, if all are; ``"defended"``, if it is in the
        grounded extension although it is attacked.
    attacks, supports : tuple of Line
    defenders : tuple of Thing
        Of a defended claim, the claims in the grounded extension that answer its attacks.
    grounded : str
        ``"in"``, ``"out"`` or ``"undecided"``.
    credulous, sceptical : bool or None
        Whether it is in some preferred extension, and in all; None where that is refused.
    score : float or None
        By DF-QuAD, to 3 decimals; None where it does not settle.

    Notes
    -----
    An attack is answered if another argument attacks its premise or undercuts its step. Whether
    the answer stands is a further question: `grounded` tells.
    """

    claim: Thing
    standing: str
    attacks: tuple[Line, ...]
    supports: tuple[Line, ...]
    defenders: tuple[Thing, ...]
    grounded: str
    credulous: bool | None
    sceptical: bool | None
    score: float | None

    @property
    def words(self) -> str:
        """The standing in sentences, without the claim itself."""
        supports = self._lines("supported", self.supports) if self.supports else []
        return " ".join([*self._attacked(), *supports, self._accepted(), self._scored()])

    @property
    def told(self) -> str:
        """The claim and its standing on one line."""
        return f"{self.standing}: “{self.claim.name}” [{self.claim.id}] {self.words}"

    def __str__(self) -> str:
        return f"{self.told} {NOTE}"

    def _attacked(self) -> list[str]:
        if not self.attacks:
            return ["No argument attacks it."]
        told = self._lines("attacked", self.attacks)
        left = [line.premise for line in self.attacks if not line.answered]
        if len(left) == len(self.attacks):
            told.append("No argument answers.")
        elif left:
            told.append(f"No argument answers {self._names(left)}.")
        if self.defenders:
            told.append(f"Defended by {self._names(self.defenders)}.")
        return told

    def _lines(self, how: str, lines: tuple[Line, ...]) -> list[str]:
        """Return by which premises, and what is held against each."""
        stated = [line.premise for line in lines if line.stated]
        by = self._by(how, stated, [line.premise for line in lines if not line.stated])
        told = [f"{by[0].upper()}{by[1:]}."]
        return told + [f"{self._against(line)}." for line in lines if line.answered]

    def _by(self, how: str, stated: Sequence[Thing], drawn: Sequence[Thing]) -> str:
        """Return what somebody states, and after it what only the coder draws."""
        told = f"{how} by {self._names(stated)}"
        if not drawn:
            return told
        if not stated:
            return f"{READING} {how} by {self._names(drawn)}"
        return f"{told}, and {READING} by {self._names(drawn)}"

    def _against(self, line: Line) -> str:
        """Return what is held against a line of argument."""
        premise = self._names([line.premise])
        attacked = f"{premise} is {self._split('attacked', line.attacked_by, line)}"
        undercut = f"is {self._split('undercut', line.undercut_by, line)}"
        if not line.undercut_by:
            return attacked
        if not line.attacked_by:
            return f"The step from {premise} {undercut}"
        return f"{attacked}, and the step from it {undercut}"

    def _split(self, how: str, against: Sequence[Thing], line: Line) -> str:
        stated = [one for one in against if one.iri not in line.drawn]
        return self._by(how, stated, [one for one in against if one.iri in line.drawn])

    def _accepted(self) -> str:
        if self.grounded != "undecided":
            return _GROUNDED[self.grounded]
        if self.credulous is None:
            within = "under preferred semantics it was not found out"
        elif self.sceptical:
            within = "in every preferred extension"
        else:
            within = f"in {'some' if self.credulous else 'no'} preferred extension"
        return f"{_GROUNDED['undecided']}{within}."

    def _scored(self) -> str:
        return "No score." if self.score is None else f"Score {self.score:.3f}."

    def _names(self, claims: Iterable[Thing]) -> str:
        return tell_names(
            "the claim itself" if one == self.claim else f"“{one.name.rstrip('.')}”"
            for one in claims
        )

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data, fit for JSON."""
        return {
            "claim": self.claim.to_dict(),
            "standing": self.standing,
            "words": self.words,
            "attacks": [one.to_dict() for one in self.attacks],
            "supports": [one.to_dict() for one in self.supports],
            "defenders": [one.to_dict() for one in self.defenders],
            "grounded": self.grounded,
            "credulous": self.credulous,
            "sceptical": self.sceptical,
            "score": self.score,
            "note": NOTE,
        }
