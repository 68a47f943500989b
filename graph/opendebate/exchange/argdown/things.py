"""What the relations of an Argdown document hold between: equivalence classes and arguments."""

from __future__ import annotations

from dataclasses import dataclass, field

from opendebate.exchange.argdown.tree import Data, Element, Heading, Inference


@dataclass(eq=False, slots=True)
class Class:
    """Statements that say the same: an equivalence class, or a single statement without title.

    Attributes
    ----------
    title : str or None
    members : list of Element
        Its statements and the references to it.
    start : int
        Where it first stands.
    heading : Heading or None
        The heading that its first text stands under.
    """

    title: str | None
    start: int
    members: list[Element] = field(default_factory=list)
    heading: Heading | None = None

    @property
    def data(self) -> Data:
        """Its YAML, of all places together."""
        return {key: value for one in self.members for key, value in one.data.items()}

    @property
    def tags(self) -> list[str]:
        """Its tags, of all places together."""
        return list(dict.fromkeys(tag for one in self.members for tag in one.content.tags))

    @property
    def texts(self) -> list[Element]:
        """Its members that are no references; the last is the one that counts, as in Argdown."""
        texts = [one for one in self.members if one.defines]
        return sorted(texts, key=lambda one: one.data.get("isCanonical") == "true")

    @property
    def first(self) -> int:
        """Where it is first put into words or, if it never is, first stands."""
        return next((one.start for one in self.members if one.defines), self.start)


@dataclass(eq=False, slots=True)
class Step:
    """An inference of an argument.

    Attributes
    ----------
    argument : Argument
    premises : dict of Class to Element
        Each with the place where it is a premise.
    conclusion : Class
    stated : Element
        The place of the conclusion.
    inference : Inference
        What leads from them to it.
    """

    argument: Argument
    premises: dict[Class, Element]
    conclusion: Class
    stated: Element
    inference: Inference

    @property
    def title(self) -> str | None:
        """The title of the argument."""
        return self.argument.title


@dataclass(eq=False, slots=True)
class Argument(Class):
    """An argument: its titles and descriptions, and its steps where it is reconstructed."""

    steps: list[Step] = field(default_factory=list)
    unused: list[Class] = field(default_factory=list)  # premises that no step uses


Thing = Class | Argument | Step


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation.

    Attributes
    ----------
    kind : str
        ``"support"``, ``"attack"``, ``"undercut"`` or ``"contradiction"``.
    source, target : Class, Argument or Step
    line : int
    via : Argument or None
        The argument whose conclusion the source is, if the relation stands there.
    """

    kind: str
    source: Thing
    target: Thing
    line: int
    via: Argument | None = None
