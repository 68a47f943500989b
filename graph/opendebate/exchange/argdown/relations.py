"""The relations of an Argdown document, as its docs say which claims they hold between.

Source: "Relations of reconstructed arguments", https://argdown.org/syntax/. What leads from a
reconstructed argument leads from its conclusion. An attack on one is on a premise that is not
told: on its only premise, or else its last step is undercut. A support is of its premises. An
undercut is of the last step, premise by premise; of a statement, or of an argument without
premises, it is of the steps from it to what it supports and attacks.
"""

from __future__ import annotations

from collections.abc import Iterable

from opendebate.exchange.argdown.claims import READ, Claims
from opendebate.exchange.argdown.model import Model
from opendebate.exchange.argdown.speakers import Place, Speakers, Voice, voices
from opendebate.exchange.argdown.things import Argument, Class, Step, Thing, Tie
from opendebate.exchange.argdown.tree import Element

_KEYS = {"support": "supports", "attack": "attacks"}
Pair = tuple[str, str]  # premise and conclusion


class Relations:
    """Puts relations into the claims of a draft, or into what speakers say."""

    def __init__(self, model: Model, claims: Claims, speakers: Speakers, strict: bool) -> None:
        self.model, self.claims, self.speakers, self.strict = model, claims, speakers, strict
        self.ids, self.draft, self.notes = claims.ids, claims.draft, claims.notes
        self.voices: dict[Argument, list[Voice]] = {}
        self.known: dict[str | Argument, dict[Pair, None]] = {}  # steps that lead from what

    def read(self) -> None:
        """Read all relations: undercuts last, when the steps are known that they are of."""
        for argument in self.model.arguments:
            if not self.claims.is_step(argument):
                self._argument(argument)
        for tie in sorted(self._once(), key=_turn):
            if tie.kind != "undercut":
                self._tie(tie)
        for argument in self.model.arguments:
            if not self.claims.is_step(argument):
                for step in argument.steps:
                    self._step(step)
        for tie in self._once():
            if tie.kind == "undercut":
                source, _ = self._source(tie)
                self._undercut(source, tie.target)

    def _once(self) -> Iterable[Tie]:
        """Yield relations once each, without those that show what our own data tell."""
        seen: dict[tuple[str, Thing, Thing], Tie] = {}
        for tie in self.model.ties:
            ends = (tie.source, tie.target)
            shown = any(isinstance(one, Class) and self.claims.is_step(one) for one in ends)
            if tie.kind == "undercut" or not shown:
                seen.setdefault((tie.kind, *ends), tie)
        return seen.values()

    def _argument(self, argument: Argument) -> None:
        each = [voice for one in argument.members for voice in voices(one.data)]
        self.voices[argument] = each
        if argument.steps:
            self._unplaced(argument)
        for voice in each:
            for claim, place in self._said(argument):
                self.speakers.say(voice, claim, place)

    def _unplaced(self, argument: Argument) -> None:
        """Note what a reconstructed argument has and a claim has not."""
        if argument.title:
            self.notes.add("untold", argument.title)
        if argument.texts:
            self.notes.add("described", argument.title or "untitled")
        for one in argument.unused:
            self.notes.add("unused", self.ids[one])
        self.claims.unplaced(argument.data, READ, "kept-data")
        for step in argument.steps:
            self.notes.add("rule", *step.inference.rules)
            self.claims.unplaced(step.inference.data, READ, "kept-data")

    def _said(self, argument: Argument) -> Iterable[tuple[str, Place]]:
        """Yield the claims that one who argues puts forward without a reason."""
        if not argument.steps:
            yield self.ids[argument], _described(argument)
        concluded = {step.conclusion for step in argument.steps}
        premises = {one: at for step in argument.steps for one, at in step.premises.items()}
        for one, at in premises.items():
            if one not in concluded:
                yield self.ids[one], (at.start, at.end)

    def _step(self, step: Step) -> None:
        premises, to = [self.ids[one] for one in step.premises], self.ids[step.conclusion]
        place = (step.stated.start, step.stated.end)
        self._lead(step.argument, "support", premises, to, place)

    def _lead(
        self, by: Argument | None, kind: str, premises: list[str], to: str, place: Place | None
    ) -> None:
        """Let premises lead to a conclusion: for those who say so, or else for the coder."""
        if to in premises:
            self.notes.add("self", to)
        premises = [one for one in premises if one != to]
        for one in premises:
            self.known.setdefault(one, {})[one, to] = None
        said = [one for one in self.voices[by] if one.affirms] if by else []
        left = [] if said else premises
        at = place or (_described(by) if by else (0, 0))
        for voice in said if premises else ():
            stance = "affirms" if kind == "support" else "denies"
            back = self.speakers.say(voice, to, at, stance, premises)
            if back:
                self.notes.add("circle", *back)
            left = [*left, *back]
        for premise in left:
            self._draw(kind, premise, to)

    def _draw(self, kind: str, premise: str, to: str) -> None:
        """Draw an analytic relation."""
        told = self.draft.claims[premise].setdefault(_KEYS[kind], [])
        if to not in told:
            told.append(to)

    def _tie(self, tie: Tie) -> None:
        source, by = self._source(tie)
        kind = "attack" if tie.kind == "contradiction" else tie.kind
        if isinstance(tie.target, Argument) and tie.target.steps:
            self._on_argument(kind, source, by, tie.target)
        else:
            self._lead(by, kind, [source], self.ids[_claim(tie.target)], None)
        if self._exclusive(tie):
            end = _claim(tie.target)
            self._lead(None, "attack", [self.ids[end]], source, None)

    def _source(self, tie: Tie) -> tuple[str, Argument | None]:
        """Return the claim that a relation leads from, and the argument it belongs to."""
        by = tie.source if isinstance(tie.source, Argument) else tie.via
        return self.ids[_claim(tie.source)], by

    def _exclusive(self, tie: Tie) -> bool:
        """Tell whether an attack goes both ways; note what the logic of the relation loses."""
        name = f"{self.ids[_claim(tie.source)]} and {self.ids[_claim(tie.target)]}"
        if tie.kind == "contradiction":
            self.notes.add("contradiction", name)
            return True
        sketch = isinstance(tie.source, Argument) and not tie.source.steps
        if not self.strict or sketch or isinstance(tie.target, Argument):
            return False
        self.notes.add("contrary" if tie.kind == "attack" else "entailment", name)
        return tie.kind == "attack"

    def _on_argument(self, kind: str, source: str, by: Argument | None, target: Argument) -> None:
        """Let a claim support or attack an argument without saying which premise is meant."""
        concluded = {step.conclusion for step in target.steps}
        premises = {self.ids[one]: one for step in target.steps for one in step.premises}
        bare = [name for name, one in premises.items() if one not in concluded]
        name = f"{source} on {target.title or bare[0]}"
        if {*self.draft.claims[source].get(_KEYS[kind], ()), source} & set(bare):
            self.notes.add("again", name)  # the premise is told
        elif kind == "support" or len(bare) == 1:
            if len(bare) > 1:
                self.notes.add("whole-support", name)
            for premise in bare:
                self._lead(by, kind, [source], premise, None)
        else:
            self.notes.add("whole-attack", name)
            self._undercut(source, target)

    def _undercut(self, source: str, target: Thing) -> None:
        last = target.steps[-1] if isinstance(target, Argument) and target.steps else target
        if isinstance(last, Step):
            to = self.ids[last.conclusion]
            pairs = [(self.ids[one], to) for one in last.premises if self.ids[one] != to]
        else:
            key = last if isinstance(last, Argument) and last in self.known else self.ids[last]
            pairs = list(self.known.get(key, {}))
        if not pairs:
            self.notes.add("no-step", source)
            if self.ids[_claim(target)] != source:
                self._draw("attack", source, self.ids[_claim(target)])
        told = self.draft.claims[source].setdefault("undercuts", []) if pairs else []
        for premise, conclusion in pairs:
            undercut = {"premise": premise, "conclusion": conclusion}
            if undercut not in told:
                told.append(undercut)


def _turn(tie: Tie) -> bool:
    """Put relations that name no premise behind those that may name it."""
    return isinstance(tie.target, Argument) and bool(tie.target.steps)


def _claim(thing: Thing) -> Class:
    """Return what stands for a thing as a claim: of a reconstructed argument, its conclusion."""
    if isinstance(thing, Step):
        return thing.conclusion
    return thing.steps[-1].conclusion if isinstance(thing, Argument) and thing.steps else thing


def _described(argument: Argument) -> Place:
    """Return where an argument is described or, if it never is, concludes or is named."""
    places: list[Element] = [*argument.texts[-1:], *(step.stated for step in argument.steps[-1:])]
    first = (places or argument.members)[0]
    return first.start, first.end
