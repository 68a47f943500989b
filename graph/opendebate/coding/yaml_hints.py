"""Common slips in YAML: which slip causes a parser's error, where it is, and what to do.

A parser reports where it cannot continue, which is often a line too late, and in words for
programmers. Coders make only a few slips: wrong indentation, a missing dash or space, a character
that only looks like a space, a colon, a ``#`` or quotation marks inside a value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

# Characters that look like a space, but are not a space in YAML.
ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_ODD = re.compile(rf"^(?: *(?:- +)*(?:[\w-]+:)?|[ {ODD_SPACES}]*-)([{ODD_SPACES}])")
_KEY = re.compile(r"( *)((?:- +)*)([a-z0-9_-]+):(?= |$)")
_NO_SPACE = re.compile(r" *(?:- +)*([a-z_]+):(?![ /])(\S.*)$")
_NO_DASH_SPACE = re.compile(r"( *)-([a-z_]+: .*)$")
_COMMENT = re.compile(r"[^\s#].*?( #.*)$")
_AFTER_QUOTES = re.compile(r""".*?[:-] +(["'])""")
_INDICATORS = "?-%@`*&!|>"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip, where it is (counted from 1), and what to do about it."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class ParserError:
    """An error of a parser in a text.

    Attributes
    ----------
    lines : sequence of str
        The text.
    problem : str
        The parser's words.
    at, since : tuple of int
        Line and column of the problem, and of the value being read, counted from 1; (0, 0) if
        the parser does not say.
    """

    lines: Sequence[str]
    problem: str
    at: tuple[int, int]
    since: tuple[int, int]

    @classmethod
    def of(cls, error: Any, text: str) -> ParserError:
        """Make an error from an exception of ruamel.yaml."""
        problem = " ".join(filter(None, [error.context, error.problem]))
        at, since = (
            (mark.line + 1, mark.column + 1) if mark else (0, 0)
            for mark in (error.problem_mark, error.context_mark)
        )
        return cls(text.splitlines(), problem, at, since)

    def line(self, number: int) -> str:
        """Return a line by its number; an empty line if there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def above(self, number: int) -> int:
        """Return the number of the next line above with content, 0 if there is none."""
        number -= 1
        while number and (not self.line(number).strip() or self.line(number).lstrip()[0] == "#"):
            number -= 1
        return number


def diagnose(error: ParserError) -> Slip:
    """Return the slip that causes an error, or else the parser's message."""
    slips = (slip for check in _CHECKS if (slip := check(error)))
    return next(slips, None) or _parser_message(error)


def _odd_space(error: ParserError) -> Slip | None:
    """Find a no-break space or the like where YAML needs a plain space."""
    for number in range(1, error.at[0] + 1):
        if match := _ODD.match(error.line(number)):
            character = match.group(1)
            name = unicodedata.name(character, "a character").lower()
            message = (
                f"This is U+{ord(character):04X} ({name}), which looks like a space and is "
                "none. Delete it and type a space."
            )
            return Slip(number, match.start(1) + 1, message)
    return None


def _tab(error: ParserError) -> Slip | None:
    if "'\\t'" not in error.problem:
        return None
    return Slip(*error.at, "This is a tab. Indent with spaces, not tabs.")


def _missing_space(error: ParserError) -> Slip | None:
    """Find ``name:Ada`` or ``-id: x`` in the line of the problem or above it."""
    for number in (error.above(error.at[0]), error.at[0]):
        line = error.line(number)
        if match := _NO_DASH_SPACE.match(line):
            message = f"A space is missing after the dash. Write: - {_short(match.group(2))}"
            return Slip(number, match.start(2), message)
        if (match := _NO_SPACE.match(line)) and ": " not in line:
            key, value = match.groups()
            message = f"A space is missing after the colon. Write: {key}: {_short(value)}"
            return Slip(number, match.start(2) + 1, message)
    return None


def _missing_dash(error: ParserError) -> Slip | None:
    """Find a list whose items do not all begin with a dash."""
    if "but found '-'" in error.problem:
        message = "A dash is missing: put '- ' before the first key of each item of a list."
        return Slip(*_first_of_list(error), message)
    item = next((m for line in error.lines if (m := _KEY.match(line)) and m.group(2)), None)
    for number in (error.above(error.at[0]), error.at[0]):
        match = _KEY.match(error.line(number))
        if item and match and not match.group(2) and match.group(3) == item.group(3) == "id":
            message = "A dash is missing: each item begins with one, as in '- id: …'."
            return Slip(number, match.start(3) + 1, message)
    return None


def _first_of_list(error: ParserError) -> tuple[int, int]:
    """Return where the first item of a list begins; it has no dash, but the next item has one."""
    number, column = error.at
    while above := error.above(number):
        match = _KEY.match(error.line(above))
        if match and match.start(3) < column:
            break
        number = above
    return number, len(error.line(number)) - len(error.line(number).lstrip()) + 1


def _indentation(error: ParserError) -> Slip | None:
    """Find a key that is not indented like the keys that it belongs to."""
    deeper = "mapping values are not allowed" in error.problem
    if not (deeper or "<block mapping start>" in error.problem):
        return None
    number, above = error.at[0], error.above(error.at[0])
    current, previous = _KEY.match(error.line(number)), _KEY.match(error.line(above))
    if not current or (deeper and current.end() != error.at[1]):
        return None
    column = current.start(3)
    if previous and previous.start(3) != column:
        comparison = f"; the key above it, {previous.group(3)!r}, by {_spaces(previous.start(3))}"
    else:
        comparison = ""
    message = (
        f"The key {current.group(3)!r} is indented by {_spaces(column)}{comparison}. "
        "Indent keys that belong together by the same number of spaces."
    )
    return Slip(number, column + 1, message)


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count or 'no'} spaces"


def _comment(error: ParserError) -> Slip | None:
    """Find a ``#`` that cuts a value short, so that the parser fails."""
    if not any(phrase in error.problem for phrase in ("flow", "<scalar>", "':'")):
        return None
    first = error.since[0] if "flow" in error.problem else error.above(error.at[0])
    for number in range(max(first, 1), error.at[0] + 1):
        if match := _COMMENT.search(error.line(number)):
            message = (
                f"What follows the # is a comment and is left out: '{_short(match.group(1)[1:])}'. "
                "Put the value into quotes."
            )
            return Slip(number, match.start(1) + 2, message)
    return None


def _quotes(error: ParserError) -> Slip | None:
    """Find quotation marks that close before their value ends."""
    match = _AFTER_QUOTES.match(error.line(error.at[0]))
    if "<scalar>" not in error.problem or not match or "flow" in error.problem:
        return None
    mark = match.group(1)
    other = "'" if mark == '"' else '"'
    message = (
        f"The quotation mark {mark} closes the value before its end. Put {other} around the "
        f"whole value{', or write two of those within it' if mark == chr(39) else ''}."
    )
    return Slip(error.at[0], match.start(1) + 1, message)


def _colon(error: ParserError) -> Slip | None:
    if "mapping values are not allowed" not in error.problem:
        return None
    message = "This value has a colon and a space in it. Put the value into quotes."
    return Slip(*error.at, message)


def _no_colon(error: ParserError) -> Slip | None:
    """Find a line that is neither a key nor an item nor a part of the value above it."""
    if "could not find expected ':'" not in error.problem:
        return None
    message = (
        "This line has no key. If it continues the value above, indent it more than that value's "
        "key; if it is an item of a list, begin it with '- '; if it is a key, put a colon and a "
        "space after it."
    )
    return Slip(*(error.since if error.since[0] else error.at), message)


def _forbidden_start(error: ParserError) -> Slip | None:
    """Find a value that begins with a character that has a meaning in YAML."""
    line, column = error.at
    character = error.line(line)[column - 1 : column]
    phrases = (
        "cannot start any token",
        "are not allowed here",
        "expected alphabetic",
        "block scalar",
    )
    if (
        not character
        or character not in _INDICATORS
        or not any(phrase in error.problem for phrase in phrases)
    ):
        return None
    return Slip(line, column, f"A value cannot begin with {character} unless it is in quotes.")


def _parser_message(error: ParserError) -> Slip:
    """Return the parser's message; for an unclosed value, at the line where it is opened."""
    unclosed = "end of stream" in error.problem or "parsing a flow" in error.problem
    positions = (error.since, error.at) if unclosed else (error.at, error.since)
    line, column = next((position for position in positions if position[0]), (0, 0))
    advice = next((f" {advice}" for phrase, advice in _ADVICE if phrase in error.problem), "")
    return Slip(line, column, f"This is not YAML: {error.problem}.{advice}")


_ADVICE = (
    ("quoted scalar", "Close the quotes, or double those that belong to the value."),
    ("flow", "Close the bracket, and put a comma between values. Put a text that begins "
     "with a bracket into quotes."),
    ("block", "Indent keys that belong together by the same number of spaces."),
)  # fmt: skip
_CHECKS: tuple[Callable[[ParserError], Slip | None], ...] = (
    _odd_space,
    _tab,
    _missing_space,
    _missing_dash,
    _indentation,
    _comment,
    _quotes,
    _forbidden_start,
    _colon,
    _no_colon,
)


def comment_after(remainder: str) -> tuple[int, str] | None:
    """Return a comment that may have been meant as part of a plain value, and where it begins.

    A comment has two spaces before the ``#`` and one after it; otherwise the ``#`` may belong to
    a number or a hashtag.

    Parameters
    ----------
    remainder : str
        The text after the value in its line.

    Examples
    --------
    >>> comment_after(" #1 in town")
    (1, '#1 in town')
    >>> comment_after("  # so they say")
    """
    comment = remainder.lstrip(" ")
    spaces = len(remainder) - len(comment)
    if not (spaces and comment.startswith("#")):
        return None
    meant = spaces > 1 and comment[1:2] in {"", " ", "\r"}
    return None if meant else (spaces, comment.rstrip())


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
