"""Debates thrown together by dice, with more knots in them than anybody would code."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

SIDES = ("for", "against", "both", "neither")
MODES = ("verbatim", "mixed", "paraphrase", "hearsay", "hypothetical")
NOBODY = "a-2"  # only hypothetical statements may be its
OWN = {f"a-{n + 3}": f"p-{n}" for n in range(4)}  # actors and what they issued
STANCES = ("affirms", "affirms", "denies", "doubts", "concedes")
Things = dict[str, dict[str, Any]]


def write_knots(folder: Path, seed: int, size: int = 14, said: int = 16) -> Path:
    """Write a debate of `size` claims: arguments across, undercuts, shared and own carriers.

    Parameters
    ----------
    folder : pathlib.Path
    seed : int
        The same seed gives the same files.
    size : int
    said : int
        Statements in each of the two sources.
    """
    dice = random.Random(seed)  # noqa: S311 - a test wants the same debate again
    claims = _claims(dice, size)
    sources = {f"source-{n}": _source(dice, n, list(claims), said) for n in range(2)}
    _undercut(dice, claims, sources)
    (folder / "sources").mkdir(parents=True)
    debate = {"title": "Knots", "question": "Is it so?", "iri": "https://example.org/knots/"}
    files: dict[str, Any] = {
        "debate": {"debate": debate},
        "actors": _actors(),
        "claims": claims,
        "topics": {f"t-{n}": {"name": f"Topic {n}"} | _above("broader", "t", n) for n in range(4)},
        "models": {f"m-{n}": {"name": f"M {n}"} | _above("version_of", "m", n) for n in range(4)},
        "policies": {f"p-{n}": _policy(dice, n, list(claims)) for n in range(4)},
        "events": {f"e-{n}": {"name": f"Event {n}", "kind": "release"} for n in range(2)},
        "context": {f"f-{n}": _fact(n) for n in range(3)},
        **{f"sources/{slug}": source for slug, source in sources.items()},
    }
    for name, content in files.items():
        folder.joinpath(f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    return folder


def _above(relation: str, kind: str, n: int) -> dict[str, str]:
    return {relation: f"{kind}-{n - 1}"} if n % 3 else {}


def _actors() -> Things:
    kinds = ("person", "organization", "group")
    actors: Things = {f"a-{n}": {"name": f"Actor {n}", "kind": kinds[n % 3]} for n in range(7)}
    actors[NOBODY]["hypothetical"] = True
    return actors


def _policy(dice: random.Random, n: int, claims: list[str]) -> dict[str, Any]:
    return {
        "name": f"Policy {n}",
        "kind": "letter",
        "issuer": [actor for actor, letter in OWN.items() if letter == f"p-{n}"],
        "responds_to": dice.sample(claims, 2),
        **_above("part_of", "p", n),
    }


def _fact(n: int) -> dict[str, Any]:
    departs = [f"source-0/s-{n}", f"c-{n:02}"][: 1 + n % 2]
    return {"text": f"Fact {n}.", "departs_from": departs, "reference": {"title": f"Book {n}"}}


def _claims(dice: random.Random, size: int) -> Things:
    """Return claims that support later ones, and attack any."""
    names = [f"c-{n:02}" for n in range(size)]
    claims: Things = {}
    for n, name in enumerate(names):
        later = names[n + 1 :]
        others = [one for one in names if one != name]
        claims[name] = {
            "text": f"Claim {n} holds.",
            "kind": "causal",
            "side": dice.choice(SIDES),
            "topics": [f"t-{dice.randrange(4)}"],
            "about": [dice.choice([f"a-{n % 7}", f"m-{n % 4}", f"p-{n % 4}", f"e-{n % 2}"])],
            "benefits": [f"a-{dice.randrange(7)}"],
            "cause_of": [f"e-{dice.randrange(2)}"],
            "supports": dice.sample(later, min(len(later), dice.randrange(3))),
            "attacks": dice.sample(others, dice.randrange(3)),
        }
    return claims


def _source(dice: random.Random, n: int, claims: list[str], said: int) -> dict[str, Any]:
    head = {"title": f"Source {n}", "kind": "news-article", "publisher": f"a-{6 - n}"}
    statements = [_statement(dice, i, claims) for i in range(said)]
    return {"source": {**head, "published": f"202{n + 3}"}, "statements": statements}


def _statement(dice: random.Random, i: int, claims: list[str]) -> dict[str, Any]:
    at = dice.randrange(1, len(claims))
    stance = dice.choice(STANCES)
    speakers = [f"a-{k}" for k in dice.sample(range(7), dice.choice((1, 1, 2)))]
    words = {"paragraph": dice.randrange(1, 9), "from": "one two", "to": "three", "words": 9}
    # Reasons come before what they are given for, so that none goes in a circle.
    one: dict[str, Any] = {
        "id": f"s-{i}",
        "speaker": speakers,
        "mode": "hypothetical" if NOBODY in speakers else dice.choice(MODES),
        "claim": claims[at],
        "stance": stance,
        "because": dice.sample(claims[:at], min(at, dice.choice((0, 0, 1, 2)))),
        "via": dice.sample(["a-0", "a-1", *OWN.values()], dice.choice((0, 0, 1, 2))),
        "at": [words | {"sha256": dice.randbytes(32).hex()}],
    }
    if i % 5 == 0:  # the narrator's own
        return {**one, "speaker": [], "mode": "narration"}
    if one["via"] and speakers[-1] in OWN and i % 2:
        one["via"] = [OWN[speakers[-1]]]
    return one if i % 4 else one | {"as": dice.choice(["a-1", "a-4", "a-5"])}


def _undercut(dice: random.Random, claims: Things, sources: Things) -> None:
    steps = [(p, c) for p, one in claims.items() for c in one["supports"] + one["attacks"]]
    for source in sources.values():
        steps += [(p, one["claim"]) for one in source["statements"] for p in one["because"]]
    for premise, conclusion in dice.sample(steps, 6):
        undercut = {"premise": premise, "conclusion": conclusion}
        by = dice.choice([name for name in claims if name not in {premise, conclusion}])
        if undercut not in claims[by].setdefault("undercuts", []):
            claims[by]["undercuts"].append(undercut)
