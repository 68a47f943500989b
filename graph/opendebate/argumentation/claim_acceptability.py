"""Acceptability of a single claim, as data and in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from opendebate.ask.entities import Entity
from opendebate.ask.plain_data import plain_fields
from opendebate.ask.render_trace import format_names

CODER_READING = "in the coder's reading"
NOTE = "This is about the structure of what was said, not about what is true."
COLUMNS = (
    "claim", "text", "standing", "attacked_by", "supported_by", "stated", "grounded", "score",
    "words",
)  # fmt: skip
_GROUNDED = {
    "in": "In the grounded extension, and so in every preferred one.",
    "out": "Out under grounded semantics: the grounded extension attacks it.",
    "undecided": "Undecided under grounded semantics; ",
}


def _basis_of(*, stated: bool) -> str:
    return "stated" if stated else "analytic"


@dataclass(frozen=True, slots=True)
class ArgumentLine:
    """An argument for or against a claim, and the arguments that answer it.

    Attributes
    ----------
    premise : Entity
        The claim that attacks or supports.
    attacked_by : tuple of Entity
        Claims that attack the premise.
    undercut_by : tuple of Entity
        Claims that undercut the argument itself.
    stated : bool
        Whether a speaker states the argument; otherwise it is the coder's reading.
    analytic : frozenset of str
        IRIs of the claims in `attacked_by` and `undercut_by` that answer in the coder's reading
        only.
    """

    premise: Entity
    attacked_by: tuple[Entity, ...]
    undercut_by: tuple[Entity, ...]
    stated: bool = True
    analytic: frozenset[str] = frozenset()

    @property
    def answered(self) -> bool:
        """Whether any claim attacks the premise or undercuts the argument."""
        return bool(self.attacked_by or self.undercut_by)

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data, fit for JSON."""
        return {
            "premise": self.premise.to_dict(),
            "basis": _basis_of(stated=self.stated),
            "answered": self.answered,
            "attacked_by": [self._answer_dict(claim) for claim in self.attacked_by],
            "undercut_by": [self._answer_dict(claim) for claim in self.undercut_by],
        }

    def _answer_dict(self, answer: Entity) -> dict[str, Any]:
        return {**answer.to_dict(), "basis": _basis_of(stated=answer.iri not in self.analytic)}


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """The acceptability of a claim.

    Attributes
    ----------
    claim : Entity
    standing : str
        ``"unattacked"``; ``"unanswered"``, if no attack is answered; ``"contested"``, if some
        attacks are answered; ``"answered"``, if all attacks are; ``"defended"``, if the claim is
        attacked and in the grounded extension.
    attacks, supports : tuple of Line
    defenders : tuple of Entity
        For a defended claim: the claims in the grounded extension that answer its attacks.
    grounded : str
        ``"in"``, ``"out"`` or ``"undecided"``.
    credulous, sceptical : bool or None
        Whether some preferred extension contains it, and whether all do; None where there are
        too many to compute.
    score : float or None
        By DF-QuAD, to 3 decimals; None where the scores do not converge.

    Notes
    -----
    An attack is answered if another argument attacks its premise or undercuts it. `grounded`
    shows whether the answer itself is accepted.
    """

    claim: Entity
    standing: str
    attacks: tuple[ArgumentLine, ...]
    supports: tuple[ArgumentLine, ...]
    defenders: tuple[Entity, ...]
    grounded: str
    credulous: bool | None
    sceptical: bool | None
    score: float | None

    @property
    def words(self) -> str:
        """The standing in sentences, without the claim itself."""
        supports = self._line_sentences("supported", self.supports) if self.supports else []
        return " ".join(
            [
                *self._attack_sentences(),
                *supports,
                self.acceptance,
            ]
        )

    @property
    def acceptance(self) -> str:
        """Whether the claim is accepted, and its score, in sentences."""
        return f"{self._acceptance_sentence()} {self._score_sentence()}"

    @property
    def summary(self) -> str:
        """The standing, the claim and the sentences, on one line."""
        return f"{self.standing}: “{self.claim.name}” [{self.claim.id}] {self.words}"

    def __str__(self) -> str:
        return f"{self.summary} {NOTE}"

    def _attack_sentences(self) -> list[str]:
        if not self.attacks:
            return ["No argument attacks it."]
        sentences = self._line_sentences("attacked", self.attacks)
        unanswered = [line.premise for line in self.attacks if not line.answered]
        if len(unanswered) == len(self.attacks):
            sentences.append("No argument answers.")
        elif unanswered:
            sentences.append(f"No argument answers {self._list_names(unanswered)}.")
        if self.defenders:
            sentences.append(f"Defended by {self._list_names(self.defenders)}.")
        return sentences

    def _line_sentences(self, relation: str, lines: tuple[ArgumentLine, ...]) -> list[str]:
        """Return a sentence with all premises, and one for each premise that is answered."""
        stated = [line.premise for line in lines if line.stated]
        by = self._grouped_by_basis(
            relation, stated, [line.premise for line in lines if not line.stated]
        )
        sentences = [f"{by[0].upper()}{by[1:]}."]
        return sentences + [f"{self._answers_to(line)}." for line in lines if line.answered]

    def _grouped_by_basis(
        self, relation: str, stated: Sequence[Entity], analytic: Sequence[Entity]
    ) -> str:
        """Return the stated claims first, then those in the coder's reading."""
        statement = f"{relation} by {self._list_names(stated)}"
        if not analytic:
            return statement
        if not stated:
            return f"{CODER_READING} {relation} by {self._list_names(analytic)}"
        return f"{statement}, and {CODER_READING} by {self._list_names(analytic)}"

    def _answers_to(self, line: ArgumentLine) -> str:
        """Return the sentence that lists what answers an argument."""
        premise = self._list_names([line.premise])
        attacked = f"{premise} is {self._grouped_answers('attacked', line.attacked_by, line)}"
        undercut = f"is {self._grouped_answers('undercut', line.undercut_by, line)}"
        if not line.undercut_by:
            return attacked
        if not line.attacked_by:
            return f"The step from {premise} {undercut}"
        return f"{attacked}, and the step from it {undercut}"

    def _grouped_answers(self, relation: str, answers: Sequence[Entity], line: ArgumentLine) -> str:
        stated = [claim for claim in answers if claim.iri not in line.analytic]
        return self._grouped_by_basis(
            relation, stated, [claim for claim in answers if claim.iri in line.analytic]
        )

    def _acceptance_sentence(self) -> str:
        if self.grounded != "undecided":
            return _GROUNDED[self.grounded]
        if self.credulous is None:
            preferred = "preferred extensions could not be computed"
        elif self.sceptical:
            preferred = "in every preferred extension"
        else:
            preferred = f"in {'some' if self.credulous else 'no'} preferred extension"
        return f"{_GROUNDED['undecided']}{preferred}."

    def _score_sentence(self) -> str:
        return "No score." if self.score is None else f"Score {self.score:.3f}."

    def _list_names(self, claims: Iterable[Entity]) -> str:
        return format_names(
            "the claim itself" if claim == self.claim else f"“{claim.name.rstrip('.')}”"
            for claim in claims
        )

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data, fit for JSON."""
        keys = "claim standing words attacks supports defenders grounded credulous sceptical score"
        return {**plain_fields(self, keys), "note": NOTE}

    def to_row(self) -> dict[str, Any]:
        """Return the columns of a table, with ids for other claims."""
        lines = (*self.attacks, *self.supports)
        return {
            "claim": self.claim.id,
            "text": self.claim.name,
            "standing": self.standing,
            "attacked_by": [line.premise.id for line in self.attacks],
            "supported_by": [line.premise.id for line in self.supports],
            "stated": [line.premise.id for line in lines if line.stated],
            **plain_fields(self, "grounded score words"),
        }
