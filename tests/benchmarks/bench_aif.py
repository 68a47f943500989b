"""AIF that grows: python tests/benchmarks/bench_aif.py [NODES].

Each kind of file is read, written and made a folder once with some thousand nodes and once with
twice as many. What doubles takes twice as long where nothing is compared with everything else;
four times tells of a loop within a loop. Processor seconds.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from measure import tell
from opendebate.exchange import aif
from opendebate.exchange.aif import rdf as aif_rdf
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.folder import write_folder
from opendebate.exchange.repair import fit

LINEAR = 2.8  # the second run by the first, where noise is what is above 2
Whole = dict[str, Any]


class Sheet:
    """A node set that is being made up."""

    def __init__(self) -> None:
        self.nodes: list[Whole] = []
        self.edges: list[Whole] = []

    def node(self, kind: str, text: str, *before: int) -> int:
        """Put a node in, after others."""
        number = len(self.nodes)
        self.nodes.append({"nodeID": number, "type": kind, "text": text})
        for one in before:
            self.join(one, number)
        return number

    def join(self, start: int, end: int) -> None:
        """Put an edge in."""
        self.edges.append({"fromID": start, "toID": end})

    def whole(self) -> Whole:
        """Return the node set."""
        return {"nodes": self.nodes, "edges": self.edges}


def told(n: int, words: Callable[[int], str]) -> Whole:
    """Return locutions that each assert a claim."""
    sheet = Sheet()
    for number in range(n // 3):
        said = sheet.node("L", f"Ann Lee : {words(number)}")
        sheet.node("I", f"Claim {number}.", sheet.node("YA", "Asserting", said))
    return sheet.whole()


def premises(n: int) -> Whole:
    """Return one step with many premises."""
    sheet = Sheet()
    step = sheet.node("RA", "Default Inference")
    sheet.node("I", "So it is.", step)
    for number in range(n):
        sheet.join(sheet.node("I", f"Claim {number}."), step)
    return sheet.whole()


def claims(n: int) -> Whole:
    """Return one locution that asserts many claims in one act."""
    sheet = Sheet()
    act = sheet.node("YA", "Asserting", sheet.node("L", "Ann Lee : All of it holds."))
    for number in range(n):
        sheet.node("I", f"Claim {number}.", act)
    return sheet.whole()


def reasons(n: int) -> Whole:
    """Return one statement for which many reasons are given."""
    sheet = Sheet()
    said = sheet.node("L", "Ann Lee : So it is.")
    held = sheet.node("I", "So it is.", sheet.node("YA", "Asserting", said))
    for number in range(n // 3):
        step = sheet.node("RA", "", sheet.node("YA", "Arguing", said))
        sheet.join(sheet.node("I", f"Claim {number}."), step)
        sheet.join(step, held)
    return sheet.whole()


def hub(n: int) -> Whole:
    """Return locutions that all stand before and after one transition."""
    made = told(n, lambda number: f"I say number {number}.")
    change = {"nodeID": "t", "type": "TA", "text": "Default Transition"}
    ends = [one["nodeID"] for one in made["nodes"] if one["type"] == "L"]
    made["edges"] += [{"fromID": one, "toID": "t"} for one in ends]
    made["edges"] += [{"fromID": "t", "toID": one} for one in ends]
    return made | {"nodes": [*made["nodes"], change]}


def replies(n: int) -> Whole:
    """Return locutions that all reply to the first."""
    made = told(n // 2, lambda number: f"I say number {number}.")
    sheet = Sheet()
    sheet.nodes, sheet.edges = made["nodes"], made["edges"]
    for one in [one["nodeID"] for one in sheet.nodes if one["type"] == "L"][1:]:
        sheet.join(sheet.node("TA", "Default Transition", 0), one)
    return sheet.whole()


KINDS: dict[str, Callable[[int], Whole]] = {
    "a dialogue": lambda n: told(n, lambda number: f"I say that number {number} holds."),
    "locutions that are all alike": lambda n: told(n, lambda _: "It holds."),
    "words that begin and end alike": lambda n: told(
        n, lambda number: f"we say that number {number} holds for us all"
    ),
    "colons without a name": lambda n: told(n, lambda number: f"and here is {number}: it holds"),
    "analysts' copies": lambda n: {
        "nodes": [
            {"nodeID": i, "type": "L", "text": f"Bo: Ann Lee : number {i} of all"} for i in range(n)
        ]
        + [{"nodeID": "i", "type": "I", "text": "It holds."}]
    },
    "one step of many premises": premises,
    "one act on many claims": claims,
    "one statement with many reasons": reasons,
    "one transition between all": hub,
    "replies to one locution": replies,
    "a claim of many emoji": lambda n: {
        "nodes": [{"nodeID": 1, "type": "I", "text": "😀" * 100 * n}]
    },
    "a locution of many emoji": lambda n: told(3, lambda _: "😀 " * 50 * n),
}


def rdf(whole: Whole) -> bytes:
    """Return the claims and steps of a node set as AIFdb's RDF."""
    head = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:aif="http://www.arg.tech/aif#">'
    )
    nodes = (
        f'<aif:{one["type"]}-node rdf:about="http://x/{one["nodeID"]}">'
        f"<aif:claimText>{one['text']}</aif:claimText></aif:{one['type']}-node>"
        for one in whole["nodes"]
    )
    edges = (
        f'<rdf:Description rdf:about="http://x/{one["toID"]}">'
        f'<aif:Premise rdf:resource="http://x/{one["fromID"]}"/></rdf:Description>'
        for one in whole["edges"]
    )
    return "".join([head, *nodes, *edges, "</rdf:RDF>"]).encode()


def works(form: Any, content: bytes, place: Path) -> Iterator[tuple[str, float]]:
    """Yield the seconds that reading, writing and making a folder take."""
    path = place / "given"
    path.write_bytes(content)
    coded_debates: list[CodedDebate] = []
    yield "read", _seconds(lambda: coded_debates.append(form.read(path)))
    coded = coded_debates[0]
    yield "write", _seconds(lambda: aif.write(coded, {}))
    yield "write, with the text", _seconds(lambda: aif.write(coded, coded.texts))
    fit(coded)
    yield "make a folder", _seconds(lambda: write_folder(coded, place / "debate"))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def measure(form: Any, content: bytes) -> dict[str, float]:
    """Return what `works` yields."""
    with tempfile.TemporaryDirectory() as place:
        return dict(works(form, content, Path(place)))


def main() -> None:
    """Double each kind of file, and tell the ratios."""
    n = int(sys.argv[1]) if sys.argv[1:] else 1_500
    measure(aif, json.dumps(KINDS["a dialogue"](30)).encode())  # imports are not counted
    for name, make in KINDS.items():
        compare(name, aif, *(json.dumps(make(size)).encode() for size in (n, 2 * n)))
    compare("RDF of a dialogue", aif_rdf, *(rdf(KINDS["a dialogue"](size)) for size in (n, 2 * n)))


def compare(name: str, form: Any, once: bytes, twice: bytes) -> None:
    """Tell how much longer a file takes that has twice as much in it."""
    first, second = measure(form, once), measure(form, twice)
    for work, seconds in first.items():
        if second[work] > 0.1:  # less is noise
            tell(
                f"{name}: {work} ({second[work]:.1f} s)", second[work] / max(seconds, 0.01), LINEAR
            )


if __name__ == "__main__":
    main()
