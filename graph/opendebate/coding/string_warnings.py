"""Warnings on the strings of coding files: characters that nobody sees, and what marks divide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from opendebate.coding.confusables import invisible_character
from opendebate.coding.consistency import sealing_command
from opendebate.coding.free_text import strings
from opendebate.coding.passages import ANCHOR
from opendebate.coding.tokenizer import count_words, tokenize
from opendebate.coding.validation_messages import shortened
from opendebate.coding.warning_context import CodingWarning, WarningContext, statement_positions
from opendebate.coding.yaml_tree import Keys, Tree

_HYPHENS = frozenset("-\u00ad\u2010\u2011\u2012\u2013")
_SUFFIXES = {"inc", "ltd", "llc", "corp", "co", "plc", "gmbh", "ag", "jr", "sr", "phd", "md"}


def _strings_where(
    examined: WarningContext, is_odd: Callable[[str], object]
) -> Iterator[tuple[Tree, Keys, str]]:
    """Yield file, path and text of all strings for which `is_odd` is true."""
    for key, tree in examined.coding.trees.items():
        matches = {text for text in examined.texts[key] if is_odd(text)}
        for path, text in strings(tree.data) if matches else ():
            if text in matches:
                yield tree, path, text


def invisible_characters(examined: WarningContext) -> Iterator[CodingWarning]:
    """Find characters that nobody sees."""
    for tree, path, text in _strings_where(examined, invisible_character):
        message = (
            f"The text holds U+{ord(invisible_character(text)):04X}, which is invisible. Delete it."
        )
        yield CodingWarning(tree, path, message)


def divided_names(examined: WarningContext) -> Iterator[CodingWarning]:
    """Find ``[Maps, Inc.]``, which YAML reads as two names."""
    for tree, path, text in _strings_where(examined, _is_suffix):
        if isinstance(path[-1], int) and path[-2:-1] != () and int(path[-1]) > 0:
            message = (
                f"{shortened(text)} is a separate name here: a comma divides a list. Put "
                "a name with a comma into quotes."
            )
            yield CodingWarning(tree, path, message)


def _is_suffix(text: str) -> bool:
    return text.strip(".").casefold() in _SUFFIXES


def too_long_ends(examined: WarningContext) -> Iterator[CodingWarning]:
    """Find ends of passages that look short and have too many words, since marks divide them."""
    for slug, file, tree, number, position in statement_positions(examined.coding):
        for n, passage in enumerate(file.statements[number].at):
            for key, end in (("from", passage.first), ("to", passage.last)):
                if (count := count_words(end)) > ANCHOR:
                    message = (
                        f"{_what_divides(end)}, so {shortened(end)} has {count}. "
                        f"To shorten it to {ANCHOR}, run: " + sealing_command(examined.coding, slug)
                    )
                    yield CodingWarning(tree, ("statements", position, "at", n, key), message)


def _what_divides(text: str) -> str:
    """Say what divides words that no space divides."""
    between = [text[one.end : other.start] for one, other in pairwise(tokenize(text))]
    marks = "".join(dict.fromkeys("".join(part for part in between if not part[:1].isspace())))
    if not marks.strip():
        return "In this script each letter counts as a word"
    if set(marks) <= _HYPHENS:
        return "Hyphens divide words"
    does = "divide words" if len(marks) > 1 else "divides words"
    return f"“{marks}” {does}"
