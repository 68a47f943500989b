"""What can be wrong in an Argdown document, and what to do about it."""

from __future__ import annotations

from opendebate.exchange.argdown.lex import WORDS, Token
from opendebate.word_tables import tables_beside

_TITLES = {"referred": ("[", "]"), "defined": ("[", "]:"), "argument": ("<", ">"),
           "argued": ("<", ">:")}  # fmt: skip
_PROBLEMS = tables_beside(__file__)
UNCONCLUDED = _PROBLEMS["unconcluded"]["problem"], _PROBLEMS["unconcluded"]["advice"]


def misplaced(token: Token) -> tuple[str, str]:
    """Return what is wrong with a token that cannot stand where it stands, and what to do.

    Examples
    --------
    >>> misplaced(Token("relation", "+>", 0, 2))[0]
    'This relation (+>) stands below nothing that it could belong to.'
    """
    kind, value = token.kind, token.value
    if kind in _TITLES:
        kind, value = "title", value.join(_TITLES[kind])
    elif kind in WORDS:
        kind = "text"
    elif kind in {"inference", "end", "comma"}:
        kind = "hyphens"
    entry = _PROBLEMS.get(kind, _PROBLEMS["item"])
    return entry["problem"].format(value), entry["advice"]
