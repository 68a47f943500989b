"""The page's script lends nobody a view: its sentences about stances are held to the coding files.

The traces of all actors and claims are gone over, and the overview; of the built-in debate, and of
an invented one with affiliations, hats, bodies that speak through somebody, and a change of mind.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import opendebate
from article import article_folder
from opendebate.coding.check import read_coding
from opendebate.coding.folder import Coding
from opendebate.debate import Debate
from voices import voiced, with_hearing
from waiting import go

Open = Callable[..., Any]
FEW = 3  # voices that a headline names
TAKEN = {
    "affirms": "affirmed by", "denies": "denied by", "doubts": "doubted by",
    "concedes": "conceded by",
}  # fmt: skip
COLLECT = """async (keys) => {
  const last = (one) => decodeURIComponent(one.getAttribute("href").split("?")[0].split("/").pop());
  const words = (one) => one.textContent.replace(/\\s+/g, " ").trim();
  const all = (where, what) => [...where.querySelectorAll(what)];
  const stances = ["affirms", "denies", "doubts", "concedes"];
  const stanceOf = (one) => stances.find((name) => one.classList.contains(name));
  const told = { chips: [], said: [], labels: [], headlines: {}, overview: [] };
  for (const entry of all(document, "main .entry")) {
    const claim = entry.querySelector("a[href*='/claim/']");
    const chips = all(entry, "a.chip");
    told.overview.push(...chips.map((chip) => [last(chip), last(claim), stanceOf(chip)]));
  }
  for (const key of keys) {
    const shown = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = `#/${key}`;
    await shown;  // the page's own listener is older, and so has drawn the trace
    if (document.documentElement.dataset.shown !== `#/${key}`) throw new Error(key);
    const head = document.querySelector("main .trace-headline");
    told.headlines[key] = head ? words(head) : "";
    for (const row of all(document, "main .claim-row")) {
      const claim = row.querySelector("h2[data-claim]").dataset.claim.split("/").pop();
      for (const group of all(row, ".who-group")) for (const item of all(group, "li")) {
        const chip = item.querySelector(".chip");
        const who = chip.matches("a") ? last(chip) : key.split("/").pop();
        const notes = all(item, ".who-note").map((note) => {
          const body = note.querySelector("a");
          return [words(note), body && last(body)];
        });
        told.chips.push([who, claim, stanceOf(group), notes]);
      }
    }
    for (const one of all(document, "main .where-speaker")) {
      const statement = one.closest("li").querySelector("details.evidence").dataset.statement;
      told.said.push([statement, stanceOf(one), words(one), all(one, "a").map(last)]);
    }
    for (const one of all(document, "main .step-label")) {
      const claim = one.parentElement.querySelector("[data-claim]");
      if (claim) told.labels.push([claim.dataset.claim.split("/").pop(), words(one)]);
    }
  }
  return told;
}"""


@pytest.fixture(params=["built in", "hearing"])
def folder(request: pytest.FixtureRequest) -> Path:
    if request.param == "built in":
        return article_folder()
    town: Path = request.getfixturevalue("town")
    return with_hearing(town)


def test_no_sentence_of_the_page_lends_a_body_a_view(visit: Open, folder: Path) -> None:
    coding = read_coding(folder)
    seen = visit(opendebate.load(folder).view().html(), at="#/overview")
    seen.page.wait_for_selector("main .entry")
    keys = [f"actor/{name}" for name in coding.actors] + [f"claim/{name}" for name in coding.claims]
    told = seen.page.evaluate(COLLECT, keys)
    assert seen.faults() == []
    check_chips(told, voiced(folder))
    check_places(told["said"], coding)
    check_labels(told["labels"], coding)
    check_headlines(told["headlines"], coding)


MAP = """() => {
  const id = (key) => key.split("/").pop(), all = (what) => [...document.querySelectorAll(what)];
  const claimOf = (one) => id(one.closest(".map-card").dataset.key);
  return {
    cards: all(".map-card").map((one) => [claimOf(one), one.querySelector(".hidden").textContent]),
    tokens: all(".map-stance").map((one) =>
      [id(one.dataset.voice), claimOf(one), one.dataset.stance]),
    voices: all(".map-voice").map((one) => [id(one.dataset.key), one.dataset.camp]),
  };
}"""
SIDES = {
    ("affirms", "for"): "for", ("affirms", "against"): "against",
    ("denies", "for"): "against", ("denies", "against"): "for",
}  # fmt: skip


def test_the_map_lends_nobody_a_view(visit: Open, folder: Path) -> None:
    coding, allowed = read_coding(folder), voiced(folder)
    names = {actor: coding.actors[actor].name for actor in coding.actors}
    seen = visit(opendebate.load(folder).view().html(), width=1280, height=900)
    seen.page.locator(".map[data-drawn]").wait_for()
    told = seen.page.evaluate(MAP)
    assert told["cards"]
    for claim, words in told["cards"]:
        makers = {names[a] for a, made, stance in allowed if (made, stance) == (claim, "affirms")}
        affirmed = words.partition(" Affirmed by ")[2].partition(".")[0]
        assert not left(affirmed, makers, names.values()), words
    for voice, claim, stance in told["tokens"]:
        assert (voice, claim, stance.replace("before", "affirms")) in allowed
    for voice, camp in told["voices"]:
        taken = {
            SIDES.get((stance, str(coding.claims[claim].side)))
            for actor, claim, stance in allowed
            if actor == voice
        }
        assert ({"for", "against"} if camp == "both" else {camp}) <= taken


def check_chips(told: dict[str, Any], allowed: set[tuple[str, str, str]]) -> None:
    """Each chip's actor takes the stance; a body beside it does if it is said to speak."""
    assert told["overview"]
    assert {tuple(one) for one in told["overview"]} <= allowed
    assert told["chips"]
    for who, claim, stance, notes in told["chips"]:
        assert (who, claim, stance) in allowed
        for words, body in notes:
            how = re.match("on behalf of |affiliated with |as |narrator$", words)
            assert how, words
            if how[0] == "on behalf of ":
                assert (body, claim, stance) in allowed


def check_places(said: Iterable[Any], coding: Coding) -> None:
    """What stands before a place names the statement's own stance, speakers and role."""
    statements = {
        f"source/{slug}/{one.id}": (one, one.speaker or file.source.voices)
        for slug, file in coding.sources.items()
        for one in file.statements
    }
    count = 0
    for key, stance, words, linked in said:
        one, speakers = statements[key]
        assert (stance, tuple(linked)) == (one.stance, tuple(speakers))
        assert TAKEN[one.stance] in words
        sentence, _, later = words.partition("; later ")
        roles = dict(re.findall(r"\((on behalf of|affiliated with|as) ([^)]*)\)", sentence))
        names = {actor: coding.actors[actor].name for actor in coding.actors}
        assert roles.get("on behalf of") == names.get(one.on_behalf_of or "")
        apart = one.affiliation != one.on_behalf_of  # a body is named once
        assert roles.get("affiliated with") == (names.get(one.affiliation or "") if apart else None)
        voices = {names[who] for who in (*speakers, one.on_behalf_of) if who}
        assert not left(later, voices, names.values())
        count += 1
    assert count


def check_labels(labels: Iterable[Any], coding: Coding) -> None:
    """Whoever is said to state an argument takes a stance on its premise, or gives it."""
    names = {actor: coding.actors[actor].name for actor in coding.actors}
    givers: defaultdict[str, set[str]] = defaultdict(set)
    for file in coding.sources.values():
        for one in file.statements:
            for claim in (one.claim, *one.because):
                givers[claim] |= {names[who] for who in one.speaker or file.source.voices}
    for claim, words in labels:
        assert not left(words.partition(" — ")[2], givers[claim], names.values()), (claim, words)


def left(words: str, allowed: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return the names of actors in a text, besides those that may stand there."""
    for name in sorted(allowed, key=len, reverse=True):
        words = words.replace(name, "")
    return [name for name in names if name in words]


def check_headlines(headlines: dict[str, str], coding: Coding) -> None:
    """An actor's headline counts its own claims; a body that says nothing is told so."""
    stances: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for file in coding.sources.values():
        for one in file.statements:
            if one.mode == "hypothetical":
                continue
            speakers = one.speaker or file.source.voices
            for who in {*speakers, *filter(None, [one.on_behalf_of])}:
                stances[f"actor/{who}"][one.stance].add(one.claim)
            voices = {*speakers, *filter(None, [one.on_behalf_of])}
            stances[f"claim/{one.claim}"][one.stance] |= voices
    for key, words in headlines.items():
        real = {stance: some for stance, some in stances[key].items() if some}
        changed = "hanged position" in words  # what was given up is counted no more
        if key.startswith("claim/"):
            names = {who: coding.actors[who].name for some in real.values() for who in some}
            check_claim(words, real, names, changed=changed)
            continue
        counted = claims_by_stance(words)
        if changed:
            assert all(number <= len(real[stance]) for stance, number in counted.items()), key
        else:
            assert counted == {stance: len(some) for stance, some in real.items()}, (key, words)


def claims_by_stance(words: str) -> dict[str, int]:
    """Return on how many claims an actor takes each stance, as its headline says."""
    counted: Counter[str] = Counter()
    for number, parts in re.findall(r"(?:for|against): (\d+) claims?(?: \(([^)]*)\))?", words):
        found = re.findall(r"(affirms|denies) (\d+)", parts) or [("affirms", number)]
        counted.update({stance: int(n) for stance, n in found})
    for stance, n in re.findall(r"(affirms|concedes|doubts|denies) (\d+) claim", words.lower()):
        counted[stance] += int(n)
    return dict(counted)


def check_claim(
    words: str, real: dict[str, set[str]], names: dict[str, str], *, changed: bool
) -> None:
    """A claim's headline names its few voices, and counts many."""
    begin = words.partition(";")[0]
    begin = begin[:1].lower() + begin[1:]
    taken = dict(
        re.findall(
            r"(?:^|, )(affirmed|denied|doubted|conceded) by (.*?)(?=, \w+ \w* ?by |$)", begin
        )
    )
    told = {stance: taken[by.removesuffix(" by")] for stance, by in TAKEN.items()
            if by.removesuffix(" by") in taken}  # fmt: skip
    assert set(told) <= set(real) if changed else set(told) == set(real), words
    for stance, who in told.items():
        if len(real[stance]) > FEW:
            assert sum(map(int, re.findall(r"\d+", who))) <= len(real[stance]), words
        else:
            assert not left(who, {names[one] for one in real[stance]}, names.values()), words
            for one in () if changed else real[stance]:  # an article is small within a sentence
                assert names[one] in who or names[one].replace("An ", "an ") in who, words


def test_what_only_imagined_speakers_argue_is_no_attack(visit: Open, debate: Debate) -> None:
    tab = visit(debate.view().html()).page
    go(tab, "#/claim/meta-is-open-source")
    tab.locator("h1").filter(has_text="open source").wait_for()
    told = tab.locator("main").inner_text()
    assert "Affirmed by GZERO Media, hypothetically denied by Open-source purists; nothing" in told
    assert "disputed by — hypothetically stated by Open-source purists" in told
    assert "only imagined speakers argue so, so it disputes nothing" in told
    go(tab, "#/policy/meta-licence")
    tab.locator("h1").filter(has_text="licence").wait_for()
    assert "; in the coder's reading 1 of them is disputed." in tab.locator("main").inner_text()
