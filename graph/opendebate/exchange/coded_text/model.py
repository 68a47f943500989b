"""Documents, codes and coded passages, as every format of coded text has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from opendebate.coding.copied_words import CopyFinder
from opendebate.exchange.coded_debate import PassageData
from opendebate.exchange.document_text import DocumentText


@dataclass(frozen=True, slots=True)
class Code:
    """A code, which becomes a claim.

    Attributes
    ----------
    name : str
    folders : tuple of str
        What it is filed under, the outermost first; they become topics.
    attributes : tuple of (str, str)
        What else is said of it, by labels, such as its colour.
    key : str
        What tells it from other codes: an id of the file, or the name.
    claim : str
        The id of the claim that this library wrote it for.
    fields : tuple of (str, str)
        Its kind, side and id as a claim, where they are known.
    """

    name: str
    folders: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    key: str = ""
    claim: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass
class CodedDocument:
    """A document, which becomes a source.

    Attributes
    ----------
    key : str
    title : str
    url : str
    raw : str
        Its text, where the file holds it. It serves to seal passages, and is never kept.
    is_article : bool
        Whether the text is the article, and not only first and last words of passages.
    authors, speakers : tuple of str
        The names of its authors, and of those who speak in all of it, as in an interview.
    attributes : mapping of str to str
        What else is said of it, by labels.
    slug : str
        The source that this library wrote it for.
    """

    key: str
    title: str
    url: str = ""
    raw: str = ""
    is_article: bool = True
    authors: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    slug: str = ""

    @cached_property
    def content(self) -> DocumentText:
        """The text, with its words."""
        return DocumentText(self.raw.replace("\0", " "))

    @cached_property
    def copies(self) -> CopyFinder:
        """What finds words that are copied from the text."""
        return CopyFinder(self.content.text)

    def seal(self, start: int, end: int) -> PassageData | None:
        """Return what is kept of a run of characters; None where it holds no word.

        Places outside the text are moved to its ends.
        """
        passage = self.content.passage(start, end)
        if passage and not self.is_article:
            return self.content.without_place(passage, start, end)
        return passage

    def quotes(self, start: int, end: int) -> bool:
        """Tell whether a run of characters is one quotation and nothing else."""
        return self.content.quoted(start, end)


@dataclass(slots=True)
class CodedSegment:
    """A passage with a code, which becomes a statement.

    Attributes
    ----------
    document : str
        The key of its document.
    code : Code
    label : str
        What reports call it.
    at : list of PassageData
        Empty where it is unknown.
    is_quoted : bool
        Whether the words are one quotation.
    coder, memo : str
    day : str
        When it was coded; empty where that is not known.
    speakers : tuple of str
        Names.
    stance : str
    written : tuple of (str, str)
        The source and id of the statement that this library wrote it for; empty for others.
    attributes : mapping of str to str
        What else is said of it, by labels.
    part : int, optional
        Which of several passages of that statement it is; without it, it has all of them.
    is_moved, is_recast : bool
        Whether another program has changed the place, or who speaks and how, of what this library
        wrote.
    """

    document: str
    code: Code
    label: str
    at: list[PassageData] = field(default_factory=list)
    is_quoted: bool = False
    coder: str = ""
    memo: str = ""
    day: str = ""
    speakers: tuple[str, ...] = ()
    stance: str = ""
    written: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    part: int | None = None
    is_moved: bool = False
    is_recast: bool = False


def is_address(text: str) -> bool:
    """Tell whether a text is the address of something."""
    return text.startswith(("http://", "https://", "urn:")) and " " not in text


def name_of(text: str) -> str:
    """Return the last part of an address, which names a class; any other text as it is.

    Examples
    --------
    >>> name_of("https://example.org/codes#right-to-know"), name_of("right to know")
    ('right-to-know', 'right to know')
    """
    if not is_address(text):
        return text
    return text.rstrip("/#").replace("#", "/").rpartition("/")[2] or text


def shortened(name: str, copies: Iterable[CopyFinder], note: Callable[[str], None]) -> str:
    """Return a code's name; of one that is a quotation from a text only its ends."""
    for finder in copies:
        if run := finder.find(name):
            note(run.ends)
            return run.ends
    return name
