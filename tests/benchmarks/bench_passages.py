"""What finding passages costs beside reading: python tests/benchmarks/bench_passages.py."""

from __future__ import annotations

import random

from measure import median, tell

WORDS = 500_000
PASSAGES = 10_000


def main() -> None:
    """Measure odd texts beside plain ones, and finding passages beside reading."""
    from opendebate.coding.passages import Span, locate, seal
    from opendebate.coding.text import Text
    from opendebate.coding.tokenizer import tokenize

    dice = random.Random(1)  # noqa: S311 - a benchmark wants the same numbers every time
    common = [f"w{n}" for n in range(3_000)]
    plain = " ".join(dice.choices(common, [1 / (n + 1) for n in range(3_000)], k=WORDS))
    signs = median(lambda: tokenize(plain), 3) / len(plain)
    for name, odd in (("one long word", "a"), ("apostrophes", "a'"), ("accents", "a\u0301")):
        long = odd * (1_000_000 // len(odd))
        ratio = median(lambda long=long: tokenize(long), 3) / len(long) / signs  # type: ignore[misc]
        tell(f"a sign of {name} ÷ a sign of plain text", ratio, 5)
    read = median(lambda: Text.of(plain), 3)
    text = Text.of(plain)
    places = [dice.randrange(WORDS - 100) for _ in range(PASSAGES)]
    sealed = [seal(Span(at, at + 40, 1), text) for at in places]
    found = median(lambda: [locate(passage, text) for passage in sealed], 3)
    tell(f"finding {PASSAGES:,} passages ÷ reading {WORDS:,} words", found / read, 10)


if __name__ == "__main__":
    main()
