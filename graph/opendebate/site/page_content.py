"""What a page of the site says, as plain data for its template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from opendebate.ask.entities import Entity
    from opendebate.ask.statements import Statement
    from opendebate.site.argument_items import ArgumentItem
    from opendebate.site.register_facts import Facts


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim on a list, with who takes which stance on it.

    Attributes
    ----------
    claim : Entity
    stances : tuple of (str, tuple of Entity)
        Words such as ``"affirmed by"``, and the voices.
    """

    claim: Entity
    stances: tuple[tuple[str, tuple[Entity, ...]], ...]

    @property
    def number_of_voices(self) -> int:
        """How many voices take a stance on it; one that takes two counts twice."""
        return sum(len(voices) for _, voices in self.stances)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with a heading, or a fold of one.

    Attributes
    ----------
    heading, note : str
    order : str
        In which order its statements stand, if that is more than the order of the list.
    statements, arguments, claims : tuple
        What it lists; two of the three are empty.
    folds : tuple of Section
        What it also lists, folded: by topic, or all but the first entries.
    """

    LISTS: ClassVar = ("statements", "arguments", "claims")
    heading: str
    note: str = ""
    order: str = ""
    statements: tuple[Statement, ...] = ()
    arguments: tuple[ArgumentItem, ...] = ()
    claims: tuple[ClaimItem, ...] = ()
    folds: tuple[Section, ...] = ()

    def __len__(self) -> int:
        """Return how many entries it lists, those in its folds, too."""
        entries = len(self.statements) + len(self.arguments) + len(self.claims)
        return entries + sum(map(len, self.folds))

    @property
    def noun(self) -> str:
        """What its entries are: ``"statement"``, ``"argument"`` or ``"claim"``."""
        (first, *_) = (*(name for name in self.LISTS if getattr(self, name)), "")
        return first[:-1] or self.folds[0].noun


@dataclass(frozen=True, slots=True)
class SideTaken:
    """What an actor, or a source, says on one side.

    Attributes
    ----------
    side, heading : str
        ``"for"`` or ``"against"``, and the word for it.
    claims : tuple of (Entity, bool)
        The claims that are made most often, and whether they are denied.
    is_cut : bool
        Whether there are more.
    """

    side: str
    heading: str
    claims: tuple[tuple[Entity, bool], ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class ContextItem:
    """A fact from outside the sources, with its reference and the reference's address."""

    text: str
    reference: str
    link: str


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A source that a page draws on, with the address of the article where it is known."""

    source: Entity
    publishers: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class HomeMap:
    """The map on the first page: a picture, and the voices in words where the window is narrow.

    Attributes
    ----------
    pictures : mapping of str to str
        ``"light"`` and ``"dark"`` → SVG.
    finding : str
        What the map shows, in two sentences.
    camps : tuple of (str, str, tuple)
        Side, heading, and voices with the side that each has left.
    is_wide : bool
        Whether the picture needs a wide window to be read.
    """

    pictures: Mapping[str, str]
    finding: str
    camps: tuple[tuple[str, str, tuple[tuple[Entity, str], ...]], ...]
    is_wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """What the site says of every page: in lists, in the search, in the feed and in previews.

    Attributes
    ----------
    entity : Entity
        What the page is about.
    key : str
        Its path below the debate's address.
    kind : str
        What it is, in words: ``"person"``.
    summary : str
        One or two sentences for search engines and previews.
    description : str
    other_names : tuple of str
    sources : tuple of SourceItem
    """

    entity: Entity
    key: str
    kind: str
    summary: str
    description: str = ""
    other_names: tuple[str, ...] = ()
    sources: tuple[SourceItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityContent(PageContent):
    """What the page of an entity says.

    Attributes
    ----------
    side, side_in_words : str
        Of a claim, its side; otherwise empty.
    lead : str
        What the page shows, in a sentence; of a claim empty.
    sides : tuple of SideTaken
        Of an actor or source with many claims: those of each side that are made most often.
    link : str
        An address outside the debate that is about it.
    same_as : tuple of str
        Addresses of records elsewhere that are the same.
    facts : dict
    sections : tuple of Section
    context : tuple of ContextItem
    """

    side: str
    side_in_words: str
    lead: str
    sides: tuple[SideTaken, ...]
    link: str
    same_as: tuple[str, ...]
    facts: Facts
    sections: tuple[Section, ...]
    context: tuple[ContextItem, ...]


@dataclass(frozen=True, slots=True)
class StepItem:
    """A step of a story on its page.

    Attributes
    ----------
    text : str
        Its sentence.
    state : str
        What it shows: the fragment of the explorer's address, as the story has it.
    address : str
        The fragment that shows it as a step of the story.
    shown : tuple of Entity
        What it shows, as far as that has a page.
    """

    text: str
    state: str
    address: str
    shown: tuple[Entity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryContent(PageContent):
    """What the page of a story says.

    Attributes
    ----------
    steps : tuple of StepItem
    generated : bool
        Whether the story is made from the map, since the coders wrote none.
    """

    steps: tuple[StepItem, ...]
    generated: bool
