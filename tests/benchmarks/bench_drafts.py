"""How much of what is said the rules find: python tests/benchmarks/bench_drafts.py.

Coded debates whose articles are at hand are compared word by word: OPENDEBATE_ARTICLES names a
folder with SLUG.txt for the built-in debate. PolNeAR (Newell et al. 2018) is compared report by
report: OPENDEBATE_POLNEAR names the folder of one of its parts, with attributions/ and text/.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_MODES = {"verbatim", "mixed", "paraphrase"}
_SPAN = re.compile(r"(\d+) (\d+)")
Words = frozenset[int]


def f_score(right: int, proposed: int, wanted: int) -> str:
    """Return precision, recall and F."""
    precision, recall = right / max(proposed, 1), right / max(wanted, 1)
    f = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.2f}, recall {recall:.2f}, F {f:.2f} (of {wanted})"


def of_debate(folder: Path, slug: str, file: Path) -> str:
    """Compare the words that the rules give each speaker with those that a coding gives them."""
    from opendebate.coding.article_files import read_text
    from opendebate.coding.check import read_coding
    from opendebate.coding.verify import verify
    from opendebate.draft.proof import prove
    from opendebate.draft.rules import RulesDrafter

    coding = read_coding(folder)
    verified = verify(coding.sources[slug], read_text(file))
    article = verified.body
    listed = coding.sources[slug].statements
    wanted = {
        (word, speaker)
        for checked in verified.passages
        for span in checked.location.spans[:1]
        if listed[checked.index].mode in _MODES
        for speaker in listed[checked.index].speaker
        for word in range(span.start, span.stop)
    }
    drafted = RulesDrafter().draft(article, coding, slug)
    proposed = {
        (word, speaker)
        for item in prove(drafted.proposals, article, coding, slug).items
        for span in item.spans
        for speaker in item.proposal.speakers
        for word in range(span.start, span.stop)
    }
    return f_score(len(wanted & proposed), len(proposed), len(wanted))


def of_polnear(folder: Path) -> str:
    """Compare the rules' reports with PolNeAR's: a source word in common, and most of the words."""
    from opendebate.coding.text import Text
    from opendebate.draft.sources_of_words import reports

    right = proposed = wanted = 0
    files = sorted((folder / "attributions").glob("*.ann"))
    if not files:
        raise FileNotFoundError(f"{folder / 'attributions'} has no .ann files")
    for annotated in files:
        name = annotated.stem.rpartition("_")[0]
        text = Text.of((folder / "text" / f"{name}.txt").read_text("utf-8"))
        gold = list(_attributions(annotated.read_text("utf-8"), text))
        found = [(frozenset(range(*report.source)),
                  frozenset(word for run in report.content for word in range(*run)))
                 for report in reports(text)]  # fmt: skip
        wanted, proposed = wanted + len(gold), proposed + len(found)
        for source, content in found:
            match = next((one for one in gold if one[0] & source and _alike(one[1], content)), None)
            right += match is not None
            gold = [one for one in gold if one is not match]
    return f_score(right, proposed, wanted)


def _alike(one: Words, other: Words) -> bool:
    """Tell whether two runs of words share more than half of their words."""
    return 2 * len(one & other) > len(one | other)


def _attributions(annotations: str, text: object) -> Iterator[tuple[Words, Words]]:
    """Yield source and content, as words, of each attribution that has both."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in annotations.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            kind, _, places = rest.split("\t")[0].partition(" ")
            del kind
            spans[name] = [(int(a), int(b)) for a, b in _SPAN.findall(places)]
        elif name.startswith("E"):
            roles = dict(part.split(":") for part in rest.split() if ":" in part)
            if "Source" in roles and "Content" in roles:
                yield (_words(spans[roles["Source"]], text), _words(spans[roles["Content"]], text))


def _words(places: list[tuple[int, int]], text: object) -> Words:
    words = getattr(text, "words", ())
    return frozenset(
        number for number, word in enumerate(words)
        if any(start < word.end and word.start < end for start, end in places)
    )  # fmt: skip


def main() -> None:
    """Print precision, recall and F for whatever is at hand."""
    import opendebate_ontology

    town = "a-town-and-its-maps"
    data = ROOT / "tests" / "data"
    print(f"{town}: {of_debate(data / 'flood-maps', town, data / f'{town}.txt')}")
    articles = os.environ.get("OPENDEBATE_ARTICLES")
    built_in = opendebate_ontology.path("debate")
    for file in sorted((built_in / "sources").glob("*.yaml")) if articles else ():
        text = Path(articles or "") / f"{file.stem}.txt"
        if text.exists():
            print(f"{file.stem}: {of_debate(built_in, file.stem, text)}")
    if polnear := os.environ.get("OPENDEBATE_POLNEAR"):
        print(f"PolNeAR, {Path(polnear).name}: {of_polnear(Path(polnear))}")
    else:
        print("PolNeAR: not measured, since OPENDEBATE_POLNEAR names no folder.")


if __name__ == "__main__":
    main()
