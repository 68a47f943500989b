"""Parts of the sentences that say what a lens shows."""

from __future__ import annotations

from collections.abc import Iterable

from opendebate.ask.render_trace import format_names
from opendebate.counting import counted
from opendebate.natural import natural
from opendebate.shortening import cut

_MAX_NAMES = 5  # names in a sentence


def shortened(name: str) -> str:
    """Return a name that fits into a sentence."""
    return cut(name, 120)


def first_names(names: Iterable[str]) -> str:
    """Return names in their natural order; of many, the first ones and how many more there are."""
    ordered = sorted(names, key=natural)
    omitted = len(ordered) - _MAX_NAMES
    return format_names([*ordered[:_MAX_NAMES], f"{omitted:,} more"] if omitted > 1 else ordered)


def inflected(number: int, singular: str, plural: str) -> str:
    """Return the form of a word that goes with a number."""
    return singular if number == 1 else plural


def counted_or_no(number: int, what: str) -> str:
    """Return a number with its noun: “2 pairs”, “no pair”."""
    return f"{f'{number:,}' if number else 'no'} {what}{'s' * (number > 1)}"


def share_phrase(number: int, nouns: tuple[str, str], verbs: tuple[str, str], total: int) -> str:
    """Return “3 of 12 actors speak”, or “None of the …”, “All …”, “The …” where that fits."""
    if number == total == 1:
        return f"The {nouns[0]} {verbs[0]}"
    share = f"{number:,} of"
    if number in (0, total):
        share = "All" if number else "None of the"
    return f"{share} {total:,} {nouns[1]} {inflected(number or 1, *verbs)}"


def network_size(nodes: int, ties: int) -> str:
    """Return how large a network is, in a sentence that also fits where nothing is in it.

    Examples
    --------
    >>> network_size(12, 1), network_size(1, 0)
    ('12 nodes, 1 tie.', '1 node, and no tie.')
    >>> network_size(0, 0)
    'Nothing in the debate belongs to this network yet.'
    """
    if not nodes:
        return "Nothing in the debate belongs to this network yet."
    return f"{counted(nodes, 'node')}, {counted(ties, 'tie') if ties else 'and no tie'}."


def omission_sentences(*counts: tuple[int, str, str, str]) -> str:
    """Return a sentence for each number that is not 0."""
    return " ".join(
        f"{number:,} {inflected(number, singular, plural)} {predicate}.".format(
            be=inflected(number, "is", "are"), s=inflected(number, "s", "")
        )
        for number, singular, plural, predicate in counts
        if number
    )
