"""Nodes of a page without what their keys and neighbours already say.

The page's `expand-data.js` undoes this. As in the coding files, a statement that affirms, speaks as
the source's narrator and was said when the source came out need not say so, and arguments stand
with the claim or statement that makes them, and statements with their source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Node = dict[str, Any]
TYPES = {
    "claim": "Claim",
    "model": "Model",
    "policy": "Policy",
    "topic": "Concept",
    "event": "Event",
    "context": "ContextFact",
}
RELATIONS = {"Support": "supports", "Attack": "attacks"}
ROW = ("paragraph", "from", "to", "words", "sha256", "link")
OPPOSED = {"od:Denies", "od:Doubts"}


def compact(things: Mapping[str, Node]) -> dict[str, Node]:
    """Return the same nodes, shorter; what does not follow the usual form stays as it is.

    Examples
    --------
    >>> claims = {"claim/a": {"type": "Claim", "text": "A."}, "claim/b": {"type": "Claim"}}
    >>> argument = {"type": "Attack", "premise": "claim/a", "conclusion": "claim/b"}
    >>> argument["basis"] = "od:Analytic"
    >>> compact({**claims, "argument/a/attacks/b": argument})
    {'claim/a': {'text': 'A.', 'attacks': ['claim/b']}, 'claim/b': {}}
    """
    found = {key: dict(node) for key, node in things.items()}
    for key, node in things.items():
        if node["type"] in RELATIONS and _fold(key, node, found):
            del found[key]
    for key, node in list(found.items()):
        if node["type"] == "Statement":
            _shorten(key, node, things)
            _nest(key, node, found)
        elif node["type"] == TYPES.get(key.partition("/")[0]) and key.count("/") == 1:
            del node["type"]
    return found


def _fold(key: str, node: Node, found: dict[str, Node]) -> bool:
    """Put an argument into the claim or statement that makes it, if its key says all of it."""
    relation, premise, conclusion = RELATIONS[node["type"]], node["premise"], node["conclusion"]
    argument = {"type": node["type"], "premise": premise, "conclusion": conclusion}
    ids = premise.removeprefix("claim/"), conclusion.removeprefix("claim/")
    drawn = {**argument, "basis": "od:Analytic"}
    if key == f"argument/{ids[0]}/{relation}/{ids[1]}" and node == drawn and premise in found:
        found[premise].setdefault(relation, []).append(conclusion)
        return True
    said = key.partition("/because/")[0]
    statement = found.get(said, {})
    stated = {**argument, "basis": "od:Stated", "statedIn": said}
    usual = "attacks" if statement.get("stance") in OPPOSED else "supports"
    makes = statement.get("claim") == conclusion and relation == usual
    if makes and key == f"{said}/because/{ids[0]}" and node == stated:
        statement.setdefault("because", []).append(premise)
        return True
    return False


def _nest(key: str, node: Node, found: dict[str, Node]) -> None:
    """Put a statement into its source, and its passages into rows."""
    source, _, name = key.rpartition("/")
    if "type" in node or "source" in node or found.get(source, {}).get("type") != "Source":
        return
    found[source].setdefault("statements", {})[name] = found.pop(key)
    if all(set(passage) <= set(ROW) for passage in node.get("passage", ())):
        node["passage"] = [_row(passage) for passage in node.get("passage", ())]


def _row(passage: Mapping[str, Any]) -> list[Any]:
    row = [passage.get(name) for name in ROW]
    while row and row[-1] is None:
        row.pop()
    return row


def _shorten(key: str, node: Node, things: Mapping[str, Node]) -> None:
    """Leave out of a statement what its key and its source say."""
    source = key.rpartition("/")[0]
    about = things.get(source, {})
    usual = {
        "type": "Statement",
        "source": source,
        "stance": "od:Affirms",
        "speaker": about.get("narrator"),
        "earliest": about.get("earliest"),
        "latest": about.get("latest"),
    }
    dated = node.get("earliest") == usual["earliest"] and node.get("latest") == usual["latest"]
    for name, value in usual.items():
        if node.get(name) == value and (dated or name not in {"earliest", "latest"}):
            node.pop(name, None)
