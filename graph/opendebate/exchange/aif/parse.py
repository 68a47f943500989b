"""An AIF graph from the JSON of AIFdb."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opendebate.coding.debate_files import display_path
from opendebate.coding.field_types import MAX_TEXT
from opendebate.exchange.aif.graph import HIDDEN, SHORT, AifNode, Graph, clean, plain
from opendebate.exchange.aif.people import read_locutions, read_participants
from opendebate.exchange.extension import KEY
from opendebate.exchange.json_input import parse_json
from opendebate.shortening import cut

_TYPES = re.compile("[A-Za-z]{1,12}")
_NODE = {"nodeID", "text", "type", "timestamp", "scheme", "schemeID", KEY}
_EDGE = {"edgeID", "fromID", "toID"}
_READ = {"nodes", "edges", "participants", "locutions", KEY}
# What AIFdb and OVA say of schemes besides: which node has which, by numbers.
FULFILLED = ("schemefulfillments", "descriptorfulfillments", "cqdescriptorfulfillments")
# Further keys of an xAIF file, and why a coding has no place for them.
_UNREAD = {
    "text": "the analysed text, which a debate's folder never holds",
    "OVA": "where OVA draws the nodes, and for whom",
}
_DANGLING_EDGES = "Edges left out because they lead to or from nodes that are not in the file"
_CUT = f"Texts cut to {MAX_TEXT:,} characters, the most that a claim may have"


def parse(data: bytes, path: Path) -> Graph:
    """Return the graph of an AIFdb node set.

    Raises
    ------
    InputError
        If it is not JSON, not of that form, or has no nodes.
    """
    graph = Graph(display_path(path))
    outer = parse_json(data, graph.where, "Is the file whole? Export it again.")
    content = _unwrapped(outer)
    if not isinstance(content, dict) or not isinstance(content.get("nodes"), list):
        advice = "Give the JSON that AIFdb or OVA exports: {nodes: [...], edges: [...], ...}."
        raise graph.error("It holds no list 'nodes', so it is no AIF node set.", advice)
    read_nodes(content["nodes"], graph)
    read_edges(_listed(content, "edges", graph), graph)
    names = read_participants(_listed(content, "participants", graph), graph)
    read_locutions(_listed(content, "locutions", graph), names, graph)
    for key in FULFILLED:
        _read_fulfilled(key, _listed(content, key, graph), graph)
    _report_remainder(outer, content, graph)
    extension = content.get(KEY)
    graph.extension = extension if isinstance(extension, dict) else {}
    if not graph.nodes and not graph.extension:
        advice = "Export a node set that has an analysis."
        raise graph.error("There is no node in it: its list 'nodes' is empty.", advice)
    return graph


def _unwrapped(outer: Any) -> Any:
    """Return a node set without the wrapping of xAIF."""
    for key in ("AIF", "aif") if isinstance(outer, dict) else ():
        if isinstance(outer.get(key), dict):
            return outer[key]
    return outer


def _listed(content: Mapping[str, Any], key: str, graph: Graph) -> list[Any]:
    """Return what stands under a key, where a list may stand, or nothing."""
    value = content.get(key)
    if value is None or isinstance(value, list):
        return value or []
    raise graph.error(f"What stands under {key!r} is not a list.", "Export it again.")


def read_nodes(entries: list[Any], graph: Graph) -> None:
    """Put nodes into a graph; of those with the same nodeID, the first."""
    for position, entry in enumerate(entries):
        node = _node(entry, position, graph)
        if node.id in graph.nodes:
            problem = "Nodes left out because their nodeID stands in the file a second time"
            graph.report.note(problem, node.id)
            continue
        graph.add(node)
        if node.type == "I" and len(node.text) > MAX_TEXT:
            node.text = cut(node.text, MAX_TEXT)
            graph.report.note(_CUT, node.id)
        if max(len(node.scheme), 0 if node.type in "IL" else len(node.text)) > SHORT:
            graph.report.note(f"Names of schemes cut to {SHORT} characters", node.id)
        if HIDDEN.search(str(entry.get("text"))):
            problem = "Texts without the characters that nobody sees or that turn the writing"
            graph.report.note(problem, node.id)
        graph.unread["nodes"].update(entry.keys() - _NODE)


def _node(entry: Any, position: int, graph: Graph) -> AifNode:
    name = clean(entry.get("nodeID")) if isinstance(entry, dict) else ""
    kind = clean(entry.get("type")) if isinstance(entry, dict) else ""
    if not name or len(name) > SHORT or not _TYPES.fullmatch(kind):
        problem = "This node has no nodeID, or no type such as I, L, RA, CA, MA, YA, TA."
        if len(name) > SHORT:
            problem = f"The nodeID of this node has more than {SHORT} characters."
        raise graph.error(problem, "Correct or delete it.", f", nodes[{position}]")
    text = (plain if kind in "IL" else clean)(entry.get("text"))
    extension = entry.get(KEY)
    return AifNode(
        name,
        kind,
        text,
        clean(entry.get("scheme")) or (text if kind not in "IL" else ""),
        scheme_id=clean(entry.get("schemeID"))[:SHORT],
        timestamp=clean(entry.get("timestamp"))[:SHORT],
        extension=extension if isinstance(extension, dict) else {},
    )


def read_edges(entries: list[Any], graph: Graph) -> None:
    """Put edges into a graph, but those of nodes that are not in it."""
    for position, entry in enumerate(entries):
        if not isinstance(entry, dict):
            problem = "This edge is no record with fromID and toID."
            raise graph.error(problem, "Correct or delete it.", f", edges[{position}]")
        start, end, name = (clean(entry.get(key)) for key in ("fromID", "toID", "edgeID"))
        if start in graph.nodes and end in graph.nodes:
            graph.join(start, end, name[:SHORT])
        else:
            missing = end if start in graph.nodes else start
            graph.report.note(_DANGLING_EDGES, name or missing or f"edges[{position}]")
        keys = entry.keys() - _EDGE
        graph.unread["edges"].update(key for key in keys if entry[key] is not None)


def _read_fulfilled(key: str, entries: list[Any], graph: Graph) -> None:
    """Read what the file says of the schemes of nodes: numbers and short words."""
    for position, entry in enumerate(entries):
        fields = entry.items() if isinstance(entry, dict) else ()
        words = {clean(name): clean(value) for name, value in fields}
        if words.get("nodeID") in graph.nodes and max(map(len, (*words, *words.values()))) <= SHORT:
            graph.fulfilled.setdefault(key, []).append(words)
        else:
            problem = f"Entries of {key!r} left out because they name no node, or are too long"
            graph.report.note(problem, f"{key}[{position}]")


def _report_remainder(outer: Mapping[str, Any], content: Mapping[str, Any], graph: Graph) -> None:
    """Note what else stands in the file and has no place in a coding."""
    values = {key: value for key, value in content.items() if key not in {*_READ, *FULFILLED}}
    if outer is not content:
        values |= {key: value for key, value in outer.items() if value is not content}
    for key in sorted(key for key, value in values.items() if _is_filled(value)):
        reason = _UNREAD.get(key, "a coding has no place for it")
        graph.report.note(f"Left out, {clean(key)[:40]!r} of the file: {reason}", times=0)
    for kind, counter in graph.unread.items():
        for key, number in sorted(counter.items()):
            label = f"{clean(key)[:40]!r} of {number:,} {kind}"
            graph.report.note(f"Left out, {label}: no place for it", times=0)


def _is_filled(value: Any) -> bool:
    return any(value.values()) if isinstance(value, dict) else bool(value)
