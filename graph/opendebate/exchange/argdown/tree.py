"""An Argdown document as a small tree: what stands in it, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Data = dict[str, Any]  # YAML, in which all values are strings


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a statement, argument or heading."""

    text: str = ""  # without markup: the words of links, the titles of mentions
    tags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()  # addresses


@dataclass(frozen=True, slots=True)
class ArgdownRelation:
    """A relation between an element and the one that stands below it."""

    symbol: str  # one of + +> - -> >< _ _>; an arrow leads from the upper element to the lower
    element: Element  # the lower one
    line: int


@dataclass(frozen=True, slots=True)
class Element:
    """A statement, or a title or description of an argument, at one place of the document."""

    kind: Literal["statement", "argument"]
    title: str | None
    content: Content
    defines: bool  # it has a text of its own, and is no reference
    data: Data
    relations: tuple[ArgdownRelation, ...]
    start: int  # the first character of its text or, in a reference, of its title
    end: int
    line: int
    listed: bool = False  # as an item of a list

    @property
    def place(self) -> tuple[int, int]:
        """Its characters in the document."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class ArgdownInference:
    """The step to a conclusion, with the relations that undercut it."""

    rules: tuple[str, ...] = ()
    data: Data = field(default_factory=dict)
    relations: tuple[ArgdownRelation, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A numbered statement of a premise-conclusion structure; a conclusion has an inference."""

    element: Element
    inference: ArgdownInference | None = None


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


@dataclass(frozen=True, slots=True)
class ArgdownDocument:
    """A document."""

    front: Data  # its front matter
    blocks: tuple[Heading | Element | Structure, ...]
    comments: int
    remarks: tuple[str, ...]  # what Argdown may read otherwise than was meant, with the place
