"""An Argdown document as a small tree: what stands in it, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a statement, argument or heading.

    Attributes
    ----------
    text : str
        Without markup: the words of links, the titles of mentions; white space collapsed.
    tags, mentions : tuple of str
    links : tuple of str
        Addresses.
    """

    text: str = ""
    tags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between an element and the one that stands below it.

    Attributes
    ----------
    symbol : str
        ``+ +> - -> >< _ _>``; the first of each pair leads from the lower element to the upper.
    element : Element
        The lower element.
    line : int
    """

    symbol: str
    element: Element
    line: int


@dataclass(frozen=True, slots=True)
class Element:
    """A statement, or a title or description of an argument, at one place of the document.

    Attributes
    ----------
    kind : {"statement", "argument"}
    title : str or None
    content : Content
    defines : bool
        Whether it has a text of its own; a reference has none.
    data : dict
        Its YAML; all values are strings.
    relations : tuple of Relation
    start, end : int
        Characters of its text or, in a reference, of its title.
    line : int
    listed : bool
        Whether it is an item of a list.
    """

    kind: Literal["statement", "argument"]
    title: str | None
    content: Content
    defines: bool
    data: Data
    relations: tuple[Relation, ...]
    start: int
    end: int
    line: int
    listed: bool = False

    def walk(self) -> Iterator[Element]:
        """Yield it and all elements below it, in the order of the document."""
        yield self
        for relation in self.relations:
            yield from relation.element.walk()


@dataclass(frozen=True, slots=True)
class Inference:
    """The step to a conclusion.

    Attributes
    ----------
    rules : tuple of str
    data : dict
    relations : tuple of Relation
        What undercuts it.
    line : int
    """

    rules: tuple[str, ...] = ()
    data: Data = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A numbered statement of a premise-conclusion structure; a conclusion has an inference."""

    number: str
    element: Element
    inference: Inference | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """A premise-conclusion structure."""

    members: tuple[Member, ...]
    line: int


@dataclass(frozen=True, eq=False, slots=True)
class Heading:
    """A heading with its level, counted from 1."""

    level: int
    content: Content
    data: Data
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document.

    Attributes
    ----------
    front : dict
        Its front matter.
    blocks : tuple of Heading, Element or Structure
    comments : int
    remarks : tuple of str
        What Argdown may read otherwise than the author meant it, with its place.
    """

    front: Data
    blocks: tuple[Heading | Element | Structure, ...]
    comments: int
    remarks: tuple[str, ...]
