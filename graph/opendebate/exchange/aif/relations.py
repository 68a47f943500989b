"""From inferences, conflicts, rephrasings and transitions to relations of claims and statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from opendebate.exchange.aif.graph import MOST_PAIRS
from opendebate.exchange.aif.schemes import is_analysing, stance_of
from opendebate.exchange.aif.state import Reading, Said
from opendebate.exchange.aif.statements import find, state

AGAIN = "another of them joins the same two already"
ITSELF = "they join a claim with itself"
HUGE = "they join too many nodes"
DRAWN = "the step they make is drawn as the coder's: it leads not to what their speaker says"
UNDERCUT = "an attack on a step is always drawn as the coder's"
NO_STEP = "they speak against a node that is no step from one claim to another"
HOLDING = ("affirms", "concedes")
_RELATIONS = {"RA": "supports", "CA": "attacks"}


@dataclass(frozen=True, slots=True, eq=False)
class Reason:
    """A premise that a speaker gives, and the nodes that say so."""

    said: Said
    premise: str
    node: str
    act: str


@dataclass(slots=True)
class Relations:
    """Reads what joins claims and statements."""

    reading: Reading
    reasons: list[Reason] = field(default_factory=list)
    steps: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    drawn: set[tuple[str, ...]] = field(default_factory=set)

    def read(self) -> None:
        """Read every node that joins others."""
        graph = self.reading.graph
        for node in graph.of("RA", "CA"):
            for premise, conclusion in self.pairs(node.id):
                self.steps.setdefault(node.id, []).append((premise, conclusion))
                stated = self.stated if node.type == "RA" else self.denied
                if not self.give(node.id, premise, stated(node.id, premise, conclusion)):
                    self.draw(node.id, _RELATIONS[node.type], premise, conclusion)
        for node in graph.of("CA"):
            self.undercut(node.id)
        for node in graph.of("MA"):
            for again, first in self.pairs(node.id):
                self.draw(node.id, "rephrases", again, first)

    def pairs(self, node: str) -> Iterator[tuple[str, str]]:
        """Yield the premises and conclusions that a node joins, as claims."""
        graph, claims = self.reading.graph, self.reading.claims
        premises = [claims[one] for one in graph.into(node, "I") if one in claims]
        conclusions = [claims[one] for one in graph.out(node, "I") if one in claims]
        if len(premises) * len(conclusions) > MOST_PAIRS:
            self.reading.account.leave(node, HUGE)
            return
        for premise in premises:
            for conclusion in conclusions:
                if premise == conclusion:
                    self.reading.account.leave(node, ITSELF)
                else:
                    yield premise, conclusion

    def stated(self, node: str, premise: str, conclusion: str) -> tuple[str, Said] | None:
        """Return who gives a reason for a claim: the illocution, and the statement of the claim."""
        for act in self.acts(node):
            kept = self.kept(act)
            if kept:
                if kept.record["claim"] == conclusion:
                    return act, kept
                continue
            if stance_of(self.reading.graph.nodes[act].scheme) != "affirms":
                continue
            spot, others = self.reading.voice(act)
            who = self.speakers(spot)
            if not who:
                continue
            near = (find(self.reading, name, conclusion, *HOLDING) for name in (spot, *others[:9]))
            far = self.reading.held.get((self.reading.slug, conclusion, who))
            found = next((one for one in near if one and one.speakers == who), far)
            if found:
                return act, found
        return None

    def denied(self, node: str, premise: str, conclusion: str) -> tuple[str, Said] | None:
        """Return who denies a claim for a reason: the illocution, and the statement.

        Whoever disagrees by saying the premise denies the conclusion.
        """
        for act in self.acts(node):
            kept = self.kept(act)
            if kept:
                if kept.record["claim"] == conclusion:
                    return act, kept
                continue
            if stance_of(self.reading.graph.nodes[act].scheme) != "denies":
                continue
            spot, _ = self.reading.voice(act)
            if spot in self.reading.handed and self.disagrees(spot, premise, conclusion):
                made = find(self.reading, spot, conclusion, "denies", "doubts")
                return act, made or state(self.reading, spot, conclusion, "denies")
        return None

    def disagrees(self, spot: str, premise: str, conclusion: str) -> bool:
        """Tell whether the speaker of a locution says the premise, and not the conclusion too."""
        who = self.speakers(spot)
        both = find(self.reading, spot, conclusion, *HOLDING)
        return not both and (self.reading.slug, premise, who) in self.reading.held

    def acts(self, node: str) -> list[str]:
        """Return the illocutions that a step is made by."""
        graph = self.reading.graph
        acts = graph.into(node, "YA")
        found = [act for act in acts if not is_analysing(graph.nodes[act].scheme)]
        for act in found:
            self.reading.account.leave(act, DRAWN)
        return found

    def kept(self, act: str) -> Said | None:
        """Return the statement that this tool wrote an illocution for."""
        kept = self.reading.graph.nodes[act].kept
        return self.reading.kept.get((str(kept.get("source")), str(kept.get("of"))))

    def speakers(self, spot: str) -> tuple[str, ...]:
        """Return who speaks in a locution."""
        for one in self.reading.said.get(spot, ()):
            return one.speakers
        known = self.reading.dialogue.all.get(spot)
        return (self.reading.actor(known.name),) if known and known.name else ()

    def give(self, node: str, premise: str, found: tuple[str, Said] | None) -> bool:
        """Make a premise a reason of a statement, if one is found."""
        if found is None:
            return False
        act, said = found
        key = ("because", said.source, said.record["id"], premise)
        if key in self.drawn:
            self.reading.account.leave(node, AGAIN)
            return True
        self.drawn.add(key)
        said.reasons().append(premise)
        self.reasons.append(Reason(said, premise, node, act))
        self.reading.account.keep(node, *key)
        self.reading.account.keep(act, "arguing", *key[1:])
        return True

    def draw(self, node: str, relation: str, premise: str, conclusion: str) -> None:
        """Make a relation the coder's own."""
        if (relation, premise, conclusion) in self.drawn:
            self.reading.account.leave(node, AGAIN)
            return
        self.drawn.add((relation, premise, conclusion))
        claim = self.reading.draft.claims[premise]
        claim.setdefault(relation, []).append(conclusion)
        self.reading.account.keep(node, relation, premise, conclusion)

    def undercut(self, node: str) -> None:
        """Read a conflict with an inference or with another conflict."""
        graph, claims = self.reading.graph, self.reading.claims
        targets = graph.out(node, "RA", "CA", "MA")
        steps = [step for one in targets for step in self.steps.get(one, ())]
        by = [claims[one] for one in graph.into(node, "I") if one in claims]
        if len(by) * len(steps) > MOST_PAIRS:
            self.reading.account.leave(node, HUGE)
            return
        if targets and not steps:
            self.reading.account.leave(node, NO_STEP)
        for claim in by:
            for premise, conclusion in steps:
                if ("undercuts", claim, premise, conclusion) in self.drawn:
                    self.reading.account.leave(node, AGAIN)
                    continue
                self.drawn.add(("undercuts", claim, premise, conclusion))
                made = {"premise": premise, "conclusion": conclusion}
                self.reading.draft.claims[claim].setdefault("undercuts", []).append(made)
                self.reading.account.keep(node, "undercuts", claim, premise, conclusion)
                for act in graph.into(node, "YA") if targets else ():
                    self.reading.account.leave(act, UNDERCUT)
