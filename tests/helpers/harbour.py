"""An invented debate in which every choice of how networks are counted makes a difference."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]
ACTORS: Record = {
    "ann": {"name": "Ann", "kind": "person", "attributes": {"berth": "North"}},
    "ben": {"name": "Ben", "kind": "person"},
    "cleo": {"name": "Cleo", "kind": "person", "attributes": {"berth": "South"}},
    "port": {"name": "Port Authority", "kind": "organization"},
    "gazette": {"name": "The Gazette", "kind": "organization"},
    "sailors": {"name": "Sailors", "kind": "group", "hypothetical": True},
}
TOPICS: Record = {"trade": {"name": "Trade"}, "safety": {"name": "Safety"}}
CLAIMS: Record = {
    "dredge": {"text": "The harbour should be dredged.", "kind": "normative", "side": "for",
               "topics": ["trade"]},
    "jobs": {"text": "Deeper water brings jobs.", "kind": "predictive", "side": "for",
             "topics": ["trade"], "supports": ["dredge"]},
    "floods": {"text": "Deeper water brings floods.", "kind": "causal", "side": "against",
               "topics": ["safety"], "attacks": ["dredge"]},
    "noise": {"text": "Dredgers are unbearably loud.", "kind": "evaluative", "side": "against",
              "topics": ["safety", "trade"], "attacks": ["jobs"]},
    "ships": {"text": "Two ships a day come in.", "kind": "descriptive", "side": "neither"},
}  # fmt: skip


POLICIES: Record = {
    "permit": {"name": "Dredging permit", "kind": "licence", "issuer": ["port"],
               "responds_to": ["dredge"]},
}  # fmt: skip


def said(name: str, speaker: str, claim: str, stance: str = "affirms", **more: Any) -> Record:
    """Return a statement; without a speaker the narrator makes it."""
    who = {"speaker": speaker} if speaker else {}
    word = name.replace("-", "")
    at = {"paragraph": 1 + len(name) % 7, "from": f"begins {word}", "to": f"ends {word}"}
    plain = {"id": name, **who, "mode": "verbatim", "claim": claim, "stance": stance, "at": at}
    return plain | more


MARCH = [
    said("ann-dredge", "ann", "dredge", because=["jobs"]),
    said("ann-jobs", "ann", "jobs", mode="paraphrase", **{"as": "port"}),
    said("ann-floods", "ann", "floods", "denies"),
    said("ben-dredge", "ben", "dredge", via=["gazette"], on_behalf_of="port"),
    said("ben-dredge-again", "ben", "dredge", mode="paraphrase"),
    said("ben-jobs", "ben", "jobs", "concedes"),
    said("cleo-floods", "cleo", "floods", via=["ben"]),
    said("cleo-dredge", "cleo", "dredge", "denies", because=["floods"]),
    said("cleo-jobs", "cleo", "jobs", "doubts", mode="paraphrase", via=["gazette"]),
    said("gazette-dredge", "", "dredge", mode="narration"),
    said("gazette-ships", "", "ships", mode="narration"),
    said("sailors-noise", "sailors", "noise", mode="hypothetical", via=["cleo"]),
    said("sailors-floods", "sailors", "floods", mode="hypothetical", because=["noise"]),
]
JUNE = [
    said("ann-dredge-no", "ann", "dredge", "denies", because=["floods"]),
    said("ann-noise", "ann", "noise", via=["ben"]),
    said("cleo-noise", "cleo", "noise"),
]


def write_harbour(folder: Path, *, twice: bool = False) -> Path:
    """Write the debate; `twice`, with its first article coded a second time."""
    march = {"title": "Mud and money", "kind": "news-article", "publisher": "gazette",
             "narrator": "gazette", "published": "2024-03-01",
             "url": "https://example.org/gazette/mud"}  # fmt: skip
    june = march | {"title": "Second thoughts", "published": "2024-06-01",
                    "url": "https://example.org/gazette/thoughts"}  # fmt: skip
    sources = {"mud": {"source": march, "statements": MARCH},
               "thoughts": {"source": june, "statements": JUNE}}  # fmt: skip
    if twice:
        sources["mud-again"] = {"source": march, "statements": MARCH}
    files: Record = {
        "debate": {"debate": {"title": "The harbour", "question": "Should it be dredged?",
                              "iri": "https://example.org/harbour/",
                              "attributes": {"berth": {"label": "Berth", "of": "actor"}}}},
        "actors": ACTORS, "topics": TOPICS, "claims": CLAIMS, "policies": POLICIES,
        **{f"sources/{slug}": source for slug, source in sources.items()},
    }  # fmt: skip
    (folder / "sources").mkdir(parents=True)
    for name, content in files.items():
        folder.joinpath(f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    return folder
