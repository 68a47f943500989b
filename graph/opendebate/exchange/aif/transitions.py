"""The transitions of a dialogue, from one turn to another, in which illocutions are performed."""

from __future__ import annotations

from dataclasses import dataclass, field

from opendebate.exchange.typed import StatementData

DENYING = {"denies", "doubts"}


@dataclass(frozen=True, slots=True)
class Act:
    """An illocution without its place in the dialogue."""

    node: str
    spot: str  # the locution of its statement
    statement: StatementData
    claim: str  # what it bears on: the claim, or the premise that is given for it
    is_direct: bool  # it leads to the claim itself


@dataclass(slots=True)
class Transitions:
    """The transitions of a document, and who says what where."""

    nodes: dict[tuple[str, str], str] = field(default_factory=dict)
    near: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)
    speakers: dict[tuple[str, str], set[tuple[str, ...]]] = field(default_factory=dict)

    def add_statement(self, spot: str, statement: StatementData) -> None:
        """Note that a statement is made in a locution."""
        if not statement.get("via"):
            key = (spot, statement["claim"])
            self.speakers.setdefault(key, set()).add(tuple(statement.get("speaker", ())))

    def add(self, start: str, end: str, node: str) -> None:
        """Note a transition between two locutions."""
        if self.nodes.setdefault((start, end), node) == node:
            self.near.setdefault(end, []).append((start, node, True))
            self.near.setdefault(start, []).append((end, node, False))

    def anchor(self, act: Act) -> str:
        """Return the transition in which an illocution is performed, or else its locution.

        A reason is given between conclusion and premise, by one speaker; agreement and
        disagreement come after what they are about, which is another's.
        """
        statement = act.statement
        if statement.get("via"):
            return act.spot
        responds = act.is_direct or statement.get("stance", "affirms") in DENYING
        claim = statement["claim"] if responds else act.claim
        who = tuple(statement.get("speaker", ()))
        for neighbour, node, after in self.near.get(act.spot, ()):
            speakers = self.speakers.get((neighbour, claim), set())
            if (after and speakers - {who}) if responds else who in speakers:
                return node
        return act.spot
