"""The commonest mistakes in SPARQL, and how to correct each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from opendebate.counting import counted
from opendebate.errors import close_matches
from opendebate.word_tables import tables_beside

_STRINGS = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*')
_DECLARED = re.compile(r"\bprefix\s+([\w-]*):", re.IGNORECASE)
_PREFIXED = re.compile(r"(?<![\w:?$@^/-])([A-Za-z][\w-]*):[\w-]")
_AGGREGATE = re.compile(r"\b(?:count|sum|min|max|avg|sample|group_concat)\s*\(", re.IGNORECASE)
_SELECT_CLAUSE = re.compile(r"\bselect\b(.*?)(?:\bwhere\b|\{|$)", re.IGNORECASE | re.DOTALL)


def syntax_hint(
    sparql: str, prefixes: Collection[str] | None = None, position: int | None = None
) -> str:
    """Return what to change in a query that is not SPARQL; empty where that is not clear.

    Parameters
    ----------
    sparql : str
        The query.
    prefixes : collection of str, optional
        The prefixes that are known without a PREFIX line.
    position : int, optional
        Where the parser stopped.

    Examples
    --------
    >>> syntax_hint("SELECT who { ?who a od:Person }")
    "A variable begins with ?: write ?who for 'who'."
    """
    masked = _STRINGS.sub(lambda match: "_" * len(match[0]), sparql)  # as long as before
    return next(filter(None, _hints(masked, prefixes, position)), "")


def _hints(masked: str, prefixes: Collection[str] | None, position: int | None) -> Iterator[str]:
    yield _listed(masked)
    yield _select_clause(masked)
    yield _brackets(masked)
    yield _unknown_prefix(masked, prefixes)
    yield _ungrouped(masked)
    yield _stopped_at(masked, position)


def _listed(masked: str) -> str:
    """Return the message of the first mistake in the table that a query has."""
    for hint in tables_beside(__file__)["hints"]:
        if match := re.search(hint["pattern"], masked, re.IGNORECASE | re.DOTALL):
            return str(hint["message"]).format(match[0], *map(str.upper, match.groups()))
    return ""


def _select_clause(masked: str) -> str:
    """Check the text between SELECT and the patterns."""
    clause = _SELECT_CLAUSE.search(masked)
    if clause is None:
        return ""
    if "{" not in masked:
        return "Put the patterns in curly brackets: SELECT ?x { … }."
    head = clause[1]
    if "," in head and "(" not in head:
        return "Leave the commas out: SELECT ?one ?other."
    outside_brackets = _outside_brackets(head)
    if _AGGREGATE.search(outside_brackets) or (
        _AGGREGATE.search(head) and not re.search(r"(?i)\bas\s+\?", head)
    ):
        return "Put what you count in brackets and give it a name: (COUNT(?x) AS ?n)."
    for word in re.findall(r"(?<![\w?$:])[A-Za-z]\w*", outside_brackets):
        if word.lower() not in tables_beside(__file__)["keywords"].split():
            return f"A variable begins with ?: write ?{word} for {word!r}."
    return ""


def _outside_brackets(text: str) -> str:
    """Return a text without what stands in round brackets, however deep."""
    while (without := re.sub(r"\([^()]*\)", " ", text)) != text:
        text = without
    return text


def _brackets(masked: str) -> str:
    for opening, closing, kind in (("{", "}", "curly"), ("(", ")", "round"), ("[", "]", "square")):
        opened, closed = masked.count(opening), masked.count(closing)
        if opened != closed:
            return (
                f"It has {counted(opened, f'opening {kind} bracket')} {opening} and "
                f"{counted(closed, 'closing one')} {closing}. Each opening bracket needs a closing "
                "one."
            )
    return ""


def _unknown_prefix(masked: str, prefixes: Collection[str] | None) -> str:
    if prefixes is None:
        return ""
    declared = {*prefixes, *_DECLARED.findall(masked), "_"}
    for prefix in _PREFIXED.findall(masked):
        if prefix not in declared:
            close = close_matches(prefix, declared)
            suggestion = f" Did you mean {close[0]}:?" if close else ""
            return (
                f"The prefix {prefix}: is not known.{suggestion} "
                f"Known prefixes are {_format_prefixes(declared)}."
            )
    return ""


def _format_prefixes(prefixes: Collection[str]) -> str:
    return ", ".join(f"{prefix}:" for prefix in sorted(prefixes) if prefix != "_")


def _ungrouped(masked: str) -> str:
    """Check that GROUP BY names each variable that SELECT names beside a count, or in groups."""
    clause = _SELECT_CLAUSE.search(masked)
    grouped_by = re.search(r"(?i)\bgroup\s+by\b", masked)
    counts = clause is not None and _AGGREGATE.search(clause[1])
    nested = len(re.findall(r"(?i)\bselect\b", masked)) > 1  # the groups may be those of another
    if clause is None or not (counts or (grouped_by and not nested)):
        return ""
    outside_brackets = _outside_brackets(clause[1])
    after = re.split(r"(?i)\bgroup\s+by\b", masked, maxsplit=1)
    grouped = re.split(r"(?i)\bhaving\b|\border\b|\blimit\b", after[1])[0] if len(after) > 1 else ""
    grouping = re.findall(r"[?$](\w+)", grouped)
    for variable in re.findall(r"[?$](\w+)", outside_brackets):
        if variable not in grouping and not counts:
            return (
                f"The rows are grouped, and ?{variable} may differ within a group. Add it to "
                f"GROUP BY, or choose one value of it: (SAMPLE(?{variable}) AS ?example)."
            )
        if variable not in grouping:
            return (
                f"SELECT names ?{variable} beside a count, so the rows must be grouped by it: put "
                f"GROUP BY ?{variable} after the last curly bracket."
            )
    return ""


def _stopped_at(masked: str, position: int | None) -> str:
    """Check the position where a parser stopped: before the word that it cannot read."""
    unread = masked[position or 0 :].lstrip() if position is not None else ""
    word = re.match(r"[?$]?[\w-]+:?[\w-]*", unread)
    if word is None:
        return ""
    if re.match(r"\?\w+\s+is\b|is\b", unread):
        return "Write a, not is: ?x a od:Person."
    inside = re.split(r"[{};.]", unread, maxsplit=1)[0]
    for name in re.findall(r"(?<![\w:?$@-])[A-Za-z][\w-]*(?![\w:-]|\s*\()", inside):
        if name.lower() not in tables_beside(__file__)["keywords"].split():
            return f"{name!r} has no prefix. Write it with one, such as od:{name}."
    if word[0].startswith("?") and re.search(r"[\w>_]\s*$", masked[:position]):
        return f"A dot is missing before {word[0]}: it begins a new pattern."
    return ""
