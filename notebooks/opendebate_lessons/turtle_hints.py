"""The commonest mistakes in Turtle: the line of each, and what to change."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from opendebate.errors import close_matches

_TOKEN = re.compile(
    r'(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')(?:@[\w-]+|\^\^(?:<[^<>\s]*>|[\w-]*:[\w-]+))?'
    r"|(?P<iri><[^<>\s]*>)|(?P<skip>#[^\n]*|\s+)|(?P<name>(?:_|[A-Za-z][\w-]*)?:[\w-]*(?:\.[\w-]+)*)"
    r"|(?P<number>[+-]?\d+(?:\.\d+)?)|(?P<punctuation>[;,.\[\]()])|(?P<word>@?[A-Za-z][\w-]*)"
    r"|(?P<variable>\?\w+)|(?P<other>.)",
    re.DOTALL,
)
_DIRECTIVE = {"@prefix", "prefix", "@base", "base"}


class TurtleToken(NamedTuple):
    """A word or punctuation mark, and its line."""

    kind: str
    text: str
    line: int


class Mistake(NamedTuple):
    """A mistake: its line, and what to change."""

    line: int
    words: str


def first_mistake(turtle: str, prefixes: Collection[str]) -> Mistake | None:
    """Return the first mistake in a text that is not Turtle, if it is one of the common ones.

    Parameters
    ----------
    turtle : str
    prefixes : collection of str
        Those that need no declaration in the text.

    Examples
    --------
    >>> first_mistake("ex:Law a owl:Class", {"ex", "owl"})
    Mistake(line=1, words='The last fact has no full stop. Put one after owl:Class.')
    """
    tokens = list(_tokens(turtle))
    declared = {*prefixes, "_", *re.findall(r"(?i)@?\bprefix\s+([\w-]*):", turtle)}
    mistakes = [*_mistaken_tokens(tokens, declared), *_mistaken_order(tokens)]
    return min(mistakes, key=lambda mistake: mistake.line, default=None)


def _tokens(turtle: str) -> Iterator[TurtleToken]:
    for match in _TOKEN.finditer(turtle):
        if match.lastgroup != "skip":
            kind = "text" if match["text"] is not None else str(match.lastgroup)
            yield TurtleToken(kind, match[0], turtle.count("\n", 0, match.start()) + 1)


def _mistaken_tokens(tokens: list[TurtleToken], prefixes: Collection[str]) -> Iterator[Mistake]:
    """Yield the words and characters that are wrong anywhere."""
    for previous, token in pairwise([TurtleToken("", "", 1), *tokens]):
        words = ""
        if token.kind == "variable":
            words = f"{token.text}: a fact has no variables. Write a name."
        elif token.kind == "other":
            words = _on_character(token.text)
        elif token.kind == "word":
            words = _on_word(token.text, previous.text)
        elif token.kind == "name":
            words = _on_prefix(token.text.partition(":")[0], prefixes)
        if words:
            yield Mistake(token.line, words)


def _on_prefix(prefix: str, prefixes: Collection[str]) -> str:
    if prefix in prefixes:
        return ""
    close = close_matches(prefix, prefixes)
    return f"The prefix {prefix}: is not known." + (f" Did you mean {close[0]}:?" if close else "")


def _on_character(character: str) -> str:
    if character in "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb":
        return f"Turtle does not know the character {character}. Write straight quotation marks."
    if character in "\"'":
        return "A text has only one quotation mark. Put another one at its end."
    if character in "{}":
        return f"{character} has no place in Turtle. SPARQL uses it."
    return f"The character {character} has no place here."


def _on_word(word: str, previous: str) -> str:
    if word in {"a", "true", "false"} or word.lower() in _DIRECTIVE:
        return ""
    if word in {"is", "A", "isa", "an"}:
        return f"Write a, not {word}: ex:Law a owl:Class ."
    if previous == "rdfs:label":
        return f'A label is a text. Put it in quotation marks: "{word}".'
    return f"{word!r} has no prefix. Write it with one, such as od:{word}."


def _without_directives(tokens: list[TurtleToken]) -> Iterator[TurtleToken]:
    """Yield the tokens without the lines that declare prefixes."""
    waiting = iter(tokens)
    for token in waiting:
        if token.kind == "word" and token.text.lower() in _DIRECTIVE:
            for argument in waiting:
                if argument.kind == "iri":
                    break
            if token.text.startswith("@"):
                next(waiting, None)  # its full stop
        else:
            yield token


def _mistaken_order(tokens: list[TurtleToken]) -> Iterator[Mistake]:
    """Yield the first place where subject, predicate, object and punctuation are out of order."""
    expected, brackets, previous = "subject", list[str](), TurtleToken("", "", 1)
    for token in _without_directives(tokens):
        if token.kind == "punctuation" and token.text in "()":
            return  # a list: the parser says what is wrong in it
        if token.text == "]" and not brackets:
            yield Mistake(token.line, "A square bracket ] has no [ before it.")
            return
        expected_here, expected = expected, _next_expected(expected, token, brackets)
        if not expected:
            yield _unexpected(expected_here, token, previous, bool(brackets))
            return
        previous = token
    if brackets:
        yield Mistake(previous.line, "A square bracket [ has no ] at its end.")
    elif expected == "end":
        yield Mistake(
            previous.line, f"The last fact has no full stop. Put one after {previous.text}."
        )
    elif expected in {"predicate", "object"}:
        yield Mistake(previous.line, f"The last fact is not complete after {previous.text}.")


def _next_expected(expected: str, token: TurtleToken, brackets: list[str]) -> str:
    """Return what may come after a token; nothing if the token may not stand there."""
    if token.kind != "punctuation":
        if token.kind in {"text", "number"} and expected != "object":
            return ""
        return {"subject": "predicate", "predicate": "object", "object": "end"}.get(expected, "")
    if token.text == "[":
        brackets.append(expected)
        return "predicate" if expected in {"subject", "object"} else ""
    if token.text == "]":
        complete = expected in {"end", "predicate"}
        return ("end" if brackets.pop() == "object" else "predicate") if complete else ""
    if token.text == ".":
        return "subject" if expected in {"end", "predicate"} and not brackets else ""
    following, allowed = _SEPARATORS[token.text]
    return following if expected in allowed else ""


_SEPARATORS = {";": ("predicate", {"end", "predicate"}), ",": ("object", {"end"})}


def _unexpected(
    expected: str, token: TurtleToken, previous: TurtleToken, in_bracket: bool
) -> Mistake:
    if expected == "end" and token.kind != "punctuation":
        return Mistake(
            previous.line,
            f"A character is missing between {previous.text} and {token.text}. Put ; if the "
            "subject is still the same, or a full stop if a new fact begins.",
        )
    if token.kind in {"text", "number"}:
        role = "the subject" if expected == "subject" else "a predicate"
        return Mistake(
            token.line,
            f"{token.text} cannot be {role}. Perhaps there is a full stop before this line where "
            "; should be.",
        )
    if token.text == "." and in_bracket:
        return Mistake(
            token.line, "A square bracket [ is still open. Close it with ] before the full stop."
        )
    return Mistake(token.line, f"Something is missing between {previous.text} and {token.text}.")
