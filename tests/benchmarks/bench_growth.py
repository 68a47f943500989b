"""How time grows with every kind of list that a coding can hold.

Each kind is made twice as long again and again; processor seconds of `check` (reading, checking,
compiling, validating) and of `build` are told for each length, with the ratio to the one before.
Where a ratio stays above 2.5, time grows faster than the list: the row is marked.

    python tests/benchmarks/bench_growth.py [KIND …]

With ``full`` as its first word it makes each of the largest lists once, and tells the processor
seconds of the commands ``check`` and ``build``, and how they end:

    python tests/benchmarks/bench_growth.py full [KIND …]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measure import OPENDEBATE
from opendebate.coding.check import read_with_faults
from opendebate.errors import OpenDebateError
from opendebate.rdf.build import build, check_debate

HEAD = "debate: {title: T, question: 'Is it so?', iri: https://example.org/d/}\n"
AT = "at: {paragraph: 1, from: a b c, to: x y z}"
Files = dict[str, str]


def claims(n: int, more: Callable[[int], str] = lambda _: "") -> str:
    return "".join(
        f"c{i}: {{text: Claim {i} holds., kind: causal, side: for{more(i)}}}\n" for i in range(n)
    )


def source(*statements: str) -> str:
    head = "source: {title: S, kind: news-article, publisher: p}\nstatements:\n"
    return head + "".join(f"- {{{one}}}\n" for one in statements)


def said(i: int, claim: str, more: str = "") -> str:
    return f"id: s{i}, speaker: a, mode: paraphrase, claim: {claim}, {AT}{more}"


PEOPLE = "p: {name: P, kind: organization}\na: {name: A, kind: person}\n"


def actors(n: int) -> Files:
    return {"actors": "".join(f"a{i}: {{name: A {i}, kind: person}}\n" for i in range(n))}


def long_list(n: int) -> Files:
    return {"actors": PEOPLE + f"b: {{name: B, kind: group, other_names: [{'x, ' * n}x]}}\n"}


def long_list_of_ids(n: int) -> Files:
    return {"claims": claims(1, lambda _: f", supports: [{'c9, ' * n}c9]")}


def faults(n: int) -> Files:
    return {"topics": "".join(f"t{i}: {{naem: T}}\n" for i in range(n))}


def unknown_keys(n: int) -> Files:
    keys = "".join(f"k{i}: v, " for i in range(n))
    return {"actors": PEOPLE + f"b: {{name: B, kind: group, {keys}}}\n"}


def list_that_is_slow_to_read(n: int) -> Files:
    return {"actors": long_list(n)["actors"] + "# a # comment\n"}


def topics_in_a_chain(n: int) -> Files:
    chain = "".join(f"t{i}: {{name: T {i}, broader: t{i + 1}}}\n" for i in range(n))
    return {"topics": f"{chain}t{n}: {{name: T}}\n"}


def misspelt_topics(n: int) -> Files:
    known = "".join(f"topic-{i}: {{name: T {i}}}\n" for i in range(n))
    return {"topics": known, "claims": claims(n, lambda i: f", topics: tpoic-{i}")}


def attacking_claims(n: int) -> Files:
    def attacks(i: int) -> str:
        return f", attacks: [{', '.join(f'c{j}' for j in range(n) if j != i)}]"

    return {"actors": PEOPLE, "claims": claims(n, attacks),
            "sources/s": source(*(said(i, f"c{i}") for i in range(n)))}  # fmt: skip


def memberships_in_a_circle(n: int) -> Files:
    one = "a{0}: {{name: A {0}, kind: organization, memberships: {{organization: a{1}}}}}\n"
    rows = (one.format(i, (i + 1) % n) for i in range(n))
    return {"actors": "".join(rows)}


def parts_in_a_chain(n: int) -> Files:
    rows = (f"a{i}: {{name: A {i}, kind: group, part_of: a{i + 1}}}\n" for i in range(n))
    return {"actors": "".join(rows) + f"a{n}: {{name: A, kind: group}}\n"}


def reasons_in_a_dense_chain(n: int) -> Files:
    def reason(i: int) -> str:
        return f", because: [{', '.join(f'c{j}' for j in range(i + 1, min(n, i + 21)))}]"

    return {"actors": PEOPLE, "claims": claims(n),
            "sources/s": source(*(said(i, f"c{i}", reason(i)) for i in range(n)))}  # fmt: skip


def all_reasons_of_all(n: int) -> Files:
    def reason(i: int) -> str:
        return f", because: [{', '.join(f'c{j}' for j in range(i + 1, n))}]"

    return {"actors": PEOPLE, "claims": claims(n),
            "sources/s": source(*(said(i, f"c{i}", reason(i)) for i in range(n)))}  # fmt: skip


def replies_in_a_chain(n: int) -> Files:
    rows = (said(i, "c0", f", replies_to: s{i - 1}" if i else "") for i in range(n))
    return {"actors": PEOPLE, "claims": claims(1), "sources/s": source(*rows)}


def sources_without_statements(n: int) -> Files:
    return {"actors": PEOPLE, **{f"sources/s{i}": source() for i in range(n)}}


def statements(n: int) -> Files:
    rows = (said(i, f"c{i % 100}") for i in range(n))
    return {"actors": PEOPLE, "claims": claims(100), "sources/s": source(*rows)}


def passages_of_one_statement(n: int) -> Files:
    one = "{paragraph: 1, from: a b c, to: x y z}"
    at = f"id: s, speaker: a, mode: paraphrase, claim: c0, at: [{', '.join([one] * n)}]"
    return {"actors": PEOPLE, "claims": claims(1), "sources/s": source(at)}


def speakers_of_one_statement(n: int) -> Files:
    people = "".join(f"b{i}: {{name: B {i}, kind: person}}\n" for i in range(n))
    names = ", ".join(f"b{i}" for i in range(n))
    one = f"id: s, speaker: [{names}], mode: paraphrase, claim: c0, {AT}"
    return {"actors": PEOPLE + people, "claims": claims(1), "sources/s": source(one)}


def carriers_of_one_statement(n: int) -> Files:
    people = "".join(f"b{i}: {{name: B {i}, kind: person}}\n" for i in range(n))
    via = ", ".join(f"b{i}" for i in range(n))
    one = f"id: s, speaker: a, via: [{via}], mode: paraphrase, claim: c0, {AT}"
    return {"actors": PEOPLE + people, "claims": claims(1), "sources/s": source(one)}


def rephrasings_in_a_chain(n: int) -> Files:
    return {"claims": claims(n, lambda i: f", rephrases: c{i + 1}" if i + 1 < n else "")}


def departures(n: int) -> Files:
    rows = (
        f"f{i}: {{text: Fact., departs_from: x/s{i}, reference: {{title: R}}}}\n" for i in range(n)
    )
    return {"claims": claims(n), "context": "".join(rows)}


def bodies_that_speak_through_one_person(n: int) -> Files:
    bodies = "".join(f"b{i}: {{name: B {i}, kind: organization}}\n" for i in range(n))
    rows = (said(i, f"c{i % 100}", f", on_behalf_of: b{i}") for i in range(n))
    return {"actors": PEOPLE + bodies, "claims": claims(100), "sources/s": source(*rows)}


def persons_who_speak_for_one_body(n: int) -> Files:
    people = "".join(f"b{i}: {{name: B {i}, kind: person}}\n" for i in range(n))
    rows = (
        said(i, f"c{i}", ", on_behalf_of: p").replace("speaker: a", f"speaker: b{i}")
        for i in range(n)
    )
    return {"actors": PEOPLE + people, "claims": claims(n), "sources/s": source(*rows)}


def affiliations_and_capacities(n: int) -> Files:
    rows = (
        said(i, f"c{i % 100}", ", as: p" if i % 2 else ", as: the head of it") for i in range(n)
    )
    return {"actors": PEOPLE, "claims": claims(100), "sources/s": source(*rows)}


def changes_of_position(n: int) -> Files:
    people = "".join(f"b{i}: {{name: B {i}, kind: person}}\n" for i in range(n // 2))
    rows = (
        said(
            i, "c0", f", stance: {'denies' if i % 2 else 'affirms'}, said: {2000 + i % 2}"
        ).replace("speaker: a", f"speaker: b{i // 2}")
        for i in range(n // 2 * 2)
    )
    return {"actors": PEOPLE + people, "claims": claims(1), "sources/s": source(*rows)}


def memberships_of_one_person(n: int) -> Files:
    bodies = "".join(f"b{i}: {{name: B {i}, kind: organization}}\n" for i in range(n))
    posts = ", ".join(f"{{organization: b{i}, role: r {i}, until: unknown}}" for i in range(n))
    person = f"q: {{name: Q, kind: person, memberships: [{posts}]}}\n"
    return {"actors": PEOPLE + bodies + person}


def unknown_passages(n: int) -> Files:
    rows = (said(i, f"c{i % 100}").replace(AT, "at: unknown") for i in range(n))
    return {"actors": PEOPLE, "claims": claims(100), "sources/s": source(*rows)}


def replies_to_nothing(n: int) -> Files:
    rows = (said(i, "c0", f", replies_to: zz{i}") for i in range(n))
    return {"actors": PEOPLE, "claims": claims(1), "sources/s": source(*rows)}


def actors_who_affirm_a_claim(n: int) -> Files:
    people = "".join(f"b{i}: {{name: B {i}, kind: person}}\n" for i in range(n))
    rows = (said(i, "c0").replace("speaker: a", f"speaker: b{i}") for i in range(n))
    return {"actors": PEOPLE + people, "claims": claims(1), "sources/s": source(*rows)}


def speakers_of_twenty_statements(n: int) -> Files:
    people = "".join(f"b{i}: {{name: B {i}, kind: person}}\n" for i in range(n))
    names = f"speaker: [{', '.join(f'b{i}' for i in range(n))}]"
    rows = (said(i, f"c{i}").replace("speaker: a", names) for i in range(20))
    return {"actors": PEOPLE + people, "claims": claims(20), "sources/s": source(*rows)}


def claims_that_attack_many(n: int) -> Files:
    def attacks(i: int) -> str:
        return f", attacks: [{', '.join(f'c{(i + j) % n}' for j in range(1, min(n, 191)))}]"

    return {"actors": PEOPLE, "claims": claims(n, attacks),
            "sources/s": source(*(said(i, f"c{i}") for i in range(n)))}  # fmt: skip


# Kind → how long the first list is.
KINDS: dict[Callable[[int], Files], int] = {
    actors: 2_000,
    long_list: 50_000,
    long_list_of_ids: 10_000,
    faults: 2_000,
    unknown_keys: 2_000,
    list_that_is_slow_to_read: 10_000,
    topics_in_a_chain: 400,
    misspelt_topics: 500,
    attacking_claims: 50,
    memberships_in_a_circle: 250,
    parts_in_a_chain: 250,
    reasons_in_a_dense_chain: 50,
    all_reasons_of_all: 50,
    replies_in_a_chain: 500,
    sources_without_statements: 400,
    statements: 500,
    passages_of_one_statement: 1_000,
    speakers_of_one_statement: 250,
    actors_who_affirm_a_claim: 100,
    speakers_of_twenty_statements: 100,
    claims_that_attack_many: 50,
    carriers_of_one_statement: 250,
    rephrasings_in_a_chain: 250,
    departures: 500,
    replies_to_nothing: 500,
    bodies_that_speak_through_one_person: 250,
    persons_who_speak_for_one_body: 250,
    affiliations_and_capacities: 500,
    changes_of_position: 100,
    memberships_of_one_person: 250,
    unknown_passages: 500,
}
# Kind → the longest list of it that somebody has tried, each in files of less than 5 MB.
LARGEST: dict[Callable[[int], Files], int] = {
    actors: 120_000,
    long_list: 1_200_000,
    long_list_of_ids: 1_200_000,
    faults: 260_000,
    unknown_keys: 400_000,
    list_that_is_slow_to_read: 1_200_000,
    topics_in_a_chain: 3_000,
    attacking_claims: 300,
    misspelt_topics: 2_000,
    memberships_in_a_circle: 1_000,
    parts_in_a_chain: 1_000,
    reasons_in_a_dense_chain: 200,
    all_reasons_of_all: 200,
    actors_who_affirm_a_claim: 10_000,
    speakers_of_twenty_statements: 500,
    claims_that_attack_many: 250,
    sources_without_statements: 3_000,
}
STEPS = 3
PATIENCE = 10.0  # seconds after which no longer list is tried


def write(folder: Path, files: Files) -> None:
    for name, text in {"debate": HEAD, **files}.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def seconds(run: Callable[[Path], object], folder: Path) -> tuple[float, str]:
    """Return how long something takes, and how it ends where it does not end well."""
    began = time.process_time()
    try:
        run(folder)
    except OpenDebateError as error:
        return time.process_time() - began, f"refused: {error.what[:60]}"
    return time.process_time() - began, ""


def grow(make: Callable[[int], Files], n: int) -> None:
    before: dict[str, float] = {}
    for step in range(STEPS):
        size = n << step
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write(folder, make(size))
            told, spent = "", 0.0
            for what, run in (
                ("read", read_with_faults),
                ("check", check_debate),
                ("build", build),
            ):
                took, refused = seconds(run, folder)
                ratio = took / before[what] if what in before and before[what] > 0.05 else 0
                told += f"  {what} {took:7.2f} s" + (f" x{ratio:5.1f}" if ratio else " " * 7)
                told += " !" if ratio > 2.5 else "  "
                before[what], spent = took, spent + took
        print(f"{make.__name__:28}{size:>9,}{told} {refused}", flush=True)
        if spent > PATIENCE:
            break


def largest(make: Callable[[int], Files], n: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), make(n))
        told = f"{make.__name__:28}{n:>10,}"
        for command in (["check"], ["export", "trig", "-o", f"{name}/debate.trig"]):
            took, code, said = ended([OPENDEBATE, "-d", name, *command])
            told += f"  {command[0]} {took:6.2f} s, exit {code}"
            told += f" ({said[:40]})" if command == ["check"] else ""
        print(told, flush=True)


def ended(command: list[str]) -> tuple[float, int, str]:
    """Return the processor seconds of a process, its exit code, and the last line it writes."""
    before = os.times()
    done = subprocess.run(
        command, env={**os.environ, "OPENDEBATE_CACHE": ""}, check=False, capture_output=True,
        text=True,
    )  # fmt: skip
    after = os.times()
    took = after.children_user + after.children_system
    took -= before.children_user + before.children_system
    return took, done.returncode, (done.stdout.splitlines() or [""])[-1]


if __name__ == "__main__":
    words = sys.argv[1:]
    is_full = words[:1] == ["full"]
    wanted = set(words[1:] if is_full else words)
    for kind, size in (LARGEST if is_full else KINDS).items():
        if not wanted or kind.__name__ in wanted:
            (largest if is_full else grow)(kind, size)
