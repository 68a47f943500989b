"""Bylines: whom a line such as "By Ada Brook and Kim Li, Staff Writers" names as authors."""

from __future__ import annotations

import re

from opendebate.word_tables import tables_beside

_LISTS = tables_beside(__file__)


def _any_of(name: str) -> str:
    words = _LISTS[name].split() if isinstance(_LISTS[name], str) else _LISTS[name]
    return f"(?:{'|'.join(map(re.escape, words))})"


_PARTICLES = frozenset(_LISTS["particles"].split())
_BY = re.compile(
    rf"(?:(?:{_any_of('made')}\s+){{0,3}}(?P<by>{_any_of('by')})(?:\s+|:\s+)|"
    rf"{_any_of('labels')}:\s+)(?=[^\W\d_])",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    rf"(?:(?:with|and|mit)\s+)?(?:\w+\s+)?{_any_of('credits')}\s*"
    rf"(?::|\b(?:from|{_any_of('by')})\b)",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*\([^)]*\)?|\s*\S*@\S+|[;:].*|\s+[-\u2013\u2014]+\s.*|"
    rf"\s*\b{_any_of('ends')}\b.*",
    re.IGNORECASE | re.DOTALL,
)
_AND = r"\s+(?:{})\s+|\s*[&/]\s*"
_BEHIND = re.compile(rf"\s+{_any_of('behind')}\b.*", re.IGNORECASE)
_HONORIFIC = re.compile(rf"(?:{_any_of('honorifics')}\b\.?\s+)+", re.IGNORECASE)
_DEGREE = re.compile(r"(?:ph\.?\s?d|m\.?d|j\.?d|m\.?b\.?a|m\.?a|m\.?sc|b\.?a|r\.?n|esq|mp|obe)\.?",
                     re.IGNORECASE)  # fmt: skip
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][^\s\d@:,;]*")
_ROLE = re.compile(rf"{_any_of('roles')}(?:s|in|innen)?", re.IGNORECASE)
_BEGINS, _BEATS = frozenset(_LISTS["begins"].split()), frozenset(_LISTS["beats"].split())
_WIRE = re.compile(rf"(?<=\w)\s+{_any_of('wires')}(?:\s.*)?", re.IGNORECASE)
_BODY = re.compile(rf"{_any_of('bodies')}\.?", re.IGNORECASE)
_MAX_WORDS = 6  # of a name


def byline_authors(line: str) -> list[str] | None:
    """Return the authors whom a byline names; None if the line is no byline.

    Roles, organisations and places behind names are no authors, and neither is who took the
    photographs or helped with the reporting. Names in capitals are written as others are.

    Examples
    --------
    >>> byline_authors("By ADA BROOK and KIM LI, Staff Writers")
    ['Ada Brook', 'Kim Li']
    >>> byline_authors("By the river"), byline_authors("Photographs by Kim Li")
    (None, [])
    """
    if credit := _CREDIT.match(line):
        others = _names(_END.sub("", line[credit.end() :]))
        return [] if any(" " in name for name in others) else None
    match = _BY.match(line)
    if not match:
        return None
    behind = line[match.end() :]
    if credit := _CREDIT.search(behind):
        behind = behind[: credit.start()]
    is_dutch = (match["by"] or "").casefold() == "door"
    names = _names(_END.sub("", behind).strip(" .,;|"), ["en"] if is_dutch else [])
    return names or ([] if _has_role(behind) else None)


def listed_authors(value: str) -> list[str]:
    """Return the authors in a value that names one author or several.

    A value such as "Brook, Ada" is one name, and stays as it is.

    Examples
    --------
    >>> listed_authors("By Ada Brook and Kim Li"), listed_authors("Brook, Ada")
    (['Ada Brook', 'Kim Li'], ['Brook, Ada'])
    """
    if _BY.match(value):
        return byline_authors(value) or [value]
    names = _names(value.strip())
    return names if len(names) > 1 and all(" " in name for name in names) else [value]


def _names(text: str, more_conjunctions: list[str] | None = None) -> list[str]:
    """Return the names of a list; what stands behind the first one must look like it."""
    words = [*_LISTS["and"].split(), *(more_conjunctions or [])]
    conjunction = re.compile(_AND.format("|".join(words)))
    names: list[str] = []
    behind_role = False  # what only a comma divides from a role belongs to it
    for group in text.split(","):
        listed = re.sub(r"^\s*(?:and|und|et)\s+", "", group)
        for n, piece in enumerate(conjunction.split(listed)):
            name = _HONORIFIC.sub("", _BEHIND.sub("", piece).strip(), count=1).strip(" .")
            is_joined = n > 0 or listed != group
            if names and _SUFFIX.fullmatch(name):
                names[-1] += f" {name.capitalize() if name[0] in 'jsJS' else name}"
            elif name and not _DEGREE.fullmatch(name):
                person = _before_role(name)
                behind_role = (behind_role and not is_joined) or not _is_name(person, names)
                names += [] if behind_role else [_cased(person)]
                behind_role = behind_role or person != name
                if not names:
                    return []
    return names


def _before_role(name: str) -> str:
    """Return the name before a role or an employer that no comma divides from it.

    Examples
    --------
    >>> _before_role("Anna Blom Staff Writer"), _before_role("Anna Blom Reuters")
    ('Anna Blom', 'Anna Blom')
    >>> _before_role("Anna Blom Transport Writer"), _before_role("Mason Writer")
    ('Anna Blom Transport Writer', 'Mason Writer')
    """
    if wire := _WIRE.search(name, len(" ".join(name.split()[:2]))):
        name = name[: wire.start()]
    words = name.split()
    at = next((n for n, word in enumerate(words) if _has_role(word)), len(words))
    before = words[:at]
    while before and before[-1].casefold() in _BEATS:
        before.pop()
    has_beat, begins = len(before) < at, at < len(words) and words[at].casefold() in _BEGINS
    is_clear = len(before) == 2 or (begins and not has_beat)
    return " ".join(before) if len(before) > 1 and is_clear else name


def _is_name(name: str, names: list[str]) -> bool:
    """Tell whether words are a name; behind the names of a list, that of a person."""
    words = name.split()
    if len(words) > _MAX_WORDS or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    if _has_role(name) or not all(
        _WORD.fullmatch(word) and (word[0].isupper() or word in _PARTICLES) for word in words
    ):
        return False
    is_shorter = bool(names) and len(words) == 1 and " " in names[0]
    is_body = bool(names) and any(map(_BODY.fullmatch, words))
    return not is_shorter and not is_body


def _has_role(name: str) -> bool:
    return any(_ROLE.fullmatch(word.strip(".,")) for word in name.split())


def _cased(name: str) -> str:
    """Return a name without capitals throughout; initials and abbreviations stay."""
    if not (name.isupper() and " " in name):
        return name
    pieces = re.split(r"([\s'\u2019-])", name)
    return "".join(
        piece.capitalize() if len(piece.strip(".")) > 1 and "." not in piece[:-1] else piece
        for piece in pieces
    )
