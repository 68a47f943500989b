"""Nodes of a page, without what their keys and neighbours already say.

The page's `expand-data.js` reverses this. As in the coding files, a statement omits its stance
where it affirms, its speaker where that is the source's narrator, and its date where that is the
source's. Arguments are nested in the claim or statement that makes them. Passages are rows; their
links are left out where they can be made of the source's address and the passage's ends.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any

from opendebate.ask.compact_jsonld import ARGUMENTS, web_link
from opendebate.coding.text_fragments import escaped_term
from opendebate.stances import stances
from opendebate.views.column_tables import column_tables

Node = dict[str, Any]
TYPES = {
    "claim": "Claim",
    "model": "Model",
    "policy": "Policy",
    "topic": "Concept",
    "event": "Event",
    "context": "ContextFact",
}
ROW = ("paragraph", "from", "to", "words", "sha256", "link")
_DIGEST = re.compile("[0-9a-f]{64}")
_SHORT_DIGEST = 43  # characters of a digest in base64


def page_nodes(nodes: Mapping[str, Node]) -> dict[str, Any]:
    """Return nodes as the page contains them: shorter, and as tables."""
    return column_tables(compact(nodes))


def compact(nodes: Mapping[str, Node]) -> dict[str, Node]:
    """Return the same nodes, shorter; nodes that do not follow the usual form do not change.

    Examples
    --------
    >>> claims = {"claim/a": {"type": "Claim", "text": "A."}, "claim/b": {"type": "Claim"}}
    >>> argument = {"type": "Attack", "premise": "claim/a", "conclusion": "claim/b"}
    >>> argument["basis"] = "od:Analytic"
    >>> compact({**claims, "argument/a/attacks/b": argument})
    {'claim/a': {'text': 'A.', 'attacks': ['claim/b']}, 'claim/b': {}}
    """
    compacted = {key: dict(node) for key, node in nodes.items()}
    for key, node in nodes.items():
        if node["type"] in ARGUMENTS and _fold(key, node, compacted):
            del compacted[key]
    for key, node in list(compacted.items()):
        if node["type"] == "Statement":
            _shorten(key, node, nodes)
            if "passage" in node:
                node["passage"] = _rows(node["passage"], nodes.get(key.rpartition("/")[0], {}))
        elif node["type"] == TYPES.get(key.partition("/")[0]) and key.count("/") == 1:
            del node["type"]
    return compacted


def _opposed_codes() -> set[str]:
    return {stance.code for stance in stances().values() if not stance.agrees}


def _fold(key: str, node: Node, compacted: dict[str, Node]) -> bool:
    """Move an argument into the claim or statement that makes it, if its key says all of it."""
    relation, premise, conclusion = ARGUMENTS[node["type"]], node["premise"], node["conclusion"]
    argument = {"type": node["type"], "premise": premise, "conclusion": conclusion}
    ids = premise.removeprefix("claim/"), conclusion.removeprefix("claim/")
    analytic = {**argument, "basis": "od:Analytic"}
    if (
        key == f"argument/{ids[0]}/{relation}/{ids[1]}"
        and node == analytic
        and premise in compacted
    ):
        compacted[premise].setdefault(relation, []).append(conclusion)
        return True
    statement_key = key.partition("/because/")[0]
    statement = compacted.get(statement_key, {})
    stated = {**argument, "basis": "od:Stated", "statedIn": statement_key}
    usual = "attacks" if statement.get("stance") in _opposed_codes() else "supports"
    follows_usual_form = statement.get("claim") == conclusion and relation == usual
    if follows_usual_form and key == f"{statement_key}/because/{ids[0]}" and node == stated:
        statement.setdefault("because", []).append(premise)
        return True
    return False


def _rows(passages: Sequence[Node], source: Node) -> Sequence[Any]:
    """Return passages as rows; as they are where one has another form."""
    usual = all(
        set(passage) <= set(ROW) and len(passage.get("sha256", "")) != _SHORT_DIGEST
        for passage in passages
    )
    return [_row(passage, source) for passage in passages] if usual else passages


def _row(passage: Node, source: Node) -> list[Any]:
    row = [passage.get(name) for name in ROW]
    row[4] = _short_digest(row[4])
    if web_link(source.get("page")):
        row[5] = None if row[5] == _usual_link(passage, source) else row[5] or 0
    while row and row[-1] is None:
        row.pop()
    return row


def _short_digest(digest: str | None) -> str | None:
    """Return a digest in base64, which is a third shorter."""
    if digest is None or not _DIGEST.fullmatch(digest):
        return digest
    return base64.b64encode(bytes.fromhex(digest)).decode().rstrip("=")


def _usual_link(passage: Node, source: Node) -> str:
    """Return the address of a passage whose ends neither overlap nor are alike but for case."""
    first, last = passage.get("from", ""), passage.get("to", "")
    ends = ",".join(map(escaped_term, [first] if first == last else [first, last]))
    return f"{source['page'].partition('#')[0]}#:~:text={ends}"


def _shorten(key: str, node: Node, nodes: Mapping[str, Node]) -> None:
    """Remove from a statement what its key and its source say."""
    source = key.rpartition("/")[0]
    source_node = nodes.get(source, {})
    usual = {
        "type": "Statement",
        "source": source,
        "stance": "od:Affirms",
        "speaker": source_node.get("narrator"),
        "earliest": source_node.get("earliest"),
        "latest": source_node.get("latest"),
    }
    dated = node.get("earliest") == usual["earliest"] and node.get("latest") == usual["latest"]
    for name, value in usual.items():
        if node.get(name) == value and (dated or name not in {"earliest", "latest"}):
            node.pop(name, None)
