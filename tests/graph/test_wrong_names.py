"""A name that a method does not know: the error lists those that it knows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

import opendebate
from article import load_article
from opendebate import Debate
from opendebate.ask.listing import LIST_KINDS
from opendebate.errors import OpenDebateError
from opendebate.exchange.formats import NETWORK_FORMATS, names_of
from opendebate.networks.measures import MEASURES
from opendebate.rdf.serialize import FORMATS

ACTORS: dict[str, Collection[str]] = {
    "ties": ("congruence", "conflict", "doubt", "subtract", "ignore"),
    "normalisation": ("none", "average", "jaccard", "cosine", "activity_product"),
    "levels": ("ternary", "binary", "graded"),
    "by": ("speaker", "body", "voice", "affiliation"),
    "on": ("claim", "topic"),
    "positions": ("latest", "all"),
    "duplicates": ("include", "source", "day", "week", "month", "year", "range", "text"),
    "modes": ("verbatim", "mixed", "paraphrase", "narration", "evaluation", "hearsay"),
    "sides": ("for", "against", "both", "neither"),
    "kinds": ("descriptive", "predictive", "evaluative", "normative", "causal", "definitional"),
    "where": ("release",),
}
CALLS: dict[str, tuple[Callable[[Debate], object], Collection[str]]] = {
    "entities": (lambda debate: debate.entities("zzz"), LIST_KINDS),
    "entities where": (lambda debate: debate.entities("claims", where="zzz=1"), ("release",)),
    "statements": (lambda debate: debate.statements(where="zzz=1"), ("release",)),
    "network": (lambda debate: debate.network("zzz"), ("actors", "affiliation", "policies")),
    "network option": (lambda debate: debate.network("actors", zzz=1), ("ties", "positions")),
    "measure": (lambda debate: debate.measure(debate.network("actors"), "zzz"), MEASURES),
    "export": (lambda debate: debate.export("zzz"), names_of(to="write")),
    "serialize": (lambda debate: debate.serialize(format="zzz"), FORMATS),
    "export_network": (
        lambda debate: debate.export_network(debate.network("actors"), "zzz"), NETWORK_FORMATS,
    ),
    "view": (lambda debate: debate.view("zzz"), ("actors", "claims", "debate", "policies")),
    "select": (lambda debate: debate.select("arguments", basis="zzz"), ("stated", "analytic")),
    "parameter": (lambda debate: debate.select("arguments", zzz=1), ("premise", "basis")),
    "publish": (
        lambda debate: debate.publish("http://127.0.0.1:9/", kind="zzz"),
        ("auto", "graph-store", "update"),
    ),
    "recode": (lambda _: opendebate.recode(Path("d"), "zzz", {"a": "b"}), ("claims", "actors")),
    "import_debate": (
        lambda _: opendebate.import_debate("zzz", Path("a"), Path("b")), names_of(to="read"),
    ),
}  # fmt: skip


def _network_call(option: str) -> Callable[[Debate], object]:
    value: dict[str, Any] = {option: "zzz=1" if option == "where" else "zzz"}
    return lambda debate: debate.network("actors", **value)


CALLS |= {f"network {option}": (_network_call(option), known) for option, known in ACTORS.items()}


@pytest.mark.parametrize("name", CALLS)
def test_an_unknown_name_is_answered_with_those_that_are_known(name: str) -> None:
    call, known = CALLS[name]
    with pytest.raises(OpenDebateError) as raised:
        call(load_article())
    text = str(raised.value)
    assert "zzz" in text
    assert [word for word in known if word not in text] == []
