"""Texts and data as Argdown can hold them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from opendebate.coding.records import Claim
from opendebate.coding.tokenizer import tokenize
from opendebate.coding.yaml_values import flow_yaml, to_yaml

T = TypeVar("T", bound=Mapping[str, Any])

# What a claim's record holds and Argdown has no syntax for: in the statement's YAML data.
LISTS = tuple(
    key
    for key in Claim.model_fields
    if key
    not in {"text", "kind", "side", "topics", "supports", "attacks", "undercuts", "attributes"}
)

# What markup could begin with; dots and colons only where a second one makes a shortcode of them,
# equals signs only where they look like front matter.
_MARKUP = re.compile(r"[\\\[\]<>{}#@*_/]|[.](?=\S+[.])|:(?=\S+:)|={1}(?===)")
_BRACES = {"{": r"\u007b", "}": r"\u007d", "=": r"\u003d"}  # would end data, or front matter


def escaped(text: str) -> str:
    r"""Return a text with a backslash before whatever could be read as markup, on one line.

    Examples
    --------
    >>> escaped("See [x]: not\n#that, and https://example.org/")
    'See \\[x\\]: not \\#that, and https:\\/\\/example.org\\/'
    """
    return _MARKUP.sub(lambda match: f"\\{match.group()}", " ".join(text.split()))


def flow(value: Any) -> str:
    r"""Return plain data as YAML on one line, such that no brace or equals sign stands in a text.

    Examples
    --------
    >>> flow({"kind": "causal", "at": [{"from": "a } b", "words": 2}]})
    '{kind: causal, at: [{from: "a \\u007d b", words: 2}]}'
    """
    return flow_yaml(value, _without_braces)


def _without_braces(value: str | int) -> str:
    return re.sub("[{}=]", lambda match: _BRACES[match.group()], to_yaml(value))


def anchored(record: T) -> T:
    """Return a passage or body without characters that stand alone at its ends.

    A dash between blanks is no word, but would count as one of the three at each end.

    Examples
    --------
    >>> anchored({"from": "Maps - they help", "to": "us", "words": 9})
    {'from': 'Maps they help', 'to': 'us', 'words': 9}
    """
    return cast(
        "T",
        {
            key: " ".join(word for word in str(value).split() if tokenize(word))
            if key in {"from", "to"}
            else value
            for key, value in record.items()
        },
    )
