"""A built debate as a draft again: what its coding files say, from the graph alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from opendebate.ask.compact_jsonld import coded_nodes
from opendebate.ask.render_trace import tell_dates
from opendebate.coding import records
from opendebate.coding.consistency import NARRATED
from opendebate.coding.field_types import UNKNOWN
from opendebate.exchange.draft import Draft, Record, passages_of
from opendebate.rdf.namespaces import PREFIXES, code

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

Node = Mapping[str, Any]
# Key of the coding file ← term of the graph. Where a key takes one value only, it ends in "!".
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


def draft_of(engine: Engine) -> Draft:
    """Return what the coding files of a built debate say.

    Written as a folder, it builds the same graph. Lost are comments, and the order of things
    and of joint speakers.

    Examples
    --------
    >>> import opendebate
    >>> draft = draft_of(opendebate.load().engine)
    >>> draft.actors["wendy-hall"]["name"]
    'Wendy Hall'
    """
    return _Reader(coded_nodes(engine)).draft()


class _Reader:
    """Turns nodes into records."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.base: str = data["base"]
        self.language: str = data["language"]
        self.things: Mapping[str, Node] = data["things"]

    def draft(self) -> Draft:
        whole = self.things[self.base]
        draft = Draft(self.record(whole, {
            "title!": "title", "description!": "description", "creators": "creator",
            "licence!": "license",
        }) | {"iri": self.base, "language": self.language})  # fmt: skip
        draft.debate["question"] = self.text(self.things[whole["question"]]["text"])
        for key, node in self.things.items():
            kind, _, name = key.partition("/")
            if kind in _FILES and "/" not in name and node["type"] != "Membership":
                file, terms = _FILES[kind]
                draft.files()[file][name] = self.record(node, terms) | self.more(kind, node)
            elif kind == "context" and "/" not in name:
                draft.context[name] = self.fact(node)
            elif node["type"] == "Source":
                draft.sources[name] = {"source": self.source(node), "statements": []}
        for key, node in self.things.items():
            if node["type"] == "Statement":
                slug = self.id(node["source"])
                draft.sources[slug]["statements"].append(self.statement(key, node))
        for node in self.things.values():
            self.argument(node, draft)
        for source in draft.sources.values():
            source["statements"].sort(key=_in_order)
        return draft

    def record(self, node: Node, terms: Mapping[str, str]) -> Record:
        found: Record = {}
        for name, term in terms.items():
            values = [self.value(one) for one in _listed(node.get(term))]
            if values:
                found[name.rstrip("!")] = values[0] if name.endswith("!") else values
        return found

    def more(self, kind: str, node: Node) -> Record:
        """Return what a record of a kind says besides, in other forms than the graph."""
        if kind == "actor":
            return self.actor(node)
        if kind == "policy":
            return {"kind": _word(node["policyKind"], records.PolicyKind)} | self.date(node)
        if kind == "claim":
            side = _word(node["side"], records.Side)
            return {"kind": _word(node["claimKind"], records.ClaimKind), "side": side}
        if kind == "event":
            return {"kind": _word(node["eventKind"], records.EventKind, "event")} | self.date(node)
        return {}

    def actor(self, node: Node) -> Record:
        found: Record = {"kind": node["type"].lower()}
        places = sorted(_listed(node.get("hasMembership")), key=_number)
        if places:
            terms = {"organization!": "organization", "role!": "role"}
            found["memberships"] = [
                self.record(self.things[one], terms)
                | self.time(self.things[one], "since", "from")
                | self.time(self.things[one], "until", "until")
                for one in places
            ]
        return found | {word: True for word in ("anonymous", "hypothetical") if node.get(word)}

    def time(self, node: Node, term: str, name: str) -> Record:
        """Return when a membership began or ended, where that is told."""
        if term not in node:
            return {}
        return self.date(self.things[node[term]], name) or {name: UNKNOWN}

    def fact(self, node: Node) -> Record:
        about = self.things[node["reference"]]
        terms = {"title!": "title", "publisher!": "publisher", "url!": "page"}
        departs = sorted(self.path(one) for one in _listed(node.get("departsFrom")))
        return (
            self.record(node, {"text!": "text", "about": "about"})
            | self.date(node)
            | ({"departs_from": departs} if departs else {})
            | {"reference": self.record(about, terms) | self.date(about)}
        )

    def source(self, node: Node) -> Record:
        found = self.record(node, _SOURCE)
        found["kind"] = _word(node["sourceKind"], records.SourceKind, "source")
        found |= self.date(node, "published")
        usual = records.Source.model_validate(found).teller
        if "narrator" in node and self.id(node["narrator"]) != usual:
            found["narrator"] = self.id(node["narrator"])
        if "scope" in node:
            found["scope"] = _word(node["scope"], records.Scope)
        if "attribution" in node:
            found["attribution"] = [_passage(one) for one in node["attribution"]]
        text = {key: node[key] for key in ("from", "to", "paragraphs", "words", "sha256")
                if key in node}  # fmt: skip
        return found | ({"text": text} if text else {})

    def statement(self, key: str, node: Node) -> Record:
        source = self.things[node["source"]]
        about = records.Source.model_validate(self.source(source))
        speakers = [self.id(one) for one in _listed(node["speaker"])]
        found: Record = {"id": key.rpartition("/")[2]}
        mode = _word(node["mode"], records.Mode)
        if (mode not in NARRATED and about.teller) or {*speakers} != {*about.voices}:
            found["speaker"] = speakers
        if "affiliation" in node or "capacity" in node:
            found["as"] = self.id(node.get("affiliation", "")) or self.value(node["capacity"])
        if "onBehalfOf" in node:
            found["on_behalf_of"] = self.id(node["onBehalfOf"])
        if "via" in node:
            found["via"] = [self.id(one) for one in node["via"]]
        found["mode"] = mode
        found["claim"] = self.id(node["claim"])
        stance = _word(node["stance"], records.Stance)
        found |= {"stance": stance} if stance != "affirms" else {}
        if "repliesTo" in node:
            found["replies_to"] = [self.id(one) for one in _listed(node["repliesTo"])]
        said, published = self.date(node, "said"), self.date(source, "said")
        found |= said if said != published else {}
        found["at"] = [_passage(one) for one in node.get("passage", ())] or UNKNOWN
        return found

    def argument(self, node: Node, draft: Draft) -> None:
        """Put an argument into the claim that the coder drew it from, or the statement."""
        if node["type"] == "Undercut":
            premise = draft.claims[self.id(node["premise"])]
            for step in dict.fromkeys(self.step(one) for one in _listed(node["undercuts"])):
                premise.setdefault("undercuts", []).append(
                    {"premise": step[0], "conclusion": step[1]}
                )
        elif node["type"] in _RELATIONS:
            premise_id, conclusion = self.id(node["premise"]), self.id(node["conclusion"])
            if "statedIn" in node:
                _, slug, name = node["statedIn"].split("/")
                said = draft.sources[slug]["statements"]
                one = next(one for one in said if one["id"] == name)
                one.setdefault("because", []).append(premise_id)
            else:
                relation = _RELATIONS[node["type"]]
                draft.claims[premise_id].setdefault(relation, []).append(conclusion)

    def step(self, key: str) -> tuple[str, str]:
        node = self.things[key]
        return self.id(node["premise"]), self.id(node["conclusion"])

    def value(self, value: Any) -> Any:
        """Return a text, number, id or code as it stands in a coding file."""
        if isinstance(value, Mapping):
            return value["@value"]
        if isinstance(value, str) and value in self.things:
            return self.id(value)
        if isinstance(value, str) and value.startswith("od:"):
            return value.removeprefix("od:").lower()  # the ontology's own topics
        return value

    def text(self, value: Any) -> str:
        return str(value["@value"] if isinstance(value, Mapping) else value)

    def id(self, key: str) -> str:
        return key.rpartition("/")[2]

    def path(self, key: str) -> str:
        """Return a claim's id, or a statement's with its source."""
        return key.partition("/")[2]

    def date(self, node: Node, name: str = "date") -> Record:
        told = tell_dates(node.get("earliest"), node.get("latest"))
        return {name: told.replace(" to ", "/")} if told else {}


def _listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _number(key: str) -> int:
    return int(key.rpartition("/")[2])


def _in_order(one: Record) -> tuple[int, str]:
    first = next(iter(passages_of(one)), {})
    return first.get("paragraph") or 0, one["id"]


def _passage(node: Node) -> Record:
    keep = ("paragraph", "from", "to", "words", "sha256")
    return {name: node[name] for name in keep if name in node}


@cache
def _words(kind: Any, of: str) -> dict[str, str]:
    return {code(word, of).value: word for word in get_args(kind)}


def _word(value: str, kind: Any, of: str = "") -> str:
    """Return the word of the coding files for a code of the graph."""
    return _words(kind, of)[PREFIXES["od"] + value.removeprefix("od:")]
