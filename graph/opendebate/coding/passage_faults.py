"""What is wrong with a passage that cannot be placed in its text, and what to write instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from opendebate.coding import records
from opendebate.coding.passages import Location, Passage, Span, Status, locate, seal
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import words
from opendebate.errors import InputError

Coded = Passage | records.Passage
_GROWTH = 12  # words by which a passage may grow until its ends stand in one place only
_PLACES = 4  # that a message names
_NUMBERS = ("first", "second", "third", "fourth")


def tell(found: Location, coded: Coded, article: Text) -> str:
    """Return what is wrong with a passage, and what to do, in words.

    Parameters
    ----------
    found : Location
        Where it is, or is not.
    coded : Passage or records.Passage
        The passage.
    article : Text
        What it was looked for in.
    """
    said: dict[Status, Callable[[Location, Coded, Text], str]] = {
        Status.AMBIGUOUS: _ambiguous,
        Status.CHANGED: _changed,
        Status.MISSING: _missing,
    }
    if found.status not in said:
        raise InputError(f"{_ends(coded)} is found; there is nothing wrong with it.")
    return said[found.status](found, coded, article)


def _ends(coded: Coded) -> str:
    return f"“{coded.first} … {coded.last}”"


def _ambiguous(found: Location, coded: Coded, article: Text) -> str:
    """Name the places, each with ends that stand there only."""
    many = f"{_ends(coded)} stands in {len(found.spans)} places"
    shown = found.spans[:_PLACES]
    told = [
        (place, _instead(span, article)) for place, span in zip(_named(shown), shown, strict=True)
    ]
    if not any(write for _, write in told):
        counted = Counter(map(_where, found.spans))
        where = ", ".join(f"{name} ({n} times)" if n > 1 else name for name, n in counted.items())
        return f"{many}: {where}. Take in more words before or after it."
    more = len(found.spans) - len(shown)
    each = "; ".join(f"{place}: {write or 'take in more words around it'}" for place, write in told)
    return f"{many}. {each}{f'; and {more} more' if more else ''}."


def _instead(span: Span, article: Text) -> str:
    """Return what to write so that only this place is meant; nothing where nothing short does."""
    sealed = seal(span, article)
    number = f"paragraph: {sealed.paragraph}" if sealed.paragraph else ""
    if number and _only(sealed, article):
        return f"write {number}"
    ends = unique_ends(span, article)
    if not ends:
        return ""
    return "write " + ", ".join(filter(None, [number, f"from: “{ends.first}”, to: “{ends.last}”"]))


def _only(sealed: Passage, article: Text) -> bool:
    """Tell whether a passage stands in one place, before it is sealed and after."""
    before = Passage(sealed.first, sealed.last, sealed.paragraph)
    return all(locate(one, article).status is Status.FOUND for one in (before, sealed))


def _named(spans: tuple[Span, ...]) -> list[str]:
    """Name places so that two in one paragraph differ."""
    total = Counter(span.paragraph for span in spans)
    seen: Counter[int | None] = Counter()
    names = []
    for span in spans:
        which = f"{_NUMBERS[seen[span.paragraph]]} in " if total[span.paragraph] > 1 else "in "
        names.append(f"For the {which}{_where(span)}" if which != "in " else f"For {_where(span)}")
        seen[span.paragraph] += 1
    return [name if n == 0 else name[0].lower() + name[1:] for n, name in enumerate(names)]


def unique_ends(span: Span, article: Text) -> Passage | None:
    """Return the ends of the shortest passage around a span whose ends stand nowhere else.

    Examples
    --------
    >>> text = Text.of("It rains. Then it rains again, and so on.")
    >>> unique_ends(Span(3, 5, 1), text).first
    'Then it rains'
    """
    first, stop, paragraph = span
    for grown in range(1, _GROWTH + 1):
        for begin, end in ((first - grown, stop), (first, stop + grown)):
            if begin < 0 or end > len(article.words):
                continue
            sealed = seal(Span(begin, end, article.paragraph_at(begin)), article)
            if (
                article.paragraph_at(begin) != paragraph
                or article.paragraph_at(end - 1) != paragraph
            ):
                continue
            if _only(sealed, article):
                return sealed
    return None


def _where(span: Span) -> str:
    return f"paragraph {span.paragraph}" if span.paragraph else "a heading"


def _changed(found: Location, coded: Coded, _: Text) -> str:
    return (
        f"{_ends(coded)} is there, but the words between have changed{_count(found, coded)}. "
        "Check the claim against the new words, then seal with --again."
    )


def _count(found: Location, coded: Coded) -> str:
    if not found.suggestion or not coded.words:
        return ""
    now = found.suggestion.stop - found.suggestion.start
    return f" ({coded.words} words then, {now} now)" if now != coded.words else ""


def _missing(found: Location, coded: Coded, article: Text) -> str:
    turned = locate(Passage(coded.last, coded.first), article)
    if turned.status in {Status.FOUND, Status.AMBIGUOUS} and not _alike(coded):
        return (
            f"{_ends(coded)}: both ends are in the text, but in the other order. "
            f"Write from: “{coded.last}”, to: “{coded.first}”."
        )
    absent = [end for end in (coded.first, coded.last) if not _stands(end, article)]
    what = f"{_ends(coded)} is not in the text"
    if len(absent) == 1 and coded.first != coded.last:
        which = "first" if absent[0] == coded.first else "last"
        what = f"{_ends(coded)} is not in the text: its {which} words, “{absent[0]}”, are not"
    return f"{what}.{_suggested(found, article)}"


def _alike(coded: Coded) -> bool:
    first, last = ([word.text for word in words(end)] for end in (coded.first, coded.last))
    return first == last


def _stands(end: str, article: Text) -> bool:
    return bool(article.occurrences([word.text for word in words(end)]))


def _suggested(found: Location, article: Text) -> str:
    if not found.suggestion:
        return " Check its first and last words."
    near = seal(found.suggestion, article)
    where = f" in paragraph {near.paragraph}" if near.paragraph else ""
    return f" Is it “{near.first} … {near.last}”{where}?"
