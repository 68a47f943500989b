"""Debates of any size, invented by a seed: the same seed and size give the same files."""

from __future__ import annotations

import random
from pathlib import Path

STATEMENTS = 50  # of each source
_MODES = ("verbatim", "mixed", "paraphrase", "hearsay", "hypothetical")
_STANCES = ("affirms", "affirms", "affirms", "denies", "doubts", "concedes")
_SIDES = ("for", "against", "both", "neither")
_KINDS = ("descriptive", "predictive", "evaluative", "normative", "causal", "definitional")


def write_debate(folder: Path, sources: int, seed: int = 1) -> Path:
    """Write a debate of `sources` sources with 50 statements each.

    Actors and claims grow with the sources, and a source draws on those near to it, so that each
    is spoken of about as often in a small debate as in a large one.
    """
    dice = random.Random(seed)  # noqa: S311 - a benchmark wants the same numbers every time
    actors = [f"actor-{n}" for n in range(20 + 2 * sources)]
    claims = [f"claim-{n}" for n in range(40 + 10 * sources)]
    (folder / "sources").mkdir(parents=True)
    head = "debate:\n  title: Synthetic\n  question: Is it so?\n  iri: https://example.org/synthetic/\n"
    _write(folder / "debate.yaml", head)
    _write(folder / "actors.yaml", "".join(_actor(name, n) for n, name in enumerate(actors)))
    _write(folder / "topics.yaml", "".join(f"topic-{n}: {{name: Topic {n}}}\n" for n in range(30)))
    _write(
        folder / "models.yaml",
        "".join(f"model-{n}: {{name: Model {n}, developer: {actors[n]}}}\n" for n in range(20)),
    )
    _write(folder / "policies.yaml", "".join(_policy(n, actors, claims, dice) for n in range(20)))
    _write(folder / "events.yaml", "".join(_event(n, actors) for n in range(20)))
    _write(folder / "claims.yaml", "".join(_claim(n, claims, dice) for n in range(len(claims))))
    for n in range(sources):
        near_actors = actors[2 * n : 2 * n + 20]
        near_claims = claims[10 * n : 10 * n + 40]
        text = _source(n, near_actors, near_claims, dice)
        _write(folder / "sources" / f"source-{n}.yaml", text)
    return folder


def write_table(path: Path, rows: int, seed: int = 1) -> Path:
    """Write a CSV of `rows` coded statements: date, person, party, concept, agreement and text."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark wants the same numbers every time
    lines = ["date,person,party,concept,agreement,text"]
    for n in range(rows):
        person = dice.randrange(600)
        words = " ".join(f"word{dice.randrange(900)}" for _ in range(dice.randrange(8, 60)))
        lines.append(
            f"20{dice.randrange(10, 24)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02},"
            f"Person {person},Party {person % 7},Concept number {dice.randrange(80)} is so.,"
            f'{dice.randrange(2)},"{words}, {n}"'
        )
    _write(path, "\n".join(lines) + "\n")
    return path


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _actor(name: str, n: int) -> str:
    kind = ("person", "organization", "group")[n % 3]
    member = f", memberships: [{{organization: actor-{n - 2}}}]" if kind == "person" else ""
    return f"{name}: {{name: Actor {n}, kind: {kind}{member if n % 3 == 0 and n else ''}}}\n"


def _policy(n: int, actors: list[str], claims: list[str], dice: random.Random) -> str:
    return (
        f"policy-{n}: {{name: Policy {n}, kind: law, issuer: {actors[n]}, targets: model-{n}, "
        f"responds_to: {dice.choice(claims)}, date: 202{n % 5}-0{n % 9 + 1}}}\n"
    )


def _event(n: int, actors: list[str]) -> str:
    return (
        f"event-{n}: {{name: Event {n}, kind: release, date: 202{n % 5}, actors: {actors[n]}, "
        f"about: model-{n}, decided_by: {actors[n]}}}\n"
    )


def _claim(n: int, claims: list[str], dice: random.Random) -> str:
    after = claims[n + 1 : n + 30]
    relations = ""
    if after and n % 3 == 0:
        relations += f", supports: {dice.choice(after)}"
    if after and n % 4 == 0:
        relations += f", attacks: {dice.choice(after)}"
    return (
        f"claim-{n}: {{text: Claim number {n} is so., kind: {dice.choice(_KINDS)}, "
        f"side: {dice.choice(_SIDES)}, topics: topic-{n % 30}, about: model-{n % 20}{relations}}}\n"
    )


def _source(n: int, actors: list[str], claims: list[str], dice: random.Random) -> str:
    lines = [
        f"source: {{title: Source {n}, kind: news-article, publisher: {actors[0]}, "
        f"published: 202{n % 5}-0{n % 9 + 1}}}\nstatements:\n"
    ]
    for i in range(STATEMENTS):
        j = dice.randrange(len(claims))
        because = f"  because: {claims[j + 1]}\n" if i % 5 == 0 and j + 1 < len(claims) else ""
        via = f"  via: {dice.choice(actors)}\n" if i % 4 == 0 else ""
        speaker, mode = dice.choice(actors), dice.choice(_MODES)
        body = _body(i, speaker, dice.choice(actors), mode)
        lines.append(
            f"- id: s-{i}\n  speaker: {speaker}\n{body}{via}  mode: {mode}\n"
            f"  claim: {claims[j]}\n  stance: {dice.choice(_STANCES)}\n{because}"
            f"  at: {{paragraph: {i + 1}, from: the first {i}, to: the last {i}, words: {i + 6}, "
            f"sha256: {dice.randbytes(32).hex()}}}\n"
        )
    return "".join(lines)


def _body(i: int, speaker: str, actor: str, mode: str) -> str:
    """Return for whom a speaker speaks, or whom the speaker belongs to; of most, neither."""
    is_body = actor != speaker and int(actor.rpartition("-")[2]) % 3 > 0
    if not is_body or mode == "hypothetical" or i % 5 > 1:
        return ""
    return f"  {'on_behalf_of' if i % 5 else 'as'}: {actor}\n"
