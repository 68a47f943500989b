"""What an Argdown document is about: statements by their titles, arguments, relations.

Statements with the same title are one claim: an equivalence class. Relations that stand below a
conclusion, or below the line of hyphens before it, are those of the argument too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opendebate.errors import InputError
from opendebate.exchange.argdown.things import Argument, Class, Step, Thing, Tie
from opendebate.exchange.argdown.tree import (
    Document,
    Element,
    Heading,
    Relation,
    Structure,
)

_KINDS = {"+": "support", "-": "attack", "_": "undercut", ">": "contradiction"}


class Model:
    """The equivalence classes, arguments and relations of a document.

    Attributes
    ----------
    classes : list of Class
        In the order of their first texts.
    arguments : list of Argument
    ties : list of Tie
        In the order of the document, as often as they are told.
    above : dict of Heading to Heading or None
        Every heading and the one above it.
    """

    def __init__(self, document: Document, file: str) -> None:
        self.file = file
        self.classes: list[Class] = []
        self.arguments: list[Argument] = []
        self.ties: list[Tie] = []
        self.above: dict[Heading, Heading | None] = {}
        self._titled: dict[tuple[str, str], Class] = {}
        self._heading: Heading | None = None
        before: Argument | None = None
        for block in document.blocks:
            before = self._block(block, before)
        self.classes.sort(key=lambda one: one.first)
        self.arguments.sort(key=lambda one: one.first)

    def _block(
        self, block: Heading | Element | Structure, before: Argument | None
    ) -> Argument | None:
        """Take up a block; return the argument that a structure behind it would belong to."""
        if isinstance(block, Heading):
            self._under(block)
        elif isinstance(block, Structure):
            self._structure(block, before)
        else:
            thing = self._element(block)
            if isinstance(thing, Argument) and not block.listed:
                return thing
        return None

    def _under(self, heading: Heading) -> None:
        over = self._heading
        while over and over.level >= heading.level:
            over = self.above[over]
        self.above[heading] = over
        self._heading = heading

    def _element(self, element: Element) -> Class:
        thing = self._thing(element)
        self._take(thing, element)
        return thing

    def _take(self, thing: Class, element: Element, via: Argument | None = None) -> None:
        """Take up one more place where a thing stands, with the relations below it."""
        thing.members.append(element)
        if element.defines and thing.heading is None:
            thing.heading = self._heading
        self._relations(thing, element.relations, via)

    def _thing(self, element: Element) -> Class:
        key = (element.kind, element.title or "")
        if element.title is not None and key in self._titled:
            return self._titled[key]
        made: Class
        if element.kind == "argument":
            made = Argument(element.title, element.start)
            self.arguments.append(made)
        else:
            made = Class(element.title, element.start)
            self.classes.append(made)
        if element.title is not None:
            self._titled[key] = made
        return made

    def _relations(
        self, upper: Thing, relations: tuple[Relation, ...], via: Argument | None = None
    ) -> None:
        for relation in relations:
            lower = self._element(relation.element)
            kind = _KINDS[relation.symbol[0]]
            if relation.symbol in {"+", "-", "_"}:
                self.ties.append(Tie(kind, lower, upper, relation.line))
            else:
                self.ties.append(Tie(kind, upper, lower, relation.line, via))

    def _structure(self, block: Structure, argument: Argument | None) -> None:
        if argument is None:
            argument = Argument(None, block.members[0].element.start)
            self.arguments.append(argument)
        elif argument.steps:
            raise InputError(
                f"The argument <{argument.title}> has premises and a conclusion already.",
                where=f"{self.file}:{block.line}",
                advice="Give the second one another title.",
            )
        # Its steps come before its relations, which may undercut them.
        things = [self._thing(member.element) for member in block.members]
        argument.steps = list(_steps(block, things, argument))
        used = {premise for step in argument.steps for premise in step.premises}
        premises = [one for one, m in zip(things, block.members, strict=True) if not m.inference]
        argument.unused = [one for one in premises if one not in used]
        steps = iter(argument.steps)
        for thing, member in zip(things, block.members, strict=True):
            if member.inference:
                self._conclusion(thing, member.element, next(steps))
            else:
                self._take(thing, member.element)

    def _conclusion(self, thing: Class, element: Element, step: Step) -> None:
        """Take up a conclusion; what undercuts it undercuts the step to it."""
        last = step is step.argument.steps[-1]
        undercuts = tuple(one for one in element.relations if one.symbol == "_")
        others = tuple(one for one in element.relations if one.symbol != "_")
        self._relations(step, step.inference.relations + undercuts)
        self._take(thing, replace(element, relations=others), step.argument if last else None)


def _steps(block: Structure, things: list[Class], argument: Argument) -> Iterator[Step]:
    """Yield the steps of a structure.

    A conclusion rests on what its data list under ``uses``, else on all that stands between it
    and the conclusion before it, and on that.
    """
    begin = 0
    for at, member in enumerate(block.members):
        if member.inference:
            uses = member.inference.data.get("uses") or member.element.data.get("uses")
            numbers = uses if isinstance(uses, list) else [uses]
            listed = [n for n in range(at) if str(n + 1) in numbers]
            chosen = listed or range(begin, at)
            premises = {things[n]: block.members[n].element for n in chosen}
            yield Step(argument, premises, things[at], member.element, member.inference)
            begin = at
