"""From inferences, conflicts, rephrasings and transitions to relations of claims and statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from opendebate.exchange.aif.context import AifContext, ImportedStatement, Key
from opendebate.exchange.aif.schemes import is_analysing, stance_of_act
from opendebate.exchange.aif.statements import add_statement
from opendebate.exchange.coded_debate import Record, speakers_of
from opendebate.exchange.repair import Reasons
from opendebate.stances import AFFIRMS, expressing

_REPEATED = "another of them joins the same two already"
_ITSELF = "they join a claim with itself"
_NOT_STATED = "the coder's step stands for them: they lead to nothing that their speaker says"
_UNDERCUT = "an attack on a step is always the coder's"
_NO_STEP = "they attack a node that is no step from one claim to another"
_CYCLE = "their reason would form a cycle, so the coder's step stands for it"
_RELATIONS = {"RA": "supports", "CA": "attacks"}


@dataclass(slots=True)
class AifRelations:
    """Reads what joins claims and statements."""

    context: AifContext
    cycles: int = 0  # reasons that would form a cycle
    reasons: Reasons = field(default_factory=Reasons)
    steps: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    relations: set[Key] = field(default_factory=set)

    def read(self) -> None:
        """Read every node that joins others."""
        graph = self.context.graph
        for node in graph.of("RA", "CA"):
            for premise, conclusion in self._pairs(node.id):
                self.steps.setdefault(node.id, []).append((premise, conclusion))
                if not self._read_reason(node.id, node.type, premise, conclusion):
                    self._draw(node.id, _RELATIONS[node.type], premise, conclusion)
        for node in graph.of("CA"):
            self._undercut(node.id)
        for node in graph.of("MA"):
            for claim, rephrased in self._pairs(node.id):
                self._draw(node.id, "rephrases", claim, rephrased)

    def _pairs(self, node: str) -> Iterator[tuple[str, str]]:
        """Yield the premises and conclusions that a node joins, as claims."""
        graph, claims_of = self.context.graph, self.context.claims_of
        ends = claims_of(graph.into(node, "I")), claims_of(graph.out(node, "I"))
        for premise, conclusion in self.context.pairs(node, *ends):
            if premise == conclusion:
                self.context.outcomes.set_aside(node, _ITSELF)
            else:
                yield premise, conclusion

    def _read_reason(self, node: str, kind: str, premise: str, conclusion: str) -> bool:
        """Make a premise a reason of the statement of a conclusion, if somebody gives it."""
        for act in self._acts(node):
            if written := self._written(act):
                statement = written if written.record["claim"] == conclusion else None
            elif kind == "RA":
                statement = self._affirmation(act, conclusion)
            else:
                statement = self._denial(act, premise, conclusion)
            if statement:
                return self._add_reason(node, act, premise, statement)
        return False

    def _affirmation(self, act: str, conclusion: str) -> ImportedStatement | None:
        """Return the statement of a claim for which an illocution gives a reason."""
        context = self.context
        if stance_of_act(context.graph.nodes[act].scheme) != "affirms":
            return None
        spot, neighbours = context.locution_of(act)
        speakers = self._speakers(spot)
        if not speakers:
            return None
        for name in (spot, *neighbours[:9]):
            statement = context.lookup(name, conclusion, *expressing(AFFIRMS))
            if statement and statement.speakers == speakers:
                return statement
        return context.affirmed.get((context.slug, conclusion, speakers))

    def _denial(self, act: str, premise: str, conclusion: str) -> ImportedStatement | None:
        """Return the statement that denies a claim for a reason.

        Whoever disagrees by saying the premise denies the conclusion.
        """
        context = self.context
        spot, _ = context.locution_of(act)
        if stance_of_act(context.graph.nodes[act].scheme) != "denies" or spot not in context.chains:
            return None
        says_premise = (context.slug, premise, self._speakers(spot)) in context.affirmed
        if not says_premise or context.lookup(spot, conclusion, *expressing(AFFIRMS)):
            return None
        statement = context.lookup(spot, conclusion, *expressing("denies", "doubts"))
        return statement or add_statement(context, spot, conclusion, "denies")

    def _acts(self, node: str) -> list[str]:
        """Return the illocutions that a step is made by."""
        graph = self.context.graph
        acts = [act for act in graph.into(node, "YA") if not is_analysing(graph.nodes[act].scheme)]
        for act in acts:
            self.context.outcomes.set_aside(act, _NOT_STATED)
        return acts

    def _written(self, act: str) -> ImportedStatement | None:
        """Return the statement that this library wrote an illocution for."""
        extension = self.context.graph.nodes[act].extension
        return self.context.written.get((str(extension.get("source")), str(extension.get("of"))))

    def _speakers(self, spot: str) -> tuple[str, ...]:
        """Return who speaks in a locution."""
        for statement in self.context.statements.get(spot, ()):
            return statement.speakers
        locution = self.context.dialogue.all.get(spot)
        return (self.context.actor(locution.name),) if locution and locution.name else ()

    def _add_reason(self, node: str, act: str, premise: str, statement: ImportedStatement) -> bool:
        outcomes, record = self.context.outcomes, statement.record
        key = ("because", statement.source, record["id"], premise)
        if key in self.relations:
            outcomes.set_aside(node, _REPEATED)
            return True
        source = self.context.coded.sources[statement.source]["source"]
        speakers = speakers_of(record, source) or ("",)
        if not self.reasons.add(statement.source, speakers, premise, record["claim"]):
            self.cycles += 1
            outcomes.reasons[act] = _CYCLE
            if not statement.direct:  # a denial that is made by its reason alone
                outcomes.add(act, *statement.key)
            return False
        self.relations.add(key)
        record.setdefault("because", []).append(premise)
        outcomes.add(node, *key)
        outcomes.add(act, "arguing", *key[1:])
        return True

    def _draw(self, node: str, relation: str, premise: str, conclusion: str) -> None:
        """Make a relation the coder's."""
        if self._is_new(node, (relation, premise, conclusion)):
            claim = cast("Record", self.context.coded.claims[premise])
            claim.setdefault(relation, []).append(conclusion)

    def _is_new(self, node: str, key: Key) -> bool:
        """Note what a node stands for, unless another does already, and tell which is the case."""
        if key in self.relations:
            self.context.outcomes.set_aside(node, _REPEATED)
            return False
        self.relations.add(key)
        self.context.outcomes.add(node, *key)
        return True

    def _undercut(self, node: str) -> None:
        """Read a conflict with an inference or with another conflict."""
        graph, outcomes = self.context.graph, self.context.outcomes
        targets = graph.out(node, "RA", "CA", "MA")
        steps = [step for target in targets for step in self.steps.get(target, ())]
        if targets and not steps:
            outcomes.set_aside(node, _NO_STEP)
        claims = self.context.claims_of(graph.into(node, "I"))
        for claim, (premise, conclusion) in self.context.pairs(node, claims, steps):
            if self._is_new(node, ("undercuts", claim, premise, conclusion)):
                undercuts = self.context.coded.claims[claim].setdefault("undercuts", [])
                undercuts.append({"premise": premise, "conclusion": conclusion})
                for act in graph.into(node, "YA"):
                    outcomes.set_aside(act, _UNDERCUT)
