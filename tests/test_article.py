"""The built-in debate beside its article: every passage holds, and no sentence of it is kept."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from opendebate.coding.article_files import read_text
from opendebate.coding.check import read_coding
from opendebate.coding.verify import Verification, verify
from opendebate.debate import BUILT_IN
from verified import all_found

ROOT = Path(__file__).parent.parent
SLUG = "why-meta-opened-up"
RUN = 8  # words in a row that would be a quotation
CONNECTIVES = {
    "added", "also", "and", "as", "but", "guardian", "harris", "is", "it", "opposed", "order",
    "said", "says", "she", "that", "the", "they", "to", "told", "wrote", "zuckerberg",
}  # fmt: skip


def verified(article_path: Path) -> Verification:
    return verify(read_coding(BUILT_IN).sources[SLUG], read_text(article_path))


def test_every_passage_is_in_the_article_by_its_digest(article_path: Path) -> None:
    found = verified(article_path)
    assert all_found(found)
    assert all(held.passage.sha256 for held in found.passages)
    assert found.body_as_sealed


def test_at_least_95_per_cent_of_the_article_is_coded(article_path: Path) -> None:
    assert verified(article_path).coverage.share >= 0.95


def test_what_is_not_coded_is_attribution_and_connectives(article_path: Path) -> None:
    found = verified(article_path)
    for gap in found.coverage.gaps:
        assert set(found.body.folded[gap.start : gap.stop]) <= CONNECTIVES


def test_no_file_of_the_project_quotes_the_article(article_path: Path) -> None:
    article = words(article_path.read_text("utf-8"))
    runs = {tuple(article[i : i + RUN]) for i in range(len(article) - RUN + 1)}
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    quoting = []
    for name in listed.stdout.splitlines():
        path = ROOT / name
        held = words(path.read_text("utf-8", errors="ignore")) if path.is_file() else []
        if any(tuple(held[i : i + RUN]) in runs for i in range(len(held) - RUN + 1)):
            quoting.append(name)
    assert quoting == []


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower().replace("’", "'"))  # noqa: RUF001
