"""What an import has to say: one sentence for each kind of thing, with how many and which."""

from __future__ import annotations

_MOST = 5  # examples of each kind
_LONG = 60  # signs of an example
_SENTENCES = {
    "kind": "The file does not tell kind or side of {n} claim{s}: descriptive, and on neither "
    "side, is assumed.",
    "language": "The file does not tell its language: English is assumed.",
    "unsaid": "{n} claim{s} nobody is recorded as saying.",
    "alone": "{n} claim{s} stand{v} in no relation to any other, such as prose between arguments.",
    "variant": "{n} claim{s} {is} put in more than one way; the last is kept, as Argdown does.",
    "undefined": "{n} title{s} {is} never put into words; the title is the claim's text.",
    "described": "{n} argument{s} {has} both a description and premises; the description is kept "
    "aside.",
    "untold": "{n} title{s} of reconstructed arguments {is} kept aside.",
    "rule": "{n} inference rule{s} {is} kept aside.",
    "kept-data": "{n} key{s} of YAML data of statements and arguments {is} kept aside.",
    "unused": "{n} premise{s} {is} used by no step of the argument.",
    "link": "{n} link{s} in texts {has} no place.",
    "mention": "{n} mention{s} of a statement or argument {is} kept as the title, without a tie.",
    "comment": "{n} comment{s} {is} left out.",
    "data": "{n} key{s} of YAML data {has} no place.",
    "front": "{n} key{s} of the front matter {has} no place.",
    "heading": "{n} heading{s} with no statement below {is} left out.",
    "heading-tag": "{n} tag{s} of headings {has} no place.",
    "argument-tag": "{n} tag{s} of reconstructed arguments {is} made topics of their premises.",
    "include": "{n} included file{s} {is} left out.",
    "part-front": "The front matter of {n} included file{s} {is} left out.",
    "markdown": "What stands outside the {n} block{s} of Argdown in this Markdown is left out.",
    "remark": "{n} place{s} may be meant otherwise than Argdown reads {it}.",
    "self": "{n} relation{s} of a claim to itself {is} left out.",
    "again": "{n} relation{s} {is} told more than once.",
    "contradiction": "{n} contradiction{s} (><) {is} kept as attacks both ways; that the two "
    "exclude each other exactly has no place.",
    "contrary": "{n} contrary relation{s} of strict mode {is} kept as attacks both ways.",
    "entailment": "{n} entailment{s} of strict mode {is} kept as support.",
    "whole-attack": "{n} attack{s} on a reconstructed argument {do} not tell which premise: "
    "the last step is undercut.",
    "whole-support": "{n} support{s} of a reconstructed argument {do} not tell which premise: "
    "all of them are supported.",
    "no-step": "{n} undercut{s} of what supports and attacks nothing {is} kept as an attack on it.",
    "actor": "{n} speaker{s} {is} of a kind the file does not tell: a person is assumed.",
    "office": "{n} actor{s} that others speak for {is} taken for an organization.",
    "circle": "{n} reason{s} would rest on itself, for the same speaker: kept as the coder's own.",
    "mode": "{n} mode{s} that no statement here can have {is} replaced by paraphrase.",
    "stance": "{n} stance{s} {is} unknown and replaced by affirms.",
    "date": "{n} date{s} cannot be read.",
    "long": "{n} text{s} {is} too long and cut.",
}


class Notes:
    """Collects what is to be reported.

    Examples
    --------
    >>> notes = Notes()
    >>> notes.add("link", "https://example.org/")
    >>> notes.sentences()
    ['1 link in texts has no place: https://example.org/.']
    """

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = {}

    def add(self, kind: str, *examples: str) -> None:
        """Note things of a kind, each by its name."""
        self._found.setdefault(kind, []).extend(examples)

    def count(self, kind: str) -> int:
        """Return how many of a kind were noted."""
        return len(self._found.get(kind, ()))

    def sentences(self) -> list[str]:
        """Return a sentence for each kind, in a fixed order."""
        return [
            _sentence(told, self._found[kind])
            for kind, told in _SENTENCES.items()
            if self._found.get(kind)
        ]


def _sentence(told: str, examples: list[str]) -> str:
    n = len(examples)
    one = n == 1
    words = {"s": "" if one else "s", "is": "is" if one else "are", "v": "s" if one else "",
             "has": "has" if one else "have", "it": "it" if one else "them",
             "do": "does" if one else "do"}  # fmt: skip
    sentence = told.format(n=f"{n:,}", **words)
    shown = [_short(one) for one in dict.fromkeys(examples) if one]
    if not shown:
        return sentence
    more = ", …" if len(shown) > _MOST else ""
    return f"{sentence[:-1]}: {', '.join(shown[:_MOST])}{more}."


def _short(example: str) -> str:
    return example.rstrip(".") if len(example) <= _LONG else f"{example[: _LONG - 1]}…"
