"""GEXF 1.3 (https://gexf.net), the format of Gephi, with a timeline.

Not networkx's own writer, which (3.6.1) refuses lists and None; takes a node's attribute `id` for
its identity and an edge's `type` for its direction; has the IRI as label; writes today's date,
characters that are no XML, and an attribute of the graph that GEXF does not have; and knows no
`kind` of edge, without which Gephi adds parallel edges up. Here `kind` is the edge's key, which
stands in the attribute ``networkx_key`` too, from where networkx's reader takes it. A node whose
attribute `colour` is a colour, such as ``#ff9900``, is drawn in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from opendebate.exchange.network_files.ready import Attributes, Ready, Uses, ids_of
from opendebate.exchange.network_files.text import as_text, xml

NAMESPACE = "http://gexf.net/1.3"
VIZ = f"{NAMESPACE}/viz"
KEY = "networkx_key"
USES = Uses(label="label", key=KEY, edge=("id",))
_COLOUR = re.compile("#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)
_BUILTIN = ("label", "weight", "start", "end")  # attributes that are GEXF's own, on edges


def gexf(ready: Ready) -> Iterator[str]:
    """Yield a network as GEXF, piece by piece."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<gexf xmlns="{NAMESPACE}" xmlns:viz="{VIZ}" version="1.3">\n'
    described = f"<description>{xml(ready.description)}</description>" if ready.description else ""
    yield f"<meta><creator>opendebate</creator>{described}</meta>\n"
    direction = "directed" if ready.directed else "undirected"
    time = 'mode="static"'
    if ready.dated:
        time = 'mode="dynamic" timeformat="date" timerepresentation="interval"'
    yield f'<graph defaultedgetype="{direction}" idtype="string" {time}>\n'
    nodes, edges = ready.kinds()
    builtin = _builtin(edges, dated=ready.dated)
    nodes.pop("label", None)
    for name in builtin:
        edges.pop(name, None)
    yield from _declared("node", nodes)
    yield from _declared("edge", edges)
    yield from _nodes(ready, ids_of("node", nodes))
    yield from _edges(ready, ids_of("edge", edges), builtin)
    yield "</graph>\n</gexf>\n"


def _builtin(kinds: Mapping[str, str], *, dated: bool) -> tuple[str, ...]:
    """Return the attributes of edges that GEXF has a place of its own for."""
    numeric = kinds.get("weight") in {"long", "double"}
    able = {"label": True, "weight": numeric, "start": dated, "end": dated}
    return tuple(name for name in _BUILTIN if able[name])


def _declared(of: str, kinds: Mapping[str, str]) -> Iterator[str]:
    if not kinds:
        return
    yield f'<attributes class="{of}" mode="static">\n'
    for name, number in ids_of(of, kinds).items():
        yield f'<attribute id="{number}" title="{xml(name)}" type="{kinds[name]}"/>\n'
    yield "</attributes>\n"


def _nodes(ready: Ready, ids: Mapping[str, str]) -> Iterator[str]:
    yield "<nodes>\n"
    for node, values in ready.nodes:
        label = xml(values["label"])
        inside = _values(values, ids) + _colour(values.get("colour"))
        yield f'<node id="{xml(node)}" label="{label}">{inside}</node>\n'
    yield "</nodes>\n"


def _colour(value: object) -> str:
    """Return what Gephi draws a node in; empty where no colour is known."""
    parts = _COLOUR.fullmatch(value) if isinstance(value, str) else None
    if not parts:
        return ""
    red, green, blue = (int(part, 16) for part in parts.groups())
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _edges(ready: Ready, ids: Mapping[str, str], builtin: tuple[str, ...]) -> Iterator[str]:
    yield "<edges>\n"
    for n, (start, end, key, values) in enumerate(ready.edges):
        kind = "" if key is None else f' kind="{xml(as_text(key))}"'
        extra = "".join(
            f' {name}="{xml(as_text(values[name]))}"'
            for name in builtin
            if values.get(name) is not None
        )
        ends = f'source="{xml(start)}" target="{xml(end)}"'
        yield f'<edge id="{n}" {ends}{kind}{extra}>{_values(values, ids)}</edge>\n'
    yield "</edges>\n"


def _values(attributes: Attributes, ids: Mapping[str, str]) -> str:
    values = "".join(
        f'<attvalue for="{ids[name]}" value="{xml(as_text(value))}"/>'
        for name, value in attributes.items()
        if value is not None and name in ids
    )
    return f"<attvalues>{values}</attvalues>" if values else ""
