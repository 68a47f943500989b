"""Transcripts and threads: the labels such as ``KIM:`` or ``u/kim`` that say who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from opendebate.coding.text import Block, Text
from opendebate.coding.tokenizer import folded_words

MIN_LABELS = 3  # labels that make a text a transcript
_MIN_SHARE = 10  # a transcript has a label in every tenth paragraph at the least
# A name at the beginning of a paragraph, and a colon; hearings print SENATOR KIM. in capitals.
_LABEL = re.compile(
    r"(?:Q ?\d{1,4}\.?[ \t]+)?"  # the number of a question: Q3 Kim Li:
    r"((?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*[ \t]?){1,6}?(?:\([^()\n]{1,60}\))?)[ \t]*(?::(?=\s)|：)"  # noqa: RUF001
    r"|((?:(?:Mr|Mrs|Ms|Dr|Sen|Rep)\. |(?:Senator|Representative|Chairman|Chair|Mr|Ms) )?"
    r"[^\W\d_a-z][^\W\d_a-z'’-]{2,}(?: [^\W\d_a-z]{2,})?)\.(?=\s)"  # noqa: RUF001
)
_TITLE = re.compile(
    r"(?:(?:mr|mrs|ms|dr|sen|rep|senator|representative|chairman|chair|professor|prof|mayor"
    r"|councillor|councilor|commissioner|minister|sir|dame|the(?= chair)|herr|frau|monsieur|madame"
    r"|mme|señora?|\w*(?:bürgermeister|präsident|minister|kanzler|sekretär)(?:in)?"
    r"|\w*(?:vorsitzende|abgeordnete)r?)\.? )+",
    re.IGNORECASE,
)
# The line above a post: who wrote it, how many points it has, and how long ago that was.
_POST = re.compile(
    r"(?:r/\w+\s*[·•|]\s*)?(?:(?:posted|submitted) by )?(u/[\w-]+|u/\[deleted\]|@\w{2,})"
    r"[^\n]{0,60}?(?:\bpoints?\b|\bago\b|\bedited\b|·)[^\n]{0,60}(?=\n|$)",
    re.IGNORECASE,
)
# Paragraphs that nobody speaks: what the writer of a transcript says, and what a post quotes.
_UNSPOKEN = re.compile(
    r"\d[\d.,k]* (?:points?|upvotes?|comments?|likes?|replies)\b|[(\[][^()\[\]]{1,200}[)\]]\.?$|>"
    r"|(?:sitting|session|hearing|meeting) (?:was )?(?:suspended|adjourned|closed|resumed)\b"
    r"|on resuming\b|examination of witness|whereupon\b"
    r"|the (?:committee|session|meeting|hearing) (?:was |then )?(?:suspended|adjourned|rose)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
# What stands before a colon, and is nobody's name.
_NO_NAMES = {
    "note", "update", "source", "sources", "photo", "caption", "read", "see", "also", "edit",
    "witnesses", "witness", "members", "present", "attendees", "apologies", "participants",
    "subject", "date", "interview", "beginn", "ende", "anwesend", "foto", "fotos", "quelle", "text",
    "thema", "datum", "ort", "hinweis",
}  # fmt: skip


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
    unspoken = unspoken_blocks(text)
    return [Turn(label.speaker, *run) for label, stop in zip(listed, stops, strict=True)
            if label.speaker for run in _without(unspoken, label.stop, stop)]  # fmt: skip


def unspoken_blocks(text: Text) -> list[Block]:
    """Return the paragraphs of a transcript or thread that nobody of it speaks.

    They are what its writer says, such as ``[Laughter]``, and what a post quotes.
    """
    first = next((label.start for label in labels(text)), len(text.words))
    return [block for block in text.blocks if block.start >= first and _is_unspoken(text, block)]


def _without(blocks: list[Block], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of words that are left of a turn without some blocks."""
    for block in blocks:
        if start <= block.start < stop:
            if start < block.start:
                yield start, block.start
            start = block.stop
    if start < stop:
        yield start, stop


def _is_unspoken(text: Text, block: Block) -> bool:
    first, last = text.words[block.start].start, text.words[block.stop - 1].end
    before = text.raw[:first].rpartition("\n")[2].strip()
    behind = text.raw[last : last + 2].partition("\n")[0]
    return bool(_UNSPOKEN.match(f"{before}{text.raw[first:last]}{behind}".strip()))


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
    listed = _with_full_names(text, listed)
    repeated = Counter(label.speaker for label in listed if label.speaker).most_common(1)
    if (
        len(listed) < MIN_LABELS
        or len(listed) * _MIN_SHARE < len(text.blocks)
        or not repeated
        or repeated[0][1] < 2  # an article's headings with a colon are all different
    ):
        return ()
    return tuple(listed)


def is_thread(text: Text) -> bool:
    """Tell whether most labels of a text are the lines above posts."""
    posts = [_POST.match(text.raw, text.words[label.start].start) for label in labels(text)]
    return 2 * sum(map(bool, posts)) > len(posts)


def _label(text: Text, start: int, stop: int) -> Turn | None:
    """Return the label with which a block begins; that of a deleted account names nobody."""
    begin = text.words[start].start
    end = text.words[stop - 1].end
    if match := _POST.match(text.raw, begin):
        name = "" if "deleted" in match[1] else match[1]
    elif match := _LABEL.match(text.raw, begin, end + 1):
        name = speaker_name(match.group(1) or match.group(2))
        if not name or name.split()[0].casefold() in _NO_NAMES:
            return None
    else:
        return None
    first = next((i for i in range(start, stop) if text.words[i].start >= match.end()), stop)
    return Turn(name, start, first)


def _with_full_names(text: Text, listed: list[Turn]) -> list[Turn]:
    """Return labels with the full names that the head of a transcript, or another label, has."""
    head = listed[0].start if listed else 0
    names = {label.speaker: _full_name(text, label.speaker, head) for label in listed}
    for name in [name for name, full in names.items() if name == full and " " not in name]:
        longer = {full for full in names.values() if full.endswith(f" {name}")}
        if name and len(longer) == 1:
            names[name] = longer.pop()
    return [label._replace(speaker=names[label.speaker]) for label in listed]


def _full_name(text: Text, name: str, head: int) -> str:
    """Return a last name with the first names that stand before it in the first words."""
    run = folded_words(name) if len(name.split()) == 1 else []
    full = set()
    for start in text.occurrences(run) if run else ():
        first = start
        while 0 < first <= head and _is_first_name(text, first - 1):
            first -= 1
        if first < start < head:
            full.add(text.slice(first, start + len(run)))
    return full.pop() if len(full) == 1 else name


def _is_first_name(text: Text, i: int) -> bool:
    written = text.raw[text.words[i].start : text.words[i + 1].start]
    is_name = written[0].isupper() and not written.strip(" .").isupper()
    return is_name and written.endswith(" ") and not (_TITLE.fullmatch(written) or "\n" in written)


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
