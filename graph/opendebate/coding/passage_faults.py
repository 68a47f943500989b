"""Messages about passages that cannot be found in their text, and what to write instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from opendebate.coding.passages import (
    Location,
    PassageLike,
    Span,
    Status,
    StoredPassage,
    locate,
    seal,
)
from opendebate.coding.sentences import sentences_around
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import folded_words
from opendebate.counting import counted
from opendebate.errors import InputError

_MAX_GROWTH = 12  # words by which a passage may grow until its ends are unique
_MAX_LISTED = 4  # spans that a message names
_NUMBERS = ("first", "second", "third", "fourth")


def describe_fault(location: Location, coded: PassageLike, article: Text) -> str:
    """Return what is wrong with a passage, and what to do, as sentences.

    Parameters
    ----------
    location : Location
        The result of the search for the passage.
    coded : PassageLike
        The passage.
    article : Text
        The article it was searched in.
    """
    describers: dict[Status, Callable[[Location, PassageLike, Text], str]] = {
        Status.AMBIGUOUS: _ambiguous,
        Status.CHANGED: _changed,
        Status.MISSING: _missing,
    }
    if location.status not in describers:
        raise InputError(f"{_ends(coded)} was found, so there is no fault to describe.")
    return describers[location.status](location, coded, article)


def _ends(coded: PassageLike) -> str:
    return f"“{coded.first} … {coded.last}”"


def _ambiguous(location: Location, coded: PassageLike, article: Text) -> str:
    """Name the spans that the passage may mean, each with ends that are unique."""
    summary = f"{_ends(coded)} stands in {counted(len(location.spans), 'place')}"
    listed = location.spans[:_MAX_LISTED]
    proposals = [
        (label, _replacement(span, coded, article))
        for label, span in zip(_span_labels(listed), listed, strict=True)
    ]
    if not any(proposal for _, proposal in proposals):
        numbers = Counter(map(_span_location, location.spans))
        locations = ", ".join(
            name if n == 1 else f"{name} ({counted(n, 'time')})" for name, n in numbers.items()
        )
        return (
            f"{summary}: {locations}. Choose a longer passage, with more words before or after it."
        )
    hidden = len(location.spans) - len(listed)
    options = "; ".join(
        f"{label}: {proposal or 'choose a longer passage'}" for label, proposal in proposals
    )
    return f"{summary}. {options}{f'; and {hidden} more' if hidden else ''}."


def _replacement(span: Span, coded: PassageLike, article: Text) -> str:
    """Return what to write so that only this span is meant; empty if no short text suffices."""
    numbered = StoredPassage(coded.first, coded.last, span.paragraph)
    counted_words = replace(numbered, words=span.stop - span.start)
    sealed = seal(span, article)
    values = [f"paragraph: {span.paragraph}"] if span.paragraph else []
    if _means(numbered, span, article):
        pass
    elif _means(replace(sealed, words=None, sha256=None), span, article):
        values.append(f"from: “{sealed.first}”, to: “{sealed.last}”")
    elif _means(counted_words, span, article):
        values.append(f"words: {counted_words.words}")
    elif wider := unique_ends(span, article):
        values.append(f"from: “{wider.first}”, to: “{wider.last}”")
        if not _is_unique(replace(wider, words=None, sha256=None), article):
            values.append(f"words: {wider.words}")
    else:
        return ""
    return f"write {', '.join(values)}"


def _means(passage: StoredPassage, span: Span, article: Text) -> bool:
    """Tell whether a passage can only mean a run of words."""
    return locate(passage, article).spans == (span,)


def _is_unique(passage: StoredPassage, article: Text) -> bool:
    """Tell whether a passage is found exactly once."""
    return locate(passage, article).status is Status.FOUND


def _span_labels(spans: tuple[Span, ...]) -> list[str]:
    """Return a name for each span; names of spans in the same paragraph differ."""
    total = Counter(span.paragraph for span in spans)
    occurrences: Counter[int | None] = Counter()
    names = []
    for span in spans:
        which = (
            f"{_NUMBERS[occurrences[span.paragraph]]} in " if total[span.paragraph] > 1 else "in "
        )
        names.append(
            f"For the {which}{_span_location(span)}"
            if which != "in "
            else f"For {_span_location(span)}"
        )
        occurrences[span.paragraph] += 1
    return [name if n == 0 else name[0].lower() + name[1:] for n, name in enumerate(names)]


def unique_ends(span: Span, article: Text) -> StoredPassage | None:
    """Return the shortest passage around a span whose ends occur nowhere else at their distance.

    It stays in the sentences of the span, if it can.

    Examples
    --------
    >>> text = Text.of("It rains. Then it rains again, and so on.")
    >>> unique_ends(Span(3, 5, 1), text).first
    'Then it rains'
    """
    around = sentences_around(article, span)

    def leaves_sentences(wider: Span) -> bool:
        return wider.start < around.start or wider.stop > around.stop

    candidates = sorted(_wider_spans(span, article), key=leaves_sentences)
    passages = (seal(wider, article) for wider in candidates)
    return next((p for p in passages if _is_unique(replace(p, sha256=None), article)), None)


def _wider_spans(span: Span, article: Text) -> Iterator[Span]:
    """Yield the spans with some more words of the paragraph before or after, the shortest first."""
    first, stop, paragraph = span
    for grown in range(1, _MAX_GROWTH + 1):
        for begin, end in ((first - grown, stop), (first, stop + grown)):
            within = begin >= 0 and end <= len(article.words)
            if within and {article.paragraph_at(i) for i in (begin, end - 1)} == {paragraph}:
                yield Span(begin, end, paragraph)


def _span_location(span: Span) -> str:
    return f"paragraph {span.paragraph}" if span.paragraph else "a heading"


def _changed(location: Location, coded: PassageLike, _: Text) -> str:
    """Say how the words differ: without a digest they are only counted."""
    span = location.suggestion
    current = span.stop - span.start if span else 0
    differs = bool(coded.words) and coded.words != current
    counts = f" ({counted(coded.words or 0, 'word')} then, {current} now)" if differs else ""
    if coded.sha256 is None:
        return f"{_ends(coded)} is there, but has {counted(current, 'word')}, not {coded.words}."
    return (
        f"{_ends(coded)} is there, but its seal is of other words{counts}: the "
        "article has changed, or the ends of the passage have. Check the claim against the words "
        "that are there, then seal with --again."
    )


def _missing(location: Location, coded: PassageLike, article: Text) -> str:
    if apart := locate(StoredPassage(coded.first, coded.last), article).spans:
        least = min(span.stop - span.start for span in apart)
        return (
            f"{_ends(coded)}: both ends are in the text, but from one to the other it has "
            f"{counted(least, 'word')}, not {coded.words}."
        )
    if locate(StoredPassage(coded.last, coded.first), article).spans:
        return (
            f"{_ends(coded)}: both ends are in the text, but in the other order. "
            f"Write from: “{coded.last}”, to: “{coded.first}”."
        )
    absent = [end for end in (coded.first, coded.last) if not _occurs(end, article)]
    what = f"{_ends(coded)} is not in the text"
    if len(absent) == 1:
        which = "first" if absent[0] == coded.first else "last"
        what = f"{_ends(coded)} is not in the text: its {which} words, “{absent[0]}”, are not"
    return f"{what}.{_suggestion(location, article)}"


def _occurs(end: str, article: Text) -> bool:
    return bool(article.occurrences(folded_words(end)))


def _suggestion(location: Location, article: Text) -> str:
    if not location.suggestion:
        return " Check its first and last words."
    near = seal(location.suggestion, article)
    paragraph = f" in paragraph {near.paragraph}" if near.paragraph else ""
    return f" Is it “{near.first} … {near.last}”{paragraph}?"
