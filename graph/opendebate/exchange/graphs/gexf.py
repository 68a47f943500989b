"""GEXF 1.3 (https://gexf.net), the format of Gephi, with a timeline.

Not networkx's own writer, which (3.6.1) refuses lists and None; takes a node's attribute `id` for
its identity and an edge's `type` for its direction; has the IRI as label; writes today's date,
characters that are no XML, and an attribute of the graph that GEXF does not have; and knows no
`kind` of edge, without which Gephi adds parallel edges up. Here `kind` is the edge's key, which
is told in the attribute ``networkx_key`` too, from where networkx's reader takes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opendebate.exchange.graphs.ready import Attributes, Ready, Uses
from opendebate.exchange.graphs.text import told, xml

NAMESPACE = "http://gexf.net/1.3"
KEY = "networkx_key"
USES = Uses(label="label", key=KEY, edge=("id",))
_OWN = ("label", "weight", "start", "end")  # attributes that are GEXF's own, on edges


def gexf(ready: Ready, *, dated: bool) -> Iterator[str]:
    """Yield a network as GEXF, piece by piece.

    Parameters
    ----------
    ready : Ready
    dated : bool
        Whether the `start` and `end` of edges are days on a timeline.
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="{NAMESPACE}" version="1.3">\n'
    yield from _meta(ready.about)
    way = "directed" if ready.directed else "undirected"
    time = 'mode="static"'
    if dated:
        time = 'mode="dynamic" timeformat="date" timerepresentation="interval"'
    yield f'<graph defaultedgetype="{way}" idtype="string" {time}>\n'
    nodes, edges = ready.node_kinds(), ready.edge_kinds()
    own = _own(edges, dated=dated)
    nodes.pop("label", None)
    for name in own:
        edges.pop(name, None)
    yield from _declared("node", nodes)
    yield from _declared("edge", edges)
    yield from _nodes(ready, _ids("node", nodes))
    yield from _edges(ready, _ids("edge", edges), own)
    yield "</graph>\n</gexf>\n"


def _meta(about: str) -> Iterator[str]:
    described = f"<description>{xml(about)}</description>" if about else ""
    yield f"<meta><creator>opendebate</creator>{described}</meta>\n"


def _own(kinds: Mapping[str, str], *, dated: bool) -> tuple[str, ...]:
    """Return the attributes of edges that GEXF has a place of its own for."""
    numeric = kinds.get("weight") in {"long", "double"}
    able = {"label": True, "weight": numeric, "start": dated, "end": dated}
    return tuple(name for name in _OWN if able[name])


def _ids(of: str, kinds: Mapping[str, str]) -> dict[str, str]:
    return {name: f"{of}{n}" for n, name in enumerate(kinds)}


def _declared(of: str, kinds: Mapping[str, str]) -> Iterator[str]:
    if not kinds:
        return
    yield f'<attributes class="{of}" mode="static">\n'
    for name, number in _ids(of, kinds).items():
        yield f'<attribute id="{number}" title="{xml(name)}" type="{kinds[name]}"/>\n'
    yield "</attributes>\n"


def _nodes(ready: Ready, ids: Mapping[str, str]) -> Iterator[str]:
    yield "<nodes>\n"
    for node, about in ready.nodes:
        label = xml(about["label"])
        yield f'<node id="{xml(node)}" label="{label}">{_values(about, ids)}</node>\n'
    yield "</nodes>\n"


def _edges(ready: Ready, ids: Mapping[str, str], own: tuple[str, ...]) -> Iterator[str]:
    yield "<edges>\n"
    for n, (start, end, key, about) in enumerate(ready.edges):
        kind = "" if key is None else f' kind="{xml(told(key))}"'
        more = "".join(
            f' {name}="{xml(told(about[name]))}"' for name in own if about.get(name) is not None
        )
        ends = f'source="{xml(start)}" target="{xml(end)}"'
        yield f'<edge id="{n}" {ends}{kind}{more}>{_values(about, ids)}</edge>\n'
    yield "</edges>\n"


def _values(about: Attributes, ids: Mapping[str, str]) -> str:
    values = "".join(
        f'<attvalue for="{ids[name]}" value="{xml(told(value))}"/>'
        for name, value in about.items()
        if value is not None and name in ids
    )
    return f"<attvalues>{values}</attvalues>" if values else ""
