"""Common slips in YAML: which of them a parser's complaint comes from, where it is, and what to do.

A parser tells where it can go no further, which is often a line too late, and in its own words.
What those who code files get wrong are a few things: indentation, a dash or a space that is
missing, a space that is none, a colon, a ``#`` or quotation marks inside a value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

# Spaces that look like a space and are none to YAML.
ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_ODD = re.compile(rf"^(?: *(?:- +)*(?:[\w-]+:)?|[ {ODD_SPACES}]*-)([{ODD_SPACES}])")
_KEY = re.compile(r"( *)((?:- +)*)([a-z0-9_-]+):(?= |$)")
_NO_SPACE = re.compile(r" *(?:- +)*([a-z_]+):(?![ /])(\S.*)$")
_NO_DASH_SPACE = re.compile(r"( *)-([a-z_]+: .*)$")
_COMMENT = re.compile(r"[^\s#].*?( #.*)$")
_AFTER_QUOTES = re.compile(r""".*?[:-] +(["'])""")
_SIGNS = "?-%@`*&!|>"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip, where it is (counted from 1), and what to do about it."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a parser says of a text.

    Attributes
    ----------
    lines : sequence of str
        The text.
    told : str
        The parser's words.
    at, since : tuple of int
        Line and column of the problem, and of what it was reading, counted from 1; (0, 0) where
        it does not say.
    """

    lines: Sequence[str]
    told: str
    at: tuple[int, int]
    since: tuple[int, int]

    @classmethod
    def of(cls, error: Any, text: str) -> Complaint:
        """Take in what ruamel.yaml says of a text."""
        told = " ".join(filter(None, [error.context, error.problem]))
        at, since = (
            (mark.line + 1, mark.column + 1) if mark else (0, 0)
            for mark in (error.problem_mark, error.context_mark)
        )
        return cls(text.splitlines(), told, at, since)

    def line(self, number: int) -> str:
        """Return a line by its number; an empty one where there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def above(self, number: int) -> int:
        """Return the number of the line above that says something, 0 where there is none."""
        number -= 1
        while number and (not self.line(number).strip() or self.line(number).lstrip()[0] == "#"):
            number -= 1
        return number


def diagnose(complaint: Complaint) -> Slip:
    """Return the slip that a complaint comes from, or the complaint itself."""
    found = (slip for look in _LOOKS if (slip := look(complaint)))
    return next(found, None) or _as_told(complaint)


def _odd_space(found: Complaint) -> Slip | None:
    """Find a no-break space or the like where YAML wants a plain one."""
    for number in range(1, found.at[0] + 1):
        if match := _ODD.match(found.line(number)):
            sign = match.group(1)
            name = unicodedata.name(sign, "a sign").lower()
            told = (
                f"Here stands U+{ord(sign):04X} ({name}), which looks like a space and is none. "
                "Delete it and type a space."
            )
            return Slip(number, match.start(1) + 1, told)
    return None


def _tab(found: Complaint) -> Slip | None:
    if "'\\t'" not in found.told:
        return None
    return Slip(*found.at, "A tab stands here. Indent with spaces, not tabs.")


def _missing_space(found: Complaint) -> Slip | None:
    """Find ``name:Ada`` or ``-id: x`` in the line of the problem or above it."""
    for number in (found.above(found.at[0]), found.at[0]):
        line = found.line(number)
        if match := _NO_DASH_SPACE.match(line):
            told = f"A space is missing after the dash. Write: - {_short(match.group(2))}"
            return Slip(number, match.start(2), told)
        if (match := _NO_SPACE.match(line)) and ": " not in line:
            key, value = match.groups()
            told = f"A space is missing after the colon. Write: {key}: {_short(value)}"
            return Slip(number, match.start(2) + 1, told)
    return None


def _missing_dash(found: Complaint) -> Slip | None:
    """Find a list whose items do not all begin with a dash."""
    if "but found '-'" in found.told:
        told = "A dash is missing: put '- ' before the first key of each item of a list."
        return Slip(*_first_of_list(found), told)
    item = next((m for line in found.lines if (m := _KEY.match(line)) and m.group(2)), None)
    for number in (found.above(found.at[0]), found.at[0]):
        match = _KEY.match(found.line(number))
        if item and match and not match.group(2) and match.group(3) == item.group(3) == "id":
            told = "A dash is missing: each item begins with one, as in '- id: …'."
            return Slip(number, match.start(3) + 1, told)
    return None


def _first_of_list(found: Complaint) -> tuple[int, int]:
    """Return where the first item of a list begins whose next item has the first dash."""
    number, column = found.at
    while above := found.above(number):
        match = _KEY.match(found.line(above))
        if match and match.start(3) < column:
            break
        number = above
    return number, len(found.line(number)) - len(found.line(number).lstrip()) + 1


def _indentation(found: Complaint) -> Slip | None:
    """Find a key that is not indented like the keys that it belongs to."""
    deeper = "mapping values are not allowed" in found.told
    if not (deeper or "<block mapping start>" in found.told):
        return None
    number, above = found.at[0], found.above(found.at[0])
    here, before = _KEY.match(found.line(number)), _KEY.match(found.line(above))
    if not here or (deeper and here.end() != found.at[1]):
        return None
    column = here.start(3)
    if before and before.start(3) != column:
        alike = f"; the key above it, {before.group(3)!r}, by {_spaces(before.start(3))}"
    else:
        alike = ""
    told = (
        f"The key {here.group(3)!r} is indented by {_spaces(column)}{alike}. "
        "Indent keys that belong together alike."
    )
    return Slip(number, column + 1, told)


def _spaces(count: int) -> str:
    return "1 space" if count == 1 else f"{count or 'no'} spaces"


def _comment(found: Complaint) -> Slip | None:
    """Find a ``#`` that cuts a value, so that the rest of it cannot be read."""
    if not any(sign in found.told for sign in ("flow", "<scalar>", "':'")):
        return None
    first = found.since[0] if "flow" in found.told else found.above(found.at[0])
    for number in range(max(first, 1), found.at[0] + 1):
        if match := _COMMENT.search(found.line(number)):
            told = (
                f"What follows the # is a comment and is left out: '{_short(match.group(1)[1:])}'. "
                "Put the value into quotes."
            )
            return Slip(number, match.start(1) + 2, told)
    return None


def _quotes(found: Complaint) -> Slip | None:
    """Find quotation marks that close before their value ends."""
    match = _AFTER_QUOTES.match(found.line(found.at[0]))
    if "<scalar>" not in found.told or not match or "flow" in found.told:
        return None
    mark = match.group(1)
    other = "'" if mark == '"' else '"'
    told = (
        f"The quotation mark {mark} closes the value before its end. Put {other} around the "
        f"whole value{', or write two of those within it' if mark == chr(39) else ''}."
    )
    return Slip(found.at[0], match.start(1) + 1, told)


def _colon(found: Complaint) -> Slip | None:
    if "mapping values are not allowed" not in found.told:
        return None
    told = "A colon and a space stand within a value here. Put the value into quotes."
    return Slip(*found.at, told)


def _no_colon(found: Complaint) -> Slip | None:
    """Find a line that is no key, no item and no part of the value above it."""
    if "could not find expected ':'" not in found.told:
        return None
    told = (
        "This line has no key. If it goes on with the value above, indent it more than that "
        "value's key; if it is an item of a list, begin it with '- '; if it is a key, put a colon "
        "and a space after it."
    )
    return Slip(*(found.since if found.since[0] else found.at), told)


def _sign(found: Complaint) -> Slip | None:
    """Find a value that begins with a sign which means something to YAML."""
    line, column = found.at
    sign = found.line(line)[column - 1 : column]
    signs = (
        "cannot start any token",
        "are not allowed here",
        "expected alphabetic",
        "block scalar",
    )
    if not sign or sign not in _SIGNS or not any(one in found.told for one in signs):
        return None
    return Slip(line, column, f"A value cannot begin with {sign} unless it stands in quotes.")


def _as_told(found: Complaint) -> Slip:
    """Hand on the parser's words: what is never closed is told where it is opened."""
    unclosed = "end of stream" in found.told or "parsing a flow" in found.told
    places = (found.since, found.at) if unclosed else (found.at, found.since)
    line, column = next((place for place in places if place[0]), (0, 0))
    advice = next((f" {advice}" for sign, advice in _ADVICE if sign in found.told), "")
    return Slip(line, column, f"This is not YAML: {found.told}.{advice}")


_ADVICE = (
    ("quoted scalar", "Close the quotes, or double those that belong to the value."),
    ("flow", "Close the bracket, and put a comma between values. A text that begins with a "
     "bracket stands in quotes."),
    ("block", "Indent things that belong together alike."),
)  # fmt: skip
_LOOKS: tuple[Callable[[Complaint], Slip | None], ...] = (
    _odd_space,
    _tab,
    _missing_space,
    _missing_dash,
    _indentation,
    _comment,
    _quotes,
    _sign,
    _colon,
    _no_colon,
)


def cut_by(rest: str) -> tuple[int, str] | None:
    """Return where a comment begins that may have been meant as part of a plain value, and it.

    Two spaces before the ``#`` and one after it are how comments are written; all else may be a
    number or a hashtag.

    Parameters
    ----------
    rest : str
        What follows the value in its line.

    Examples
    --------
    >>> cut_by(" #1 in town")
    (1, '#1 in town')
    >>> cut_by("  # so they say")
    """
    comment = rest.lstrip(" ")
    spaces = len(rest) - len(comment)
    if not (spaces and comment.startswith("#")):
        return None
    meant = spaces > 1 and comment[1:2] in {"", " ", "\r"}
    return None if meant else (spaces, comment.rstrip())


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
