"""What an Argdown document is about: statements by their titles, arguments, relations.

Statements with the same title are one claim: an equivalence class. Relations that stand below a
conclusion, or below the line of hyphens before it, are those of the argument too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from opendebate.errors import InputError
from opendebate.exchange.argdown.tree import (
    ArgdownDocument,
    ArgdownInference,
    ArgdownRelation,
    Data,
    Element,
    Heading,
    Structure,
)

RELATIONS = {"+": "support", "-": "attack", "_": "undercut", ">": "contradiction"}


@dataclass(eq=False, slots=True)
class EquivalenceClass:
    """Statements that say the same: an equivalence class, or a single statement without title."""

    title: str | None
    start: int  # where it first stands
    members: list[Element] = field(default_factory=list)  # its statements and references to it
    heading: Heading | None = None  # that its first text stands under

    @property
    def data(self) -> Data:
        """Its YAML, of all places together."""
        return {key: value for member in self.members for key, value in member.data.items()}

    @property
    def tags(self) -> list[str]:
        """Its tags, of all places together."""
        return list(dict.fromkeys(tag for member in self.members for tag in member.content.tags))

    @property
    def texts(self) -> list[Element]:
        """Its members that are no references; the last text counts, as in Argdown."""
        texts = [member for member in self.members if member.defines]
        return sorted(texts, key=lambda text: text.data.get("isCanonical") == "true")

    @property
    def position(self) -> int:
        """Where its first text or, if it has none, its first reference stands."""
        return next((member.start for member in self.members if member.defines), self.start)


@dataclass(eq=False, slots=True)
class ArgdownStep:
    """An inference of an argument."""

    argument: ArgdownArgument
    premises: dict[EquivalenceClass, Element]  # each with the place where it is a premise
    conclusion: EquivalenceClass
    stated: Element  # the place of the conclusion
    inference: ArgdownInference


@dataclass(eq=False, slots=True)
class ArgdownArgument(EquivalenceClass):
    """An argument: its titles and descriptions, and its steps where it is reconstructed."""

    steps: list[ArgdownStep] = field(default_factory=list)
    unused: list[EquivalenceClass] = field(default_factory=list)  # premises that no step uses

    @property
    def premises(self) -> dict[EquivalenceClass, Element]:
        """The premises of all its steps."""
        return {premise: place for step in self.steps for premise, place in step.premises.items()}

    @property
    def basic(self) -> dict[EquivalenceClass, Element]:
        """The premises that are no conclusions of its own."""
        conclusions = {step.conclusion for step in self.steps}
        return {item: place for item, place in self.premises.items() if item not in conclusions}

    @property
    def description(self) -> Element:
        """Where it is described or, without description, concludes or is named."""
        stated = [step.stated for step in self.steps[-1:]]
        return [*self.texts[-1:], *stated, *self.members][0]


Node = EquivalenceClass | ArgdownArgument | ArgdownStep


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation."""

    kind: str  # support, attack, undercut or contradiction
    source: Node
    target: Node
    line: int
    via: ArgdownArgument | None = (
        None  # whose conclusion the source is, if the relation stands there
    )


class ArgdownModel:
    """The equivalence classes, arguments and relations of a document."""

    def __init__(self, document: ArgdownDocument, file: str) -> None:
        self.file = file
        self.classes: list[EquivalenceClass] = []  # in the order of their first texts, as the next
        self.arguments: list[ArgdownArgument] = []
        self.edges: list[Edge] = []  # in the order of the document, as often as they stand there
        self.above: dict[Heading, Heading | None] = {}  # every heading, and the one above it
        self._titled: dict[tuple[str, str], EquivalenceClass] = {}
        self._heading: Heading | None = None
        before: ArgdownArgument | None = None
        for block in document.blocks:
            before = self._block(block, before)
        self.classes.sort(key=lambda item: item.position)
        self.arguments.sort(key=lambda item: item.position)

    def _block(
        self, block: Heading | Element | Structure, before: ArgdownArgument | None
    ) -> ArgdownArgument | None:
        """Add a block; return the argument that a structure behind it would belong to."""
        if isinstance(block, Heading):
            self._under(block)
        elif isinstance(block, Structure):
            self._structure(block, before)
        else:
            item = self._element(block)
            if isinstance(item, ArgdownArgument) and not block.listed:
                return item
        return None

    def _under(self, heading: Heading) -> None:
        over = self._heading
        while over and over.level >= heading.level:
            over = self.above[over]
        self.above[heading] = over
        self._heading = heading

    def _element(self, element: Element) -> EquivalenceClass:
        item = self._item(element)
        self._add(item, element)
        return item

    def _add(
        self, item: EquivalenceClass, element: Element, via: ArgdownArgument | None = None
    ) -> None:
        """Add a place where a statement or argument stands, with the relations below it."""
        item.members.append(element)
        if element.defines and item.heading is None:
            item.heading = self._heading
        self._relations(item, element.relations, via)

    def _item(self, element: Element) -> EquivalenceClass:
        key = (element.kind, element.title or "")
        if element.title is not None and key in self._titled:
            return self._titled[key]
        item: EquivalenceClass
        if element.kind == "argument":
            item = ArgdownArgument(element.title, element.start)
            self.arguments.append(item)
        else:
            item = EquivalenceClass(element.title, element.start)
            self.classes.append(item)
        if element.title is not None:
            self._titled[key] = item
        return item

    def _relations(
        self,
        upper: Node,
        relations: tuple[ArgdownRelation, ...],
        via: ArgdownArgument | None = None,
    ) -> None:
        for relation in relations:
            lower = self._element(relation.element)
            kind = RELATIONS[relation.symbol[0]]
            if relation.symbol in {"+", "-", "_"}:
                self.edges.append(Edge(kind, lower, upper, relation.line))
            else:
                self.edges.append(Edge(kind, upper, lower, relation.line, via))

    def _structure(self, block: Structure, argument: ArgdownArgument | None) -> None:
        if argument is None:
            argument = ArgdownArgument(None, block.members[0].element.start)
            self.arguments.append(argument)
        elif argument.steps:
            raise InputError(
                f"The argument <{argument.title}> has premises and a conclusion already.",
                where=f"{self.file}:{block.line}",
                advice="Give the second one another title.",
            )
        # Its steps come before its relations, which may undercut them.
        items = [self._item(member.element) for member in block.members]
        argument.steps = list(_steps(block, items, argument))
        premises = argument.premises
        steps = iter(argument.steps)
        for item, member in zip(items, block.members, strict=True):
            if member.inference:
                self._conclusion(item, member.element, next(steps))
            else:
                self._add(item, member.element)
                if item not in premises:
                    argument.unused.append(item)

    def _conclusion(self, item: EquivalenceClass, element: Element, step: ArgdownStep) -> None:
        """Add a conclusion; what undercuts it undercuts the step to it."""
        is_final = step is step.argument.steps[-1]
        undercuts = tuple(edge for edge in element.relations if edge.symbol == "_")
        remaining = tuple(edge for edge in element.relations if edge.symbol != "_")
        self._relations(step, step.inference.relations + undercuts)
        self._add(item, replace(element, relations=remaining), step.argument if is_final else None)


def _steps(
    block: Structure, items: list[EquivalenceClass], argument: ArgdownArgument
) -> Iterator[ArgdownStep]:
    """Yield the steps of a structure.

    A conclusion rests on what its data list under ``uses``, else on all that stands between it
    and the conclusion before it, and on that.
    """
    begin = 0
    for at, member in enumerate(block.members):
        if member.inference:
            numbers_used = member.inference.data.get("uses") or member.element.data.get("uses")
            numbers = numbers_used if isinstance(numbers_used, list) else [numbers_used]
            listed = [n for n in range(at) if str(n + 1) in numbers]
            chosen = listed or range(begin, at)
            premises = {items[n]: block.members[n].element for n in chosen}
            yield ArgdownStep(argument, premises, items[at], member.element, member.inference)
            begin = at
