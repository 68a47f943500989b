"""SPARQL queries over the vocabulary of debates, invented by a seed.

They stay where the standard leaves no freedom: a LIMIT only behind an order that is total, no
GROUP_CONCAT or SAMPLE, no arithmetic whose precision is free, and no blank nodes in answers.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from opendebate.engines.rows import Rows

if TYPE_CHECKING:
    from opendebate.debate import Debate

_PREFIXES = """PREFIX od: <https://w3id.org/opendebate/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
# What can be said of a variable: its class, and properties with the class of their values.
_CLASSES = {
    "statement": ("od:Statement", {"od:speaker": "actor", "od:claim": "claim",
                                   "od:source": "source", "od:mode": "code", "od:stance": "code",
                                   "od:passage": "passage", "od:earliest": "date"}),
    "claim": ("od:Claim", {"od:text": "text", "od:side": "code", "od:topic": "topic",
                           "od:about": "thing", "^od:claim": "statement",
                           "^od:conclusion": "argument", "^od:premise": "argument"}),
    "actor": ("od:Person", {"rdfs:label": "text", "od:affirms": "claim", "od:denies": "claim",
                            "od:agreesWith": "actor", "^od:speaker": "statement"}),
    "argument": ("od:Argument", {"od:premise": "claim", "od:conclusion": "claim",
                                 "od:basis": "code"}),
    "passage": ("od:Passage", {"od:words": "number", "od:paragraph": "number", "od:from": "text"}),
    "source": ("od:Source", {"rdfs:label": "text", "^od:source": "statement"}),
    "topic": ("skos:Concept", {"rdfs:label": "text", "skos:broader": "topic",
                               "^od:topic": "claim"}),
    "code": ("skos:Concept", {"skos:notation": "text"}),
}  # fmt: skip
_PATHS = {
    "claim": ["od:supports*", "(od:supports|od:attacks)+", "od:topic/skos:broader*",
              "^od:claim/od:speaker", "!(od:text|rdfs:label|od:topic)"],
    "actor": ["od:affirms/od:topic", "(od:affirms|od:denies)", "od:agreesWith?",
              "^od:speaker/od:mode"],
    "statement": ["od:claim/od:topic?", "od:via/<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>",
                  "od:passage/od:words"],
    "topic": ["skos:broader+", "^od:topic/od:side"],
}  # fmt: skip
_TESTS = {
    "text": ["CONTAINS(LCASE(STR({v})), 'a')", "STRLEN(STR({v})) > 20", "REGEX(STR({v}), '^[A-M]')",
             "STRSTARTS(STR({v}), 'T') || STRENDS(STR({v}), '.')"],
    "number": ["{v} > 5", "{v} IN (1, 2, 3)", "{v} * 2 <= 20", "!({v} = 4)"],
    "date": ["{v} >= '2024-01-01'^^xsd:date", "STR({v}) < '2024-06'",
             "{v} != '2024-03-12'^^xsd:date"],
}  # fmt: skip


_CODES = ["od:Affirms", "od:Denies", "od:For", "od:Against", "od:Verbatim"]


class Maker:
    """Makes a query.

    Parameters
    ----------
    seed : int
    """

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - the same queries every time
        self.kinds: dict[str, str] = {}

    def query(self) -> str:
        """Return a query of any form."""
        form = self.dice.choice(["rows"] * 6 + ["groups"] * 2 + ["ask", "facts"])
        made: str = getattr(self, form)()
        return _PREFIXES + made

    def rows(self) -> str:
        """Return a SELECT query."""
        body = self.body()
        shown = self.dice.sample(sorted(self.kinds), self.dice.randint(1, len(self.kinds)))
        head = f"SELECT {self.dice.choice(['', 'DISTINCT '])}{' '.join(f'?{v}' for v in shown)}"
        tail = ""
        if "DISTINCT" in head and self.dice.random() < 0.5:  # only then is the order total
            order = " ".join(f"STR(?{name})" for name in shown)
            tail = f" ORDER BY {order} LIMIT {self.dice.randint(1, 20)}"
            if self.dice.random() < 0.3:
                tail += f" OFFSET {self.dice.randint(0, 5)}"
        return f"{head} {{ {body} }}{tail}"

    def groups(self) -> str:
        """Return a query that groups and counts."""
        body = self.body()
        key, *rest = self.dice.sample(sorted(self.kinds), min(2, len(self.kinds)))
        counted = rest[0] if rest else key
        what = self.dice.choice([f"COUNT(DISTINCT ?{counted})", "COUNT(*)", f"COUNT(?{counted})"])
        having = self.dice.choice(["", f" HAVING({what} > 1)"])
        return f"SELECT ?{key} ({what} AS ?n) {{ {body} }} GROUP BY ?{key}{having}"

    def ask(self) -> str:
        """Return an ASK query."""
        return f"ASK {{ {self.body()} }}"

    def facts(self) -> str:
        """Return a CONSTRUCT query."""
        body = self.body()
        things = [name for name, kind in self.kinds.items() if kind in _CLASSES]
        return f"CONSTRUCT {{ ?{things[0]} od:madeUp ?{things[-1]} }} {{ {body} }}"

    def body(self) -> str:
        """Return a graph pattern, and note which variables it binds."""
        start = self.dice.choice(["statement", "claim", "actor", "argument", "topic"])
        self.kinds = {"a": start}
        parts = [f"?a a {_CLASSES[start][0]} ."]
        parts += [self.triple() for _ in range(self.dice.randint(1, 3))]
        parts += [self.more() for _ in range(self.dice.randint(0, 2))]
        # rdflib 7.6 gives a subquery that stands behind others their bindings, and then counts 0
        # in groups that are not there; so subqueries come first.
        return " ".join(sorted(parts, key=lambda part: not part.startswith("{ SELECT")))

    def thing(self) -> str:
        """Return a variable of which something can be said."""
        return self.dice.choice([n for n, kind in self.kinds.items() if kind in _CLASSES])

    def new(self, kind: str) -> str:
        """Return a variable that is not there yet."""
        name = "abcdefghijklmnop"[len(self.kinds)]
        self.kinds[name] = kind
        return name

    def triple(self) -> str:
        """Return a pattern that says something of a variable."""
        subject = self.thing()
        prop, kind = self.dice.choice(sorted(_CLASSES[self.kinds[subject]][1].items()))
        return f"?{subject} {prop} ?{self.new(kind)} ."

    def more(self) -> str:
        """Return another part of a pattern."""
        kind = self.dice.choice(["optional", "union", "absent", "present", "path", "test", "values",
                                 "graph", "minus", "inner", "bound"])  # fmt: skip
        made: str = getattr(self, f"_{kind}")()
        return made

    def _optional(self) -> str:
        return f"OPTIONAL {{ {self.triple()} }}"

    def _union(self) -> str:
        subject = self.thing()
        props = sorted(_CLASSES[self.kinds[subject]][1])
        new = self.new("anything")
        one, other = self.dice.choice(props), self.dice.choice(props)
        return f"{{ ?{subject} {one} ?{new} }} UNION {{ ?{subject} {other} ?{new} }}"

    def _absent(self) -> str:
        return self._exists("NOT EXISTS")

    def _present(self) -> str:
        return self._exists("EXISTS")

    def _exists(self, how: str) -> str:
        subject = self.thing()
        prop = self.dice.choice(sorted(_CLASSES[self.kinds[subject]][1]))
        return f"FILTER {how} {{ ?{subject} {prop} ?z }}"

    def _minus(self) -> str:
        subject = self.thing()
        prop = self.dice.choice(sorted(_CLASSES[self.kinds[subject]][1]))
        return f"MINUS {{ ?{subject} {prop} ?z }}"

    def _path(self) -> str:
        able = [name for name, kind in self.kinds.items() if kind in _PATHS]
        if not able:
            return self.triple()
        subject = self.dice.choice(able)
        path = self.dice.choice(_PATHS[self.kinds[subject]])
        return f"?{subject} {path} ?{self.new('anything')} ."

    def _test(self) -> str:
        able = [name for name, kind in self.kinds.items() if kind in _TESTS]
        if not able:
            return self.triple()
        name = self.dice.choice(able)
        return f"FILTER({self.dice.choice(_TESTS[self.kinds[name]]).format(v=f'?{name}')})"

    def _values(self) -> str:
        codes = self.dice.sample(
            ["od:Affirms", "od:Denies", "od:For", "od:Against", "od:Verbatim"], 3
        )
        able = [name for name, kind in self.kinds.items() if kind == "code"]
        return f"VALUES ?{able[0]} {{ {' '.join(codes)} }}" if able else self.triple()

    def _graph(self) -> str:
        subject = self.thing()
        return f"GRAPH ?{self.new('graph')} {{ ?{subject} a ?{self.new('class')} }}"

    def _inner(self) -> str:
        subject = self.thing()
        prop = self.dice.choice(sorted(_CLASSES[self.kinds[subject]][1]))
        counted = self.new("count")
        return (
            f"{{ SELECT ?{subject} (COUNT(?y) AS ?{counted}) {{ ?{subject} {prop} ?y }} "
            f"GROUP BY ?{subject} }}"
        )

    def _bound(self) -> str:
        subject = self.thing()
        return f"BIND(STRAFTER(STR(?{subject}), '//') AS ?{self.new('made')})"


def answer(debate: Debate, sparql: str) -> object:
    """Return the answer to a query, in no order."""
    found = debate.query(sparql)
    if isinstance(found, Rows):
        return sorted(str(sorted((k, str(v)) for k, v in row.items())) for row in found)
    if isinstance(found, bool):
        return found
    return sorted(str([str(term) for term in fact]) for fact in found)
