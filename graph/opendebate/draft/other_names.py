"""The words that name a speaker beside a verb of saying, in languages other than English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from opendebate.coding.text import Text

_STOPS = ",;:—–.!?()"  # noqa: RUF001
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Language:
    """The words of a language, as its table in ``languages.toml`` has them."""

    cues: frozenset[str]
    auxiliaries: frozenset[str]
    that: frozenset[str]
    according: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    nobody: frozenset[str]
    particles: frozenset[str]
    capital_nouns: bool
    according_behind: frozenset[str] = frozenset()
    according_nouns: frozenset[str] = frozenset()
    according_before: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    it: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    no_names: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()
    unreal: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    postposed: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SpeakerNames:
    """Finds who is named before and behind a word of an article.

    Attributes
    ----------
    text : Text
    language : Language
    inside : bytearray
        1 for each word that is quoted.
    """

    text: Text
    language: Language
    inside: bytearray = field(repr=False)

    def before(self, end: int, start: int) -> Run | None:
        """Return the name that ends before a word, within a sentence that begins at `start`."""
        while end > start and self.text.folded[end - 1] in self.language.auxiliaries:
            end -= 1
        first = end
        while first > start and self._is_part(first - 1) and not self.inside[first - 1] and (
            first == end or not self.is_divided(first)
        ):  # fmt: skip
            first -= 1
        if first < end and self._is_beside_preposition(first, start):
            return None
        return self._named(first, end)

    def _is_beside_preposition(self, first: int, start: int) -> bool:
        """Tell whether a run of words is no subject, since a preposition stands before its noun."""
        folded, prepositions = self.text.folded, self.language.prepositions
        near = range(max(start, first - 2), first + 1)
        return any(
            folded[i] in prepositions and not any(map(self.is_divided, range(i + 1, first + 1)))
            for i in near
        )

    def behind(self, start: int, stop: int) -> Run | None:
        """Return the name that begins at a word, within a sentence that ends before `stop`."""
        folded, language = self.text.folded, self.language
        begin = start
        while start < stop and folded[start] in language.auxiliaries:
            start += 1
        if begin < start < stop and self.is_divided(start):
            return None  # as in: selon lui, la facture
        end = start
        while end < stop and self._is_part(end) and not self.inside[end] and (
            end == start or not self.is_divided(end)
        ):  # fmt: skip
            if folded[end] in language.no_names and folded[end - 1] in language.particles:
                break
            end += 1
        named = self._named(start, end)
        return self._apposition(named, stop) or named

    def _apposition(self, noun: Run | None, stop: int) -> Run | None:
        """Return the name between commas behind a noun: the mayor, Ada Bach, …"""
        if noun is None or self.text.folded[noun[0]] not in self.language.determiners:
            return None
        start = end = noun[1]
        while end < stop and self._is_name(end) and (end == start or not self.is_divided(end)):
            end += 1
        is_set_off = start < stop and self.is_divided(start) and (
            end == stop or self.is_divided(end)
        )  # fmt: skip
        is_name = end - start > 1 and self.is_capital(start) and self.is_capital(end - 1)
        return (start, end) if is_set_off and is_name else None

    def is_pronoun(self, i: int) -> bool:
        """Tell whether a word is a pronoun that means a person."""
        return self.text.folded[i] in self.language.pronouns

    def introduced(self) -> Iterator[tuple[Run, bool]]:
        """Yield names of two words or more behind a title, and persons who have only a title.

        Each comes with whether it is a name.
        """
        for i in range(len(self.text.words) - 2):
            if not self._ends_in(i, self.language.titles):
                continue
            stop = i + 1
            while stop < len(self.text.words) and self._is_name(stop) and not (
                self.is_divided(stop)
            ):  # fmt: skip
                stop += 1
            start = self._behind_titles(i, stop)
            stop = self._end_of_name(start, stop)
            if i < start and stop - start > 1 and self.is_capital(start):
                yield (start, stop), True
            elif i > 0 and self.text.folded[i - 1] in self.language.indefinite:
                run = self.behind(i - 1, len(self.text.words))
                if run:
                    yield run, False

    def _is_name(self, i: int) -> bool:
        """Tell whether a word is a part of a name: it has a capital, or is a particle of it."""
        folded, particles = self.text.folded, self.language.particles
        if self.is_capital(i):
            return True
        next_ones = range(i + 1, min(i + 3, len(folded)))
        leads_on = any(self.is_capital(n) for n in next_ones)
        in_particle = folded[i] in self.language.determiners and folded[i - 1] in particles
        return leads_on and (in_particle or (
            folded[i] in particles
            and not any(folded[n] in self.language.no_names for n in next_ones)
        ))  # fmt: skip

    def kind(self, run: Run) -> str:
        """Return what the words that name a speaker say that they are; empty if nothing."""
        before = self.text.folded[run[0] - 1].rpartition("'")[2] if run[0] else ""
        if before in self.language.bodies:
            return "organization"  # as in: le syndicat Sud
        first = run[0] + (self.text.folded[run[0]] in self.language.determiners)
        if first < run[1] and self._ends_in(first, self.language.bodies) and (
            run[1] - first == 1 or first == run[0]
        ):  # fmt: skip
            return "organization"
        if first > run[0] and run[1] - first > 1:
            return "person" if self.text.folded[run[0]] in self.language.indefinite else "group"
        return ""

    def is_body(self, run: Run) -> bool:
        """Tell whether a name begins with a noun for a body: the association Free Maps."""
        return run[1] - run[0] > 1 and self._ends_in(run[0], self.language.bodies)

    def is_capital(self, i: int) -> bool:
        """Tell whether a word has a capital."""
        return self.text.raw[self.text.words[i].start].isupper()

    def is_divided(self, i: int) -> bool:
        """Tell whether a mark stands between a word and the one before it."""
        between = self.text.raw[self.text.words[i - 1].end : self.text.words[i].start]
        if between.startswith(".") and self._ends_in(i - 1, self.language.titles):
            between = between[1:]  # as in: Prof. Dr.
        return any(mark in between for mark in _STOPS)

    def _is_part(self, i: int) -> bool:
        """Tell whether a word may be a part of a name, or of the noun before it."""
        folded = self.text.folded[i]
        words = self.language.determiners | self.language.particles | self.language.pronouns
        is_noun = i > 0 and self.text.folded[i - 1] in self.language.determiners
        return self.is_capital(i) or folded in words or is_noun

    def _named(self, start: int, stop: int) -> Run | None:
        """Return the name within a run of words; a pronoun, or a noun with its determiner."""
        folded, language = self.text.folded, self.language
        while start < stop and folded[start] in language.particles - language.determiners and not (
            self._is_name(start) and folded[start + 1 : start + 2] and folded[start + 1] in (
                language.determiners
            )
        ):  # fmt: skip
            start += 1  # but: von der Heide
        while start < stop and folded[stop - 1] in language.particles | language.determiners:
            stop -= 1
        if start >= stop or folded[stop - 1] in language.nobody:
            return None
        if folded[start] not in language.determiners:
            start = self._behind_titles(start, stop)
            is_name = self._is_name(start) or (stop - start == 1 and self.is_pronoun(start))
            return (start, self._end_of_name(start, stop)) if is_name else None
        return self._behind_determiner(start, stop)

    def _behind_determiner(self, start: int, stop: int) -> Run | None:
        """Return the name behind the mayor, or the association with its name."""
        language, first = self.language, start + 1
        if stop - first > 1 and self.text.folded[first + 1] in language.determiners:
            return start, stop  # a spokesman of the council
        if self.is_body((first, stop)):
            return first, self._end_of_name(first, stop)
        is_title = language.capital_nouns or not self.is_capital(first)
        if stop - first > 1 and is_title:
            first = self._behind_titles(first + 1, stop)  # the mayor, before the name
        if first == start + 1:
            return start, stop
        return (first, self._end_of_name(first, stop)) if self.is_capital(first) else None

    def _behind_titles(self, start: int, stop: int) -> int:
        """Return where a name begins behind titles; at least a word is left."""
        while start + 1 < stop:
            joined = start + 2 < stop and self.text.raw[self.text.words[start].end] == "-"
            if self._ends_in(start, self.language.titles):
                start += 1
            elif joined and self._ends_in(start + 1, self.language.titles):
                start += 2  # as in: FWA-Chef
            else:
                break
        return start

    def _end_of_name(self, start: int, stop: int) -> int:
        """Return where a name ends: before a determiner, unless that is a part of it (von der).

        Where nouns have capitals, a particle is a part of a name only behind the first name.
        """
        folded, language = self.text.folded, self.language
        for i in range(start + 1, stop):
            is_particle = folded[i] in language.particles
            if is_particle and language.capital_nouns and i > start + 1:
                return i
            if folded[i] in language.determiners and folded[i - 1] not in language.particles:
                return i
        return stop

    def _ends_in(self, i: int, endings: frozenset[str]) -> bool:
        """Tell whether a word with a capital is one of some words, or ends in one of them."""
        folded = self.text.folded[i]
        return self.is_capital(i) and any(
            folded == ending or (len(ending) > 2 and folded.endswith(ending)) for ending in endings
        )
