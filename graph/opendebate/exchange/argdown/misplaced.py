"""What can be wrong in an Argdown document, and what to do about it."""

from __future__ import annotations

from opendebate.exchange.argdown.lex import WORDS, Token

_TITLES = {"referred": ("[", "]"), "defined": ("[", "]:"), "argument": ("<", ">"),
           "argued": ("<", ">:")}  # fmt: skip
UNCONCLUDED = (
    "This numbered argument ends without a conclusion.",
    "Write a line of four hyphens and then the conclusion, with its number.",
)
_PROBLEMS = {
    "relation": (
        "This relation ({}) stands below nothing that it could belong to.",
        "Indent it with spaces, more than the line it belongs to.",
    ),
    "data": (
        "Data in braces stand in the middle of a text.",
        "Put them at its end, or a backslash before the brace.",
    ),
    "heading": ("A heading stands in the middle of a text.", "Put an empty line above it."),
    "hyphens": (
        "A line of hyphens stands outside of a numbered argument.",
        r"Number its premises, (1) and so on, without empty lines; or escape the hyphens: \--.",
    ),
    "text": (
        "A text follows where a statement has ended already, with its title or data.",
        "Put a colon behind the title, or an empty line before the text.",
    ),
    "title": (
        "The title {} stands in the middle of a text.",
        "Begin a new paragraph with it, or put @ or a backslash before it.",
    ),
    "item": (
        "A list or number begins in the middle of a text.",
        "Put an empty line above it.",
    ),
}


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
    what, advice = _PROBLEMS.get(kind, _PROBLEMS["item"])
    return what.format(value), advice
