"""What illocutions hang on: the turns of a dialogue, where one takes up another."""

from __future__ import annotations

from dataclasses import dataclass, field

from opendebate.exchange.draft import Record

DENYING = {"denies", "doubts"}


@dataclass(frozen=True, slots=True)
class Act:
    """An illocution that still hangs on nothing.

    Attributes
    ----------
    node : str
    spot : str
        The locution of its statement.
    statement : dict
    claim : str
        What it bears on: the claim, or the premise that is given for it.
    own : bool
        Whether it leads to the claim itself.
    """

    node: str
    spot: str
    statement: Record
    claim: str
    own: bool


@dataclass(slots=True)
class Turns:
    """The transitions of a document, and who says what where."""

    nodes: dict[tuple[str, str], str] = field(default_factory=dict)
    near: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)
    said: dict[tuple[str, str], set[tuple[str, ...]]] = field(default_factory=dict)

    def say(self, spot: str, one: Record) -> None:
        """Note that a statement is made in a locution."""
        if not one.get("via"):
            self.said.setdefault((spot, one["claim"]), set()).add(tuple(one.get("speaker", ())))

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
        one = act.statement
        if one.get("via"):
            return act.spot
        responds = act.own or one.get("stance", "affirms") in DENYING
        about = one["claim"] if responds else act.claim
        who = tuple(one.get("speaker", ()))
        for other, node, after in self.near.get(act.spot, ()):
            speakers = self.said.get((other, about), set())
            if (after and speakers - {who}) if responds else who in speakers:
                return node
        return act.spot
