"""An invented debate with a baker who changed sides, and an official without a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from harbour import said

Record = dict[str, Any]
ACTORS: Record = {
    "tom": {"name": "Tom Quill", "kind": "person"},
    "lea": {"name": "Lea Marsh", "kind": "person"},
    "ida": {"name": "Ida Frost", "kind": "person"},
    "guild": {"name": "Traders' Guild", "kind": "organization"},
    "hall": {"name": "Town Hall", "kind": "organization"},
    "official": {"name": "A senior official", "kind": "person", "anonymous": True},
    "herald": {"name": "The Herald", "kind": "organization"},
}
CLAIMS: Record = {
    "close": {"text": "The square should be closed to cars.", "side": "for"},
    "calm": {"text": "Streets without cars are calm.", "side": "for", "supports": ["close"]},
    "walkers": {"text": "Walkers stop at shops.", "side": "for"},
    "tried": {"text": "All else was tried.", "side": "for"},
    "buses": {"text": "The buses have room.", "side": "for"},
    "ruin": {"text": "A closed square ruins shops.", "side": "against"},
    "customers": {"text": "Customers come by car.", "side": "against"},
    "late": {"text": "The new lanes will be late.", "side": "against"},
    "reckless": {"text": "The plan is reckless.", "side": "against"},
    "need": {"text": "It works only with buses.", "side": "both"},
}
EARLY = [
    said("tom-ruin", "tom", "ruin", because=["customers"]),
    said("tom-customers", "tom", "customers"),
    said("ida-walkers", "ida", "walkers"),
    said("ida-ruin", "ida", "ruin", "denies"),
    said("lea-close", "lea", "close", because=["walkers", "tried"]),
    said("lea-calm", "lea", "calm"),
    said("guild-reckless", "guild", "reckless"),
    said("official-late", "official", "late"),
    said("hall-late", "hall", "late", "denies"),
    said("ida-buses", "ida", "buses", "doubts"),
    said("ida-need", "ida", "need"),
]
LATER = [
    said("tom-wrong", "tom", "ruin", "denies"),
    said("ida-room", "ida", "buses"),
    said("lea-close-again", "lea", "close"),
    said("guild-close", "guild", "close", "denies", because=["reckless"]),
]


def write_bakery(folder: Path) -> Path:
    """Write the debate."""
    herald = {"kind": "news-article", "publisher": "herald", "narrator": "herald"}
    early = herald | {"title": "The square closes", "published": "2024-03-12"}
    later = herald | {"title": "A year later", "published": "2025-03-15"}
    files: Record = {
        "debate": {"debate": {"title": "The square", "question": "Should the square be closed?",
                              "iri": "https://example.org/square/"}},
        "actors": ACTORS,
        "claims": {key: {"kind": "causal"} | claim for key, claim in CLAIMS.items()},
        "policies": {"rule": {"name": "Square rule", "kind": "rule", "issuer": ["hall"],
                              "responds_to": ["ruin"]}},
        "sources/early": {"source": early, "statements": EARLY},
        "sources/later": {"source": later, "statements": LATER},
    }  # fmt: skip
    (folder / "sources").mkdir(parents=True)
    for name, content in files.items():
        folder.joinpath(f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    return folder
