"""The commonest mistakes in Turtle: at which line, and what to change."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from opendebate.errors import close_matches

_TOKEN = re.compile(
    r'(?P<text>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')(?:@[\w-]+|\^\^(?:<[^<>\s]*>|[\w-]*:[\w-]+))?'
    r"|(?P<iri><[^<>\s]*>)|(?P<skip>#[^\n]*|\s+)|(?P<name>(?:_|[A-Za-z][\w-]*)?:[\w-]*(?:\.[\w-]+)*)"
    r"|(?P<number>[+-]?\d+(?:\.\d+)?)|(?P<sign>[;,.\[\]()])|(?P<word>@?[A-Za-z][\w-]*)"
    r"|(?P<variable>\?\w+)|(?P<other>.)",
    re.DOTALL,
)
_DIRECTIVE = {"@prefix", "prefix", "@base", "base"}


class Token(NamedTuple):
    """A word or sign, and its line."""

    kind: str
    text: str
    line: int


class Slip(NamedTuple):
    """A mistake: its line, and what to change."""

    line: int
    words: str


def slip(turtle: str, prefixes: Collection[str]) -> Slip | None:
    """Return the first mistake of a text that is no Turtle, if it is one of the common ones.

    Parameters
    ----------
    turtle : str
    prefixes : collection of str
        Those that are known without a line of their own.

    Examples
    --------
    >>> slip("ex:Law a owl:Class", {"ex", "owl"})
    Slip(line=1, words='The last fact has no full stop. Put one after owl:Class.')
    """
    tokens = list(_tokens(turtle))
    known = {*prefixes, "_", *re.findall(r"(?i)@?\bprefix\s+([\w-]*):", turtle)}
    found = [*_single(tokens, known), *_order(tokens)]
    return min(found, key=lambda one: one.line, default=None)


def _tokens(turtle: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(turtle):
        if found.lastgroup != "skip":
            kind = "text" if found["text"] is not None else str(found.lastgroup)
            yield Token(kind, found[0], turtle.count("\n", 0, found.start()) + 1)


def _single(tokens: list[Token], known: Collection[str]) -> Iterator[Slip]:
    """Yield what is wrong with words and signs by themselves."""
    for token in tokens:
        if token.kind == "variable":
            yield Slip(token.line, f"{token.text}: a fact has no variables. Write a name.")
        elif token.kind == "other":
            yield Slip(token.line, _odd(token.text))
        elif token.kind == "word" and (words := _bare(token.text)):
            yield Slip(token.line, words)
        elif token.kind == "name" and token.text.partition(":")[0] not in known:
            prefix = token.text.partition(":")[0]
            close = close_matches(prefix, known)
            meant = f" Did you mean {close[0]}:?" if close else ""
            yield Slip(token.line, f"The prefix {prefix}: is not known.{meant}")


def _odd(sign: str) -> str:
    if sign in "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb":
        return f"The sign {sign} is not read. Write straight quotation marks."
    if sign in "\"'":
        return "A text has only one quotation mark. Put another one at its end."
    if sign in "{}":
        return f"{sign} has no place in Turtle. It is used in SPARQL."
    return f"The sign {sign} has no place here."


def _bare(word: str) -> str:
    if word in {"a", "true", "false"} or word.lower() in _DIRECTIVE:
        return ""
    if word in {"is", "A", "isa", "an"}:
        return f"Write a, not {word}: ex:Law a owl:Class ."
    return f"{word!r} has no prefix. Write it with one, such as od:{word}."


def _facts(tokens: list[Token]) -> Iterator[Token]:
    """Yield words and signs without the lines that declare prefixes."""
    waiting = iter(tokens)
    for token in waiting:
        if token.kind == "word" and token.text.lower() in _DIRECTIVE:
            for held in waiting:
                if held.kind == "iri":
                    break
            if token.text.startswith("@"):
                next(waiting, None)  # its full stop
        else:
            yield token


def _order(tokens: list[Token]) -> Iterator[Slip]:
    """Yield the first place where subject, predicate, object and signs do not follow each other."""
    state, outer, last = "subject", list[str](), Token("", "", 1)
    for token in _facts(tokens):
        if token.kind == "sign" and token.text in "()":
            return  # a list: the parser says what is wrong in it
        if token.text == "]" and not outer:
            yield Slip(token.line, "A square bracket ] is closed that was not opened with [.")
            return
        before, state = state, _next(state, token, outer)
        if not state:
            yield Slip(*_unexpected(before, token, last, bool(outer)))
            return
        last = token
    if outer:
        yield Slip(last.line, "A square bracket [ has no ] at its end.")
    elif state == "end":
        yield Slip(last.line, f"The last fact has no full stop. Put one after {last.text}.")
    elif state in {"predicate", "object"}:
        yield Slip(last.line, f"The last fact is not complete after {last.text}.")


def _next(state: str, token: Token, outer: list[str]) -> str:
    """Return what may come after a word or sign; nothing if it may not stand there."""
    if token.kind != "sign":
        after = {"subject": "predicate", "predicate": "object", "object": "end"}
        if token.kind in {"text", "number"} and state != "object":
            return ""
        return after.get(state, "")
    if token.text == "[":
        outer.append(state)
        return "predicate" if state in {"subject", "object"} else ""
    if token.text == "]":
        ended = state in {"end", "predicate"}
        return ("end" if outer.pop() == "object" else "predicate") if ended else ""
    if token.text == ".":
        return "subject" if state in {"end", "predicate"} and not outer else ""
    wanted = {";": ("predicate", {"end", "predicate"}), ",": ("object", {"end"})}
    then, allowed = wanted[token.text]
    return then if state in allowed else ""


def _unexpected(state: str, token: Token, last: Token, inside: bool) -> tuple[int, str]:
    if state == "end" and token.kind != "sign":
        return last.line, (
            f"A sign is missing between {last.text} and {token.text}. Put ; if the subject is "
            "still the same, or a full stop if a new fact begins."
        )
    if token.kind in {"text", "number"}:
        return token.line, (
            f"{token.text} cannot be {'the subject' if state == 'subject' else 'a predicate'}. "
            "Perhaps there is a full stop before this line where ; should be."
        )
    if token.text == "." and inside:
        return token.line, "A square bracket [ is still open. Close it with ] before the full stop."
    return token.line, f"Something is missing between {last.text} and {token.text}."
