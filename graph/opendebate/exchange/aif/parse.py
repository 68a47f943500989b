"""An AIF graph from the JSON of AIFdb."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opendebate.coding.debate_files import shown
from opendebate.coding.text_input import decoded
from opendebate.errors import InputError
from opendebate.exchange.aif.graph import (
    HIDDEN,
    KEPT,
    LONG,
    SHORT,
    Graph,
    Node,
    clean,
    cut,
    note,
    plain,
)
from opendebate.exchange.aif.people import read_locutions, read_participants

_TYPES = re.compile("[A-Za-z]{1,12}")
_NODE = {"nodeID", "text", "type", "timestamp", "scheme", "schemeID", KEPT}
_EDGE = {"edgeID", "fromID", "toID"}
_READ = {"nodes", "edges", "participants", "locutions", KEPT}
# What AIFdb and OVA say of schemes besides: which node has which, by numbers.
FULFILLED = ("schemefulfillments", "descriptorfulfillments", "cqdescriptorfulfillments")
# What else an xAIF file holds, and why it has no place.
_PARTS = {
    "text": "the analysed text, which a debate's folder never holds",
    "OVA": "where OVA draws the nodes, and for whom",
}


def parse(data: bytes, path: Path) -> Graph:
    """Return the graph of an AIFdb node set.

    Raises
    ------
    InputError
        If it is not JSON, not of that form, or has no nodes.
    """
    graph = Graph(shown(path))
    outer = _json(data, graph.where)
    whole = _unwrapped(outer)
    if not isinstance(whole, dict) or not isinstance(whole.get("nodes"), list):
        raise InputError(
            "It holds no list 'nodes', so it is no AIF node set.",
            where=graph.where,
            advice="Give the JSON that AIFdb or OVA exports: {nodes: [...], edges: [...], ...}.",
        )
    _read_nodes(whole["nodes"], graph)
    _read_edges(listed(whole, "edges", graph), graph)
    names = read_participants(listed(whole, "participants", graph), graph)
    read_locutions(listed(whole, "locutions", graph), names, graph)
    for key in FULFILLED:
        _read_fulfilled(key, listed(whole, key, graph), graph)
    _tell_the_rest(outer, whole, graph)
    kept = whole.get(KEPT)
    graph.kept = kept if isinstance(kept, dict) else {}
    if not graph.nodes and not graph.kept:
        raise InputError(
            "There is no node in it: its list 'nodes' is empty.",
            where=graph.where,
            advice="Export a node set that has an analysis.",
        )
    return graph


def _unwrapped(outer: Any) -> Any:
    """Return a node set without the wrapping of xAIF."""
    for key in ("AIF", "aif") if isinstance(outer, dict) else ():
        if isinstance(outer.get(key), dict):
            return outer[key]
    return outer


def _json(data: bytes, where: str) -> Any:
    try:
        return json.loads(decoded(data, where))
    except json.JSONDecodeError as error:
        raise InputError(
            f"It is not JSON: {error.msg}.",
            where=f"{where}:{error.lineno}:{error.colno}",
            advice="Is the file whole? Export it again.",
        ) from error
    except (RecursionError, ValueError) as error:
        raise InputError(
            "Its JSON is nested too deeply, or holds a number that is too long.",
            where=where,
            advice="An AIF node set is a flat list of nodes and edges. Export it again.",
        ) from error


def listed(whole: Mapping[str, Any], key: str, graph: Graph) -> list[Any]:
    """Return what stands under a key, where a list may stand, or nothing."""
    value = whole.get(key)
    if value is None or isinstance(value, list):
        return value or []
    raise InputError(
        f"What stands under {key!r} is not a list.", where=graph.where, advice="Export it again."
    )


def _read_nodes(given: list[Any], graph: Graph) -> None:
    again, long, hidden, named = [], [], [], []
    for n, one in enumerate(given):
        node = _node(one, n, graph)
        if node.id in graph.nodes:
            again.append(node.id)
            continue
        graph.add(node)
        if HIDDEN.search(str(one.get("text"))):
            hidden.append(node.id)
        if node.type == "I" and len(node.text) > LONG:
            node.text = cut(node.text)
            long.append(node.id)
        if max(len(node.scheme), 0 if node.type in "IL" else len(node.text)) > SHORT:
            named.append(node.id)
        graph.more["nodes"].update(one.keys() - _NODE)
    note(graph, again, "Nodes left out because their nodeID stands in the file a second time")
    note(graph, long, f"Texts cut to {LONG:,} signs, the most that a claim may have")
    note(graph, named, f"Names of schemes cut to {SHORT} signs")
    note(graph, hidden, "Texts without the signs in them that nobody sees or that turn the writing")


def _node(one: Any, n: int, graph: Graph) -> Node:
    name = clean(one.get("nodeID")) if isinstance(one, dict) else ""
    kind = clean(one.get("type")) if isinstance(one, dict) else ""
    if not name or len(name) > SHORT or not _TYPES.fullmatch(kind):
        raise InputError(
            "This node has no nodeID, or no type such as I, L, RA, CA, MA, YA, TA."
            if len(name) <= SHORT
            else f"The nodeID of this node has more than {SHORT} signs.",
            where=f"{graph.where}, nodes[{n}]",
            advice="Mend or delete it.",
        )
    text = (plain if kind in "IL" else clean)(one.get("text"))
    kept = one.get(KEPT)
    return Node(
        name,
        kind,
        text,
        clean(one.get("scheme")) or (text if kind not in "IL" else ""),
        scheme_id=clean(one.get("schemeID"))[:SHORT],
        timestamp=clean(one.get("timestamp"))[:SHORT],
        kept=kept if isinstance(kept, dict) else {},
    )


def _read_edges(given: list[Any], graph: Graph) -> None:
    missing: list[str] = []
    for n, one in enumerate(given):
        if not isinstance(one, dict):
            raise InputError(
                "This edge is no record with fromID and toID.",
                where=f"{graph.where}, edges[{n}]",
                advice="Mend or delete it.",
            )
        start, end, name = (clean(one.get(key)) for key in ("fromID", "toID", "edgeID"))
        if start in graph.nodes and end in graph.nodes:
            graph.join(start, end, name[:SHORT])
        else:
            missing.append(name or f"edges[{n}]")
        graph.more["edges"].update(key for key in one.keys() - _EDGE if one[key] is not None)
    note(
        graph, missing, "Edges left out because they lead to or from nodes that are not in the file"
    )


def _read_fulfilled(key: str, given: list[Any], graph: Graph) -> None:
    """Take what is said of the schemes of nodes: numbers and short words."""
    odd: list[str] = []
    for n, one in enumerate(given):
        made = {clean(k): clean(v) for k, v in one.items()} if isinstance(one, dict) else {}
        if made.get("nodeID") in graph.nodes and max(map(len, (*made, *made.values()))) <= SHORT:
            graph.fulfilled.setdefault(key, []).append(made)
        else:
            odd.append(f"{key}[{n}]")
    note(graph, odd, f"Entries of {key!r} left out because they name no node, or are too long")


def _tell_the_rest(outer: Mapping[str, Any], whole: Mapping[str, Any], graph: Graph) -> None:
    """Note what else stands in the file and has no place in a coding."""
    parts = {key: value for key, value in whole.items() if key not in {*_READ, *FULFILLED}}
    if outer is not whole:
        parts |= {key: value for key, value in outer.items() if value is not whole}
    for key in sorted(key for key, value in parts.items() if _says_something(value)):
        why = _PARTS.get(key, "a coding has no place for it")
        graph.notes.append(f"Left out, {clean(key)[:40]!r} of the file: {why}.")
    for what, counted in graph.more.items():
        for key, n in sorted(counted.items()):
            graph.notes.append(f"Left out, {clean(key)[:40]!r} of {n:,} {what}: no place for it.")


def _says_something(value: Any) -> bool:
    return any(value.values()) if isinstance(value, dict) else bool(value)
