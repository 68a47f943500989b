"""The relations of an Argdown document, between the claims that Argdown's documentation says.

Source: "Relations of reconstructed arguments", https://argdown.org/syntax/. What leads from a
reconstructed argument leads from its conclusion. An attack on one does not name the premise: it
attacks the only premise, or else undercuts the last step. A support is of all premises. An undercut
is of the last step, premise by premise; of a statement, or of an argument without premises, it is
of the steps from it to what it supports and attacks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from opendebate.exchange.argdown.claims import IN_SKELETON, PLACED, ArgdownClaims
from opendebate.exchange.argdown.model import (
    ArgdownArgument,
    ArgdownModel,
    ArgdownStep,
    Edge,
    EquivalenceClass,
    Node,
)
from opendebate.exchange.argdown.speakers import ArgdownSpeakers, ArgdownVoice, Place, voices
from opendebate.exchange.coded_debate import Record, add_once
from opendebate.exchange.repair import CODERS_INSTEAD

_KEYS = {"support": "supports", "attack": "attacks"}
Pair = tuple[str, str]  # premise and conclusion


class ArgdownRelations:
    """Puts relations into the claims of a coded debate, or into what speakers say."""

    def __init__(
        self, model: ArgdownModel, claims: ArgdownClaims, speakers: ArgdownSpeakers, strict: bool
    ) -> None:
        self.model, self.claims, self.speakers, self.strict = model, claims, speakers, strict
        self.names, self.coded, self.report = claims.names, claims.coded, claims.report
        self.voices: dict[ArgdownArgument, list[ArgdownVoice]] = {}
        self.steps: dict[str | ArgdownArgument, dict[Pair, None]] = {}  # by what they lead from

    def read(self) -> None:
        """Read all relations: undercuts last, since they are of steps."""
        arguments = self.claims.arguments
        edges = self._distinct_edges()
        for argument in arguments:
            self._argument(argument)
        # Those that may name a premise come before those that name none.
        for edge in sorted(edges, key=lambda edge: bool(getattr(edge.target, "steps", ()))):
            if edge.kind != "undercut":
                self._edge(edge)
        for argument in arguments:
            for step in argument.steps:
                premises = [self.names[premise] for premise in step.premises]
                conclusion = self.names[step.conclusion]
                self._lead(argument, "support", premises, conclusion, step.stated.place)
        for edge in edges:
            if edge.kind == "undercut":
                self._undercut(self._source(edge)[0], edge.target)

    def _distinct_edges(self) -> list[Edge]:
        """Return relations without repetitions, and without those that repeat our own data."""
        edges: dict[tuple[str, Node, Node], Edge] = {}
        for edge in self.model.edges:
            ends = (edge.source, edge.target)
            if edge.kind == "undercut" or not any(map(self.claims.is_step, ends)):
                edges.setdefault((edge.kind, *ends), edge)
        return list(edges.values())

    def _argument(self, argument: ArgdownArgument) -> None:
        speaking = [voice for member in argument.members for voice in voices(member.data)]
        self.voices[argument] = speaking
        if argument.steps:
            self._report_unplaced(argument)
        for voice in speaking:
            for claim, place in self._put_forward(argument):
                self.speakers.add(voice, claim, place)

    def _report_unplaced(self, argument: ArgdownArgument) -> None:
        """Note what a reconstructed argument has and a claim has not."""
        note_each = self.report.note_each
        title = argument.title or "untitled"
        if argument.title:
            note_each("Titles of reconstructed arguments stand in the skeleton only", title)
        if argument.texts:
            note_each("Descriptions of arguments with premises stand in the skeleton only", title)
        unused = (self.names[premise] for premise in argument.unused)
        note_each("Premises that no step of the argument uses", *unused)
        self.claims.unplaced(argument.data, PLACED, IN_SKELETON)
        for step in argument.steps:
            note_each("Inference rules stand in the skeleton only", *step.inference.rules)
            self.claims.unplaced(step.inference.data, PLACED, IN_SKELETON)

    def _put_forward(self, argument: ArgdownArgument) -> Iterable[tuple[str, Place]]:
        """Yield the claims that who argues puts forward without a reason."""
        if not argument.steps:
            yield self.names[argument], argument.description.place
        for premise, element in argument.basic.items():
            yield self.names[premise], element.place

    def _lead(
        self,
        argument: ArgdownArgument | None,
        kind: str,
        premises: list[str],
        conclusion: str,
        place: Place | None = None,
    ) -> None:
        """Let premises lead to a conclusion: for those who say so, or else for the coder."""
        if conclusion in premises:
            self.report.note("Relations of a claim to itself are left out", conclusion)
        premises = [premise for premise in premises if premise != conclusion]
        for premise in premises:
            self.steps.setdefault(premise, {})[premise, conclusion] = None
        speaking = self.voices[argument] if argument and premises else []
        affirming = [voice for voice in speaking if voice.affirms]
        analytic = [] if affirming else premises
        position = place or (argument.description.place if argument else (0, 0))
        for voice in affirming:
            stance = "affirms" if kind == "support" else "denies"
            rejected = self.speakers.add(voice, conclusion, position, stance, premises)
            self.report.note_each(CODERS_INSTEAD, *rejected)
            analytic = [*analytic, *rejected]
        for premise in analytic:
            self._draw(kind, premise, conclusion)

    def _draw(self, kind: str, premise: str, conclusion: str) -> None:
        """Add an analytic relation."""
        add_once(self.coded.claims[premise], _KEYS[kind], conclusion)

    def _edge(self, edge: Edge) -> None:
        source, argument = self._source(edge)
        kind = "attack" if edge.kind == "contradiction" else edge.kind
        if isinstance(edge.target, ArgdownArgument) and edge.target.steps:
            self._on_argument(kind, source, argument, edge.target)
        else:
            self._lead(argument, kind, [source], self.names[_claim(edge.target)])
        if self._is_mutual(edge):
            self._lead(None, "attack", [self.names[_claim(edge.target)]], source)

    def _source(self, edge: Edge) -> tuple[str, ArgdownArgument | None]:
        """Return the claim that a relation leads from, and the argument it belongs to."""
        argument = edge.source if isinstance(edge.source, ArgdownArgument) else edge.via
        return self.names[_claim(edge.source)], argument

    def _is_mutual(self, edge: Edge) -> bool:
        """Tell whether an attack goes both ways; note what the logic of the relation loses."""
        ends = f"{self.names[_claim(edge.source)]} and {self.names[_claim(edge.target)]}"
        if edge.kind == "contradiction":
            problem = "Contradictions (><) become attacks both ways; that one is true has no place"
            self.report.note(problem, ends)
            return True
        is_sketch = isinstance(edge.source, ArgdownArgument) and not edge.source.steps
        if not self.strict or is_sketch or isinstance(edge.target, ArgdownArgument):
            return False
        problem = "Entailments of strict mode become supports"
        if edge.kind == "attack":
            problem = "Contrary relations of strict mode become attacks both ways"
        self.report.note(problem, ends)
        return edge.kind == "attack"

    def _on_argument(
        self, kind: str, source: str, argument: ArgdownArgument | None, target: ArgdownArgument
    ) -> None:
        """Let a claim support or attack an argument without a named premise."""
        basic = [self.names[premise] for premise in target.basic]
        label = f"{source} on {target.title or basic[0]}"
        claim = cast("Record", self.coded.claims[source])
        if {*claim.get(_KEYS[kind], ()), source} & set(basic):
            self.report.note("Relations on an argument whose premise stands elsewhere", label)
        elif kind == "support" or len(basic) == 1:
            if len(basic) > 1:
                problem = "Supports of a reconstructed argument name no premise: all are supported"
                self.report.note(problem, label)
            for premise in basic:
                self._lead(argument, kind, [source], premise)
        else:
            problem = "Attacks on a reconstructed argument name no premise: they undercut its end"
            self.report.note(problem, label)
            self._undercut(source, target)

    def _undercut(self, source: str, target: Node) -> None:
        pairs = self._pairs(target)
        if not pairs:
            claim = self.names[_claim(target)]
            problem = "Undercuts of what supports and attacks nothing become attacks"
            self.report.note(problem, source)
            if claim != source:
                self._draw("attack", source, claim)
            return
        for premise, conclusion in pairs:
            undercut = {"premise": premise, "conclusion": conclusion}
            add_once(self.coded.claims[source], "undercuts", undercut)

    def _pairs(self, target: Node) -> list[Pair]:
        """Return the steps that an undercut is of."""
        if isinstance(target, ArgdownArgument) and target.steps:
            target = target.steps[-1]
        if isinstance(target, ArgdownStep):
            conclusion = self.names[target.conclusion]
            premises = [self.names[premise] for premise in target.premises]
            return [(premise, conclusion) for premise in premises if premise != conclusion]
        if isinstance(target, ArgdownArgument) and target in self.steps:
            return list(self.steps[target])
        return list(self.steps.get(self.names[target], {}))


def _claim(node: Node) -> EquivalenceClass:
    """Return what stands for a node as a claim: of a reconstructed argument, its conclusion."""
    if isinstance(node, ArgdownStep):
        return node.conclusion
    return node.steps[-1].conclusion if isinstance(node, ArgdownArgument) and node.steps else node
