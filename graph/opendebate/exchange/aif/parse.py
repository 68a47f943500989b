"""An AIF graph from the JSON of AIFdb."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opendebate.coding.files import shown
from opendebate.coding.incoming import decoded
from opendebate.errors import InputError
from opendebate.exchange.aif.graph import KEPT, Graph, Node, clean, day, note

_TYPES = re.compile("[A-Za-z]{1,12}")


def parse(data: bytes, path: Path) -> Graph:
    """Return the graph of an AIFdb node set.

    Raises
    ------
    InputError
        If it is not JSON in UTF-8, or not of that form.
    """
    graph = Graph(shown(path))
    whole = _json(data, graph.where)
    if isinstance(whole, dict) and isinstance(whole.get("AIF"), dict):
        whole = whole["AIF"]  # the wrapping of xAIF
    if not isinstance(whole, dict) or not isinstance(whole.get("nodes"), list):
        raise InputError(
            "It holds no list 'nodes', so it is no AIF node set.",
            where=graph.where,
            advice="Give the JSON that AIFdb or OVA exports: {nodes: [...], edges: [...], ...}.",
        )
    _read_nodes(whole["nodes"], graph)
    _read_edges(_listed(whole, "edges", graph), graph)
    _read_locutions(whole, graph)
    kept = whole.get(KEPT)
    graph.kept = kept if isinstance(kept, dict) else {}
    return graph


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


def _listed(whole: Mapping[str, Any], key: str, graph: Graph) -> list[Any]:
    value = whole.get(key)
    if value is None or isinstance(value, list):
        return value or []
    raise InputError(
        f"What stands under {key!r} is not a list.", where=graph.where, advice="Export it again."
    )


def _read_nodes(listed: list[Any], graph: Graph) -> None:
    again: list[str] = []
    for n, one in enumerate(listed):
        name = clean(one.get("nodeID")) if isinstance(one, dict) else ""
        kind = clean(one.get("type")) if isinstance(one, dict) else ""
        if not name or not _TYPES.fullmatch(kind):
            raise InputError(
                "This node has no nodeID, or no type such as I, L, RA, CA, MA, YA, TA.",
                where=f"{graph.where}, nodes[{n}]",
                advice="Mend or delete it.",
            )
        if name in graph.nodes:
            again.append(name)
            continue
        scheme = clean(one.get("scheme")) or (clean(one.get("text")) if kind not in "IL" else "")
        kept = one.get(KEPT)
        text = clean(one.get("text"))
        if isinstance(kept, dict):
            graph.add(Node(name, kind, text, scheme, kept=kept))
        else:
            graph.add(Node(name, kind, text, scheme))
    note(graph, again, "Nodes left out because their nodeID stands in the file a second time")


def _read_edges(listed: list[Any], graph: Graph) -> None:
    missing: list[str] = []
    for n, one in enumerate(listed):
        if not isinstance(one, dict):
            raise InputError(
                "This edge is no record with fromID and toID.",
                where=f"{graph.where}, edges[{n}]",
                advice="Mend or delete it.",
            )
        start, end = clean(one.get("fromID")), clean(one.get("toID"))
        if start in graph.nodes and end in graph.nodes:
            graph.join(start, end)
        else:
            missing.append(clean(one.get("edgeID")) or f"edges[{n}]")
    note(
        graph, missing, "Edges left out because they lead to or from nodes that are not in the file"
    )


def _read_locutions(whole: Mapping[str, Any], graph: Graph) -> None:
    """Give locutions their speakers and days, where the file tells them apart from the text."""
    names: dict[str, str] = {}
    for one in _listed(whole, "participants", graph):
        if isinstance(one, dict):
            graph.counts["participants"] += 1
            name = clean(f"{clean(one.get('firstname'))} {clean(one.get('surname'))}")
            names[clean(one.get("participantID"))] = name
            if isinstance(one.get(KEPT), str):
                graph.actors[name] = one[KEPT]
    lost: list[str] = []
    for one in _listed(whole, "locutions", graph):
        graph.counts["locutions"] += 1
        node = graph.nodes.get(clean(one.get("nodeID"))) if isinstance(one, dict) else None
        if node is None or node.type != "L":
            lost.append(clean(one.get("nodeID")) if isinstance(one, dict) else "")
            continue
        node.person, node.start = names.get(clean(one.get("personID")), ""), day(one.get("start"))
    note(graph, lost, "Records of locutions left out because there is no such L-node")
