"""The commonest mistakes in SPARQL, in words that say what to change."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from opendebate.errors import close_matches

_KEYWORDS = (
    "a as asc ask avg base bind bound by coalesce concat construct contains count datatype "
    "day desc describe distinct exists false filter from graph group group_concat having if "
    "in iri isblank isiri isliteral isnumeric lang langmatches lcase limit max min minus "
    "month named not now offset optional order prefix reduced regex replace sample select "
    "separator service str strafter strbefore strends strlen strstarts substr sum true ucase "
    "undef union uri values where year abs ceil floor round rand tz timezone hours minutes "
    "seconds "
)
_WORDS = frozenset(_KEYWORDS.split())  # of the language, in small letters
_TEXTS = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*')
_DECLARED = re.compile(r"\bprefix\s+([\w-]*):", re.IGNORECASE)
_SHORT = re.compile(r"(?<![\w:?$@^/-])([A-Za-z][\w-]*):[\w-]")
_COUNTS = re.compile(r"\b(?:count|sum|min|max|avg|sample|group_concat)\s*\(", re.IGNORECASE)
_HEAD = re.compile(r"\bselect\b(.*?)(?:\bwhere\b|\{|$)", re.IGNORECASE | re.DOTALL)


def mistake(sparql: str, prefixes: Collection[str] | None = None, at: int | None = None) -> str:
    """Return what to change in a query that is not SPARQL; nothing where that is not plain.

    Parameters
    ----------
    sparql : str
        The query.
    prefixes : collection of str, optional
        The prefixes that are known without a PREFIX line.
    at : int, optional
        Where the parser stopped.

    Examples
    --------
    >>> mistake("SELECT who { ?who a od:Person }")
    "A variable begins with ?: write ?who for 'who'."
    """
    bare = _TEXTS.sub(lambda found: "_" * len(found[0]), sparql)  # as long as before
    return next(filter(None, _found(bare, prefixes, at)), "")


def _found(bare: str, prefixes: Collection[str] | None, at: int | None) -> Iterator[str]:
    yield _signs(bare)
    yield _keywords(bare)
    yield _head(bare)
    yield _brackets(bare)
    yield _unknown_prefix(bare, prefixes)
    yield _ungrouped(bare)
    yield _at(bare, at)


def _signs(bare: str) -> str:
    if found := re.search("[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]", bare):
        return f"The sign {found[0]} is not read. Write straight quotation marks."
    if re.search("[\"']", bare):
        return "A text has only one quotation mark. Put another one at its end."
    if re.search(r"=>|=<|==|!==", bare):
        return "Compare with =, !=, <, <=, > or >=."
    return ""


def _keywords(bare: str) -> str:
    if not re.search(r"\b(?:select|ask|construct|describe)\b", bare, re.IGNORECASE):
        return "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE."
    if re.search(r"\bnot\s+exist\b", bare, re.IGNORECASE):
        return "Write NOT EXISTS, with an S."
    if found := re.search(r"\b(filter|having)\s+(?=\?)", bare, re.IGNORECASE):
        return f"{found[1].upper()} needs round brackets: {found[1].upper()}(…)."
    if found := re.search(r"\b(optional|exists|union)\s+(?=[?\w<])", bare, re.IGNORECASE):
        return f"{found[1].upper()} needs curly brackets: {found[1].upper()} {{ … }}."
    if re.search(r"(?<![\w:?$])(?:group|order)\s+(?!by\b)", bare, re.IGNORECASE):
        return "Write GROUP BY and ORDER BY, with BY."
    return ""


def _head(bare: str) -> str:
    """Look at what stands between SELECT and the patterns."""
    found = _HEAD.search(bare)
    if found is None:
        return ""
    if "{" not in bare:
        return "The patterns stand in curly brackets: SELECT ?x { … }."
    head = found[1]
    if "," in head and "(" not in head:
        return "Leave the commas out: SELECT ?one ?other."
    named = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", " ", head)
    if _COUNTS.search(named) or (_COUNTS.search(head) and not re.search(r"(?i)\bas\s+\?", head)):
        return "Put what you count in brackets and give it a name: (COUNT(?x) AS ?n)."
    for word in re.findall(r"(?<![\w?$:])[A-Za-z]\w*", named):
        if word.lower() not in _WORDS:
            return f"A variable begins with ?: write ?{word} for {word!r}."
    return ""


def _brackets(bare: str) -> str:
    for opening, closing, kind in (("{", "}", "curly"), ("(", ")", "round"), ("[", "]", "square")):
        opened, closed = bare.count(opening), bare.count(closing)
        if opened != closed:
            return (
                f"{opened} {kind} brackets {opening} are opened and {closed} are closed {closing}. "
                "Each needs its other half."
            )
    return ""


def _unknown_prefix(bare: str, prefixes: Collection[str] | None) -> str:
    if prefixes is None:
        return ""
    known = {*prefixes, *_DECLARED.findall(bare), "_"}
    for prefix in _SHORT.findall(bare):
        if prefix not in known:
            close = close_matches(prefix, known)
            meant = f" Did you mean {close[0]}:?" if close else ""
            return f"The prefix {prefix}: is not known.{meant} Known are {_listed(known)}."
    return ""


def _listed(prefixes: Collection[str]) -> str:
    return ", ".join(f"{one}:" for one in sorted(prefixes) if one != "_")


def _ungrouped(bare: str) -> str:
    """Look for a variable beside a count that no GROUP BY names."""
    found = _HEAD.search(bare)
    if found is None or not _COUNTS.search(found[1]):
        return ""
    named = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", " ", found[1])
    after = re.split(r"(?i)\bgroup\s+by\b", bare, maxsplit=1)
    grouped = re.split(r"(?i)\bhaving\b|\border\b|\blimit\b", after[1])[0] if len(after) > 1 else ""
    there = re.findall(r"[?$](\w+)", grouped)
    for variable in re.findall(r"[?$](\w+)", named):
        if variable not in there:
            return (
                f"?{variable} stands beside a count. Say that the rows are grouped by it: put "
                f"GROUP BY ?{variable} behind the last curly bracket."
            )
    return ""


def _at(bare: str, at: int | None) -> str:
    """Look at the place where a parser stopped: it stops before the word that it cannot read."""
    rest = bare[at or 0 :].lstrip() if at is not None else ""
    word = re.match(r"[?$]?[\w-]+:?[\w-]*", rest)
    if word is None:
        return ""
    if re.match(r"\?\w+\s+is\b|is\b", rest):
        return "Write a, not is: ?x a od:Person."
    inside = re.split(r"[{};.]", rest, maxsplit=1)[0]
    for name in re.findall(r"(?<![\w:?$@-])[A-Za-z][\w-]*(?![\w:-]|\s*\()", inside):
        if name.lower() not in _WORDS:
            return f"{name!r} has no prefix. Write it with one, such as od:{name}."
    if word[0].startswith("?") and re.search(r"[\w>_]\s*$", bare[:at]):
        return f"A dot is missing before {word[0]}: it begins a new pattern."
    return ""
