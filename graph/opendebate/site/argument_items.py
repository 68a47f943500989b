"""The arguments on the page of a claim: what speakers state apart from what the coder draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.ask.affirmed_claims import NO_EFFECT, ONLY_IMAGINED

if TYPE_CHECKING:
    from opendebate.ask.arguments import Argument
    from opendebate.ask.entities import Entity
    from opendebate.site.debate_index import DebateIndex

# Relation → heading where the claim of the page is the conclusion, and where it is the premise.
_INTO = {"support": "Reasons for it", "attack": "Objections to it"}
_OUT_OF = {
    "support": "What it is a reason for",
    "attack": "What it is an objection to",
    "undercut": "Arguments that it disputes",
}


@dataclass(frozen=True, slots=True)
class ArgumentItem:
    """A claim that is joined by an argument to the claim of a page.

    Attributes
    ----------
    claim : Entity
    speakers : tuple of Entity
        Who makes the argument; empty if the coder drew it.
    note : str
        Why the argument has no effect; empty where it has.
    disputed_by : tuple of ArgumentItem
        What undercuts the argument.
    """

    claim: Entity
    speakers: tuple[Entity, ...]
    note: str = ""
    disputed_by: tuple[ArgumentItem, ...] = ()


class Arguments:
    """The arguments for, against and from the claims of a debate.

    Parameters
    ----------
    index : DebateIndex
    """

    def __init__(self, index: DebateIndex) -> None:
        self.index = index

    def of(self, claim: str) -> Iterator[tuple[str, bool, tuple[ArgumentItem, ...]]]:
        """Yield headings with arguments that bear on a claim; the stated before the coder's.

        Yields
        ------
        tuple of str, bool and tuple of ArgumentItem
            The heading; whether speakers state these arguments; and the arguments.
        """
        into = self.index.arguments_for_and_against.get(claim, [])
        out_of = self.index.arguments_from.get(claim, [])
        for relation, heading in _INTO.items():
            yield from self._both(heading, relation, into, from_conclusion=True)
        for relation, heading in _OUT_OF.items():
            yield from self._both(heading, relation, out_of, from_conclusion=False)

    def _both(
        self, heading: str, relation: str, arguments: Iterable[Argument], *, from_conclusion: bool
    ) -> Iterator[tuple[str, bool, tuple[ArgumentItem, ...]]]:
        groups: dict[str, list[Argument]] = defaultdict(list)
        for argument in arguments:
            if argument.relation == relation:
                groups[argument.premise if from_conclusion else self._end(argument)].append(
                    argument
                )
        for stated in (True, False):
            chosen = {other: group for other, group in groups.items() if group[0].stated == stated}
            yield heading, stated, tuple(self._item(*entry) for entry in chosen.items())

    def _end(self, argument: Argument) -> str:
        """Return the claim that an argument ends in: of an undercut, the disputed conclusion."""
        return self.index.conclusions.get(argument.target, argument.target)

    def _item(self, other: str, group: list[Argument]) -> ArgumentItem:
        undercuts: dict[str, list[Argument]] = defaultdict(list)
        for argument in group:
            for undercut in self.index.arguments_for_and_against.get(argument.iri, ()):
                undercuts[undercut.premise].append(undercut)
        return ArgumentItem(
            self.index.entity(other),
            self._speakers(group),
            _without_effect(group[0]),
            tuple(self._item(*entry) for entry in undercuts.items()),
        )

    def _speakers(self, group: list[Argument]) -> tuple[Entity, ...]:
        """Return who makes arguments: imagined speakers only where there are no others."""
        alike = [argument for argument in group if argument.imagined == group[0].imagined]
        statements = [self.index.by_iri.get(argument.stated_in or "") for argument in alike]
        voices = (voice for statement in statements if statement for voice in statement.voices)
        return tuple(dict.fromkeys(voices))


def _without_effect(argument: Argument) -> str:
    if argument.has_effect:
        return ""
    words = ONLY_IMAGINED if argument.voiced else NO_EFFECT
    return words.get(f"{argument.relation}s", words["attacks"])
