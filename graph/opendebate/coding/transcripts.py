"""Transcripts: the labels such as ``KIM:`` that say who speaks."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from opendebate.coding.text import Text

MIN_LABELS = 3  # labels that make a text a transcript
_MIN_SHARE = 10  # a transcript has a label in every tenth paragraph at the least
# A name at the beginning of a paragraph, and a colon; hearings print SENATOR KIM. in capitals.
_LABEL = re.compile(
    r"((?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*[ \t]?){1,6}?(?:\([^()\n]{1,60}\))?)[ \t]*(?::(?=\s)|：)"  # noqa: RUF001
    r"|((?:(?:Mr|Mrs|Ms|Dr|Sen|Rep)\. |(?:Senator|Representative|Chairman|Chair|Mr|Ms) )?"
    r"[^\W\d_a-z][^\W\d_a-z'’-]{2,}(?: [^\W\d_a-z]{2,})?)\.(?=\s)"  # noqa: RUF001
)
_TITLE = re.compile(
    r"(?:(?:mr|mrs|ms|dr|sen|rep|senator|representative|chairman|chair|professor|prof|mayor"
    r"|councillor|councilor|commissioner|minister|lord|lady|sir|dame)\.? )+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
# What stands before a colon, and is nobody's name.
_NO_NAMES = {"note", "update", "source", "sources", "photo", "caption", "read", "see", "also"}


class Turn(NamedTuple):
    """What one speaker says until the next one begins, or the label before it.

    Attributes
    ----------
    speaker : str
        As the label names them, without a title.
    start, stop : int
        The words; those of what is said are without the label.
    """

    speaker: str
    start: int
    stop: int


def turns(text: Text) -> list[Turn]:
    r"""Return the turns of a transcript; none if the text is none.

    Examples
    --------
    >>> text = Text.of("KIM: Why maps?\n\nADA BROOK: They help.\n\nWe drew them.\n\nKIM: I see.")
    >>> [(turn.speaker, text.slice(turn.start, turn.stop)) for turn in turns(text)]
    [('Kim', 'Why maps'), ('Ada Brook', 'They help. We drew them'), ('Kim', 'I see')]
    """
    listed = labels(text)
    stops = [*(label.start for label in listed), len(text.words)][1:]
    return [Turn(label.speaker, label.stop, stop)
            for label, stop in zip(listed, stops, strict=True) if label.stop < stop]  # fmt: skip


@lru_cache(maxsize=4)
def labels(text: Text) -> tuple[Turn, ...]:
    r"""Return the labels of a transcript: who is named, and the words that name them.

    Examples
    --------
    >>> text = Text.of("KIM: Why maps?\n\nADA BROOK: They help.\n\nKIM: I see.")
    >>> [text.slice(label.start, label.stop) for label in labels(text)]
    ['KIM', 'ADA BROOK', 'KIM']
    """
    listed = [label for block in text.blocks if (label := _label(text, block.start, block.stop))]
    repeated = Counter(label.speaker for label in listed).most_common(1)
    if (
        len(listed) < MIN_LABELS
        or len(listed) * _MIN_SHARE < len(text.blocks)
        or repeated[0][1] < 2  # an article's headings with a colon are all different
    ):
        return ()
    return tuple(listed)


def _label(text: Text, start: int, stop: int) -> Turn | None:
    """Return the label with which a block begins."""
    begin = text.words[start].start
    end = text.words[stop - 1].end
    match = _LABEL.match(text.raw, begin, end + 1)
    if not match:
        return None
    name = speaker_name(match.group(1) or match.group(2))
    if not name or name.split()[0].casefold() in _NO_NAMES:
        return None
    first = next((i for i in range(start, stop) if text.words[i].start >= match.end()), stop)
    return Turn(name, start, first)


def speaker_name(label: str) -> str:
    """Return the name of a label, without title and brackets; capitals become small.

    Examples
    --------
    >>> speaker_name("Sen. BLACK (D-Maine)")
    'Black'
    """
    plain = _TITLE.sub("", " ".join(_BRACKETS.sub("", label).split())).strip(" .")
    return plain.title() if plain.isupper() and len(plain) > 2 else plain


def speakers(text: Text) -> list[str]:
    """Return who speaks in a transcript, in order of their first words."""
    return list(dict.fromkeys(turn.speaker for turn in turns(text)))
