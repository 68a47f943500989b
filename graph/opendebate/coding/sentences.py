"""Sentences of an article, as runs of its words."""

from __future__ import annotations

import re

from opendebate.coding.month_names import GERMAN_MONTHS
from opendebate.coding.passages import Span
from opendebate.coding.text import Block, Text

# Marks that end a sentence, in several scripts; closing quotes and brackets may follow them.
_END = re.compile("[.!?…।॥۔؟።。！？]+[\"'”’»«“‘)\\]）」』】›]*")  # noqa: RUF001
_IDEOGRAPHIC = frozenset("。！？")  # noqa: RUF001
# Words before a full stop that end no sentence, and single letters such as initials.
_ABBREVIATED = frozenset(
    """mr mrs ms dr prof sen rep gov gen col st jr sr inc ltd co corp no vs etc e.g i.e u.s u.k fig
    jan feb mar apr jun jul aug sept sep oct nov dec z.b d.h bzw""".split()  # noqa: SIM905
)


def sentences(text: Text) -> list[Span]:
    """Return the sentences of a text's paragraphs; each begins and ends in one paragraph.

    A full stop ends no sentence behind an abbreviation or initial, or before a small letter.

    Examples
    --------
    >>> text = Text.of("Dr. Hall said so. “Maps help!” she said. Then she left.")
    >>> [text.slice(span.start, span.stop) for span in sentences(text)]
    ['Dr. Hall said so', 'Maps help!” she said', 'Then she left']
    """
    return [span for block in text.paragraphs for span in _of_block(text, block)]


def sentences_around(text: Text, span: Span) -> Span:
    """Return all sentences that a run of words touches, as one run; of a heading, the run itself.

    Examples
    --------
    >>> text = Text.of("Nobody knows. The maps help most. Ask her.")
    >>> text.slice(*sentences_around(text, Span(3, 4, 1))[:2])
    'The maps help most'
    """
    touched = [
        sentence
        for block in text.paragraphs
        if block.start < span.stop and span.start < block.stop
        for sentence in _of_block(text, block)
        if sentence.start < span.stop and span.start < sentence.stop
    ]
    if not touched:
        return span
    start, stop = min(span.start, touched[0].start), max(span.stop, touched[-1].stop)
    return Span(start, stop, span.paragraph)


def _of_block(text: Text, block: Block) -> list[Span]:
    found, start = [], block.start
    for i in range(block.start, block.stop - 1):
        between = text.raw[text.words[i].end : text.words[i + 1].start]
        end = _END.match(between.lstrip("\"'”’“‘»«)]%‰€°"))  # noqa: RUF001
        if end and _ends(text, i, between, end.group()):
            found.append(Span(start, i + 1, block.paragraph))
            start = i + 1
    return [*found, Span(start, block.stop, block.paragraph)]


def _ends(text: Text, i: int, between: str, marks: str) -> bool:
    """Tell whether marks after a word end its sentence."""
    if set(marks) & _IDEOGRAPHIC:
        return True
    following = text.raw[text.words[i + 1].start]
    if not re.search(r"\s", between) or following.islower():
        return False
    word = text.words[i].text
    if marks == "." and word.isdigit() and text.words[i + 1].text in GERMAN_MONTHS:
        return False  # as in German: 12. März
    return not (marks == "." and (word in _ABBREVIATED or (len(word) == 1 and word.isalpha())))
