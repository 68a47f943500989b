r"""DOT, the language of Graphviz (https://graphviz.org/doc/info/lang.html).

A quotation mark and a ``\`` have a ``\`` before them, and line ends stay as they are. Labels,
which Graphviz reads for codes such as ``\N`` and ``&amp;``, have ``\n`` for a line end and
``&amp;`` for an ampersand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from opendebate.exchange.network_files.ready import Attributes, Ready, Uses
from opendebate.exchange.network_files.text import as_text, writable

# An edge's `key` is DOT's own word for it; pydot (4.0.1) fails on an attribute `name` of nodes.
USES = Uses(label="label", key="key", node=("name",))
_BARE = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_WORDS = {"node", "edge", "graph", "digraph", "subgraph", "strict"}
_LINE_END = re.compile("\r\n|\r|\n")


def dot(ready: Ready) -> Iterator[str]:
    """Yield a network as DOT, piece by piece."""
    yield f"{'digraph' if ready.directed else 'graph'} {quoted(ready.description)} {{\n"
    for node, values in ready.nodes:
        yield f"{quoted(node)}{_attributes(values)};\n"
    arrow = "->" if ready.directed else "--"
    for start, end, _, values in ready.edges:
        yield f"{quoted(start)} {arrow} {quoted(end)}{_attributes(values)};\n"
    yield "}\n"


def quoted(text: str) -> str:
    r"""Return a text as DOT quotes it.

    Examples
    --------
    >>> print(quoted('a "map" \\ plan'))
    "a \"map\" \\ plan"
    """
    return '"{}"'.format(writable(text).replace("\\", "\\\\").replace('"', '\\"'))


def _label(text: str) -> str:
    return _LINE_END.sub(r"\\n", quoted(text.replace("&", "&amp;")))


def _attributes(values: Attributes) -> str:
    pairs = [f"{_name(name)}={_value(name, value)}" for name, value in values.items()
             if value is not None]  # fmt: skip
    return f" [{', '.join(pairs)}]" if pairs else ""


def _name(name: str) -> str:
    return name if _BARE.fullmatch(name) and name.lower() not in _WORDS else quoted(name)


def _value(name: str, value: Any) -> str:
    text = as_text(value)
    if name == "label":
        return _label(text)
    return text if not isinstance(value, str) and _NUMBER.fullmatch(text) else quoted(text)
