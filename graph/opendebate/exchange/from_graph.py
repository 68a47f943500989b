"""The draft of a built debate: what its coding files say, read from the graph alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, cast, get_args

from opendebate.ask.compact_jsonld import coded_nodes
from opendebate.coding import records
from opendebate.coding.dates import edtf
from opendebate.coding.field_types import UNKNOWN
from opendebate.exchange.draft import Draft
from opendebate.exchange.typed import Record, is_source_voice, passages_of
from opendebate.rdf.namespaces import PREFIXES, code

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

Node = Mapping[str, Any]
# Key of the coding file ← term of the graph. A key that takes one value only ends in "!".
_NAMED = {"name!": "label", "other_names": "altLabel", "former_names": "formerName",
          "description!": "description", "link!": "page"}  # fmt: skip
_ACTOR = {**_NAMED, "part_of!": "partOf"}
_MODEL = {**_NAMED, "developer": "developer", "version_of!": "isVersionOf", "licence!": "licence"}
_POLICY = {**_NAMED, "issuer": "issuer", "addressee": "addressee", "targets": "targets",
           "responds_to": "respondsTo", "part_of!": "partOf"}  # fmt: skip
_CLAIM = {"text!": "text", "topics": "topic", "about": "about", "benefits": "benefits",
          "motive_of": "motiveOf", "cause_of": "causeOf", "rephrases": "rephrases"}  # fmt: skip
_TOPIC = {"name!": "label", "definition!": "definition", "broader!": "broader"}
_EVENT = {"name!": "label", "actors": "participant", "about": "about",
          "proposed_by": "proposedBy", "decided_by": "decidedBy",
          "advised_against_by": "advisedAgainstBy", "description!": "description"}  # fmt: skip
_SOURCE = {"title!": "title", "publisher!": "publisher", "authors": "creator",
           "language!": "inLanguage", "url!": "page"}  # fmt: skip
_FILES = {
    "actor": ("actors", _ACTOR),
    "model": ("models", _MODEL),
    "policy": ("policies", _POLICY),
    "claim": ("claims", _CLAIM),
    "topic": ("topics", _TOPIC),
    "event": ("events", _EVENT),
}
_RELATIONS = {"Support": "supports", "Attack": "attacks"}


def read_graph(engine: Engine) -> Draft:
    """Return what the coding files of a built debate say.

    Written as a folder, it builds the same graph. Comments are lost, and so is the order of records
    and of joint speakers.

    Examples
    --------
    >>> import opendebate
    >>> draft = read_graph(opendebate.load().engine)
    >>> draft.actors["wendy-hall"]["name"]
    'Wendy Hall'
    """
    return _Reader(coded_nodes(engine)).draft()


class _Reader:
    """Turns nodes into records."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.base: str = data["base"]
        self.language: str = data["language"]
        self.nodes: Mapping[str, Node] = data["things"]

    def draft(self) -> Draft:
        debate = self.nodes[self.base]
        terms = {"title!": "title", "description!": "description", "creators": "creator",
                 "licence!": "license"}  # fmt: skip
        record = self.record(debate, terms) | {"iri": self.base, "language": self.language}
        record["question"] = _text(self.nodes[debate["question"]]["text"])
        draft = Draft(cast("Any", record))
        for key, node in self.nodes.items():
            self.entity(key, node, draft)
        for key, node in self.nodes.items():
            if node["type"] == "Statement":
                statements = draft.sources[_id(node["source"])]["statements"]
                statements.append(cast("Any", self.statement(key, node)))
        for node in self.nodes.values():
            self.argument(node, draft)
        for source in draft.sources.values():
            source["statements"].sort(key=_order)
        return draft

    def entity(self, key: str, node: Node, draft: Draft) -> None:
        """Put an entity or a source into the draft."""
        kind, _, name = key.partition("/")
        if kind in _FILES and "/" not in name and node["type"] != "Membership":
            file, terms = _FILES[kind]
            draft.files()[file][name] = self.record(node, terms) | self.details(kind, node)
        elif kind == "context" and "/" not in name:
            draft.context[name] = cast("Any", self.fact(node))
        elif node["type"] == "Source":
            draft.sources[name] = {"source": cast("Any", self.source(node)), "statements": []}

    def record(self, node: Node, terms: Mapping[str, str]) -> Record:
        record: Record = {}
        for key, term in terms.items():
            values = [self.value(value) for value in _as_list(node.get(term))]
            if values:
                record[key.rstrip("!")] = values[0] if key.endswith("!") else values
        return record

    def details(self, kind: str, node: Node) -> Record:
        """Return what a record of a kind says in other forms than the graph."""
        if kind == "actor":
            return self.actor(node)
        if kind == "policy":
            return {"kind": _word(node["policyKind"], records.PolicyKind)} | _date(node)
        if kind == "claim":
            side = _word(node["side"], records.Side)
            return {"kind": _word(node["claimKind"], records.ClaimKind), "side": side}
        if kind == "event":
            return {"kind": _word(node["eventKind"], records.EventKind, "event")} | _date(node)
        return {}

    def actor(self, node: Node) -> Record:
        record: Record = {"kind": node["type"].lower()}
        memberships = sorted(_as_list(node.get("hasMembership")), key=_number)
        if memberships:
            terms = {"organization!": "organization", "role!": "role"}
            record["memberships"] = [
                self.record(self.nodes[key], terms)
                | self.time(self.nodes[key], "since", "from")
                | self.time(self.nodes[key], "until", "until")
                for key in memberships
            ]
        return record | {flag: True for flag in ("anonymous", "hypothetical") if node.get(flag)}

    def time(self, node: Node, term: str, name: str) -> Record:
        """Return when a membership began or ended, where the graph has it."""
        if term not in node:
            return {}
        return _date(self.nodes[node[term]], name) or {name: UNKNOWN}

    def fact(self, node: Node) -> Record:
        reference = self.nodes[node["reference"]]
        terms = {"title!": "title", "publisher!": "publisher", "url!": "page"}
        departures = sorted(key.partition("/")[2] for key in _as_list(node.get("departsFrom")))
        return (
            self.record(node, {"text!": "text", "about": "about"})
            | _date(node)
            | ({"departs_from": departures} if departures else {})
            | {"reference": self.record(reference, terms) | _date(reference)}
        )

    def source(self, node: Node) -> Record:
        record = self.record(node, _SOURCE)
        record["kind"] = _word(node["sourceKind"], records.SourceKind, "source")
        record |= _date(node, "published")
        usual = records.Source.model_validate(record).effective_narrator
        if "narrator" in node and _id(node["narrator"]) != usual:
            record["narrator"] = _id(node["narrator"])
        if "scope" in node:
            record["scope"] = _word(node["scope"], records.Scope)
        if "attribution" in node:
            record["attribution"] = [_passage(passage) for passage in node["attribution"]]
        keys = ("from", "to", "paragraphs", "words", "sha256")
        text = {key: node[key] for key in keys if key in node}
        return record | ({"text": text} if text else {})

    def statement(self, key: str, node: Node) -> Record:
        source = self.nodes[node["source"]]
        voices = records.Source.model_validate(self.source(source))
        speakers = [_id(speaker) for speaker in _as_list(node["speaker"])]
        record: Record = {"id": _id(key)}
        mode = _word(node["mode"], records.Mode)
        if not is_source_voice(voices, mode, speakers):
            record["speaker"] = speakers
        if "affiliation" in node or "capacity" in node:
            record["as"] = _id(node.get("affiliation", "")) or self.value(node["capacity"])
        if "onBehalfOf" in node:
            record["on_behalf_of"] = _id(node["onBehalfOf"])
        if "via" in node:
            record["via"] = [_id(carrier) for carrier in node["via"]]
        stance = _word(node["stance"], records.Stance)
        record |= {"mode": mode, "claim": _id(node["claim"])}
        record |= {"stance": stance} if stance != "affirms" else {}
        if "repliesTo" in node:
            record["replies_to"] = [_id(reply) for reply in _as_list(node["repliesTo"])]
        date, published = _date(node, "said"), _date(source, "said")
        record |= date if date != published else {}
        record["at"] = [_passage(passage) for passage in node.get("passage", ())] or UNKNOWN
        return record

    def argument(self, node: Node, draft: Draft) -> None:
        """Put an argument into the claim that the coder drew it from, or the statement."""
        if node["type"] == "Undercut":
            undercuts = draft.claims[_id(node["premise"])].setdefault("undercuts", [])
            for premise, conclusion in dict.fromkeys(map(self.step, _as_list(node["undercuts"]))):
                undercuts.append({"premise": premise, "conclusion": conclusion})
        elif node["type"] in _RELATIONS:
            premise, conclusion = self.ends(node)
            if "statedIn" in node:
                _, slug, name = node["statedIn"].split("/")
                statements = draft.sources[slug]["statements"]
                statement = next(item for item in statements if item["id"] == name)
                statement.setdefault("because", []).append(premise)
            else:
                claim = cast("Record", draft.claims[premise])
                claim.setdefault(_RELATIONS[node["type"]], []).append(conclusion)

    def step(self, key: str) -> tuple[str, str]:
        return self.ends(self.nodes[key])

    def ends(self, node: Node) -> tuple[str, str]:
        return _id(node["premise"]), _id(node["conclusion"])

    def value(self, value: Any) -> Any:
        """Return a text, number, id or code as it stands in a coding file."""
        if isinstance(value, Mapping):
            return value["@value"]
        if isinstance(value, str) and value in self.nodes:
            return _id(value)
        if isinstance(value, str) and value.startswith("od:"):
            return value.removeprefix("od:").lower()  # the ontology's own topics
        return value


def _as_list(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return str(value["@value"] if isinstance(value, Mapping) else value)


def _id(key: str) -> str:
    return key.rpartition("/")[2]


def _date(node: Node, name: str = "date") -> Record:
    date = edtf(node.get("earliest"), node.get("latest"))
    return {name: date} if date else {}


def _number(key: str) -> int:
    return int(_id(key))


def _order(statement: Any) -> tuple[int, str]:
    paragraphs = [passage.get("paragraph") for passage in passages_of(statement)]
    return next(iter(paragraphs), None) or 0, statement["id"]


def _passage(node: Node) -> Record:
    keys = ("paragraph", "from", "to", "words", "sha256")
    return {key: node[key] for key in keys if key in node}


@cache
def _words(kind: Any, of: str) -> dict[str, str]:
    return {code(word, of).value: word for word in get_args(kind)}


def _word(value: str, kind: Any, of: str = "") -> str:
    """Return the word of the coding files for a code of the graph."""
    return _words(kind, of)[PREFIXES["od"] + value.removeprefix("od:")]
