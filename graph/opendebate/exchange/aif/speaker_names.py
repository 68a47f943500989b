"""Who says what in the text of a locution: "Name : words"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

from opendebate.word_tables import tables_beside

_LENGTH = 100  # characters of a name; what is longer is a text
_WORDS = 6  # of a name that only its capitals show
_RARE = 12  # words of a name that stands before several locutions
# What separates a name from words: a colon with a space after it, or the wide one of East Asia.
_COLON = r"(?::(?:\s+|$)|：\s*)"  # noqa: RUF001
_NAME = r"[^:：]*[^:：\s]"  # noqa: RUF001
_REPORTED_SPEECH = re.compile(rf"(?P<by>{_NAME}){_COLON}(?P<name>{_NAME})\s+{_COLON}(?P<words>.*)")
_SPACED_LABEL = re.compile(rf"(?P<name>{_NAME})\s+{_COLON}(?P<words>.*)")
_LABEL = re.compile(rf"(?P<name>{_NAME}){_COLON}(?P<words>.*)")
_WITH_SAYS = re.compile(r"(?P<name>[^:：]*?\S)\s+says\s+(?:that\s+)?(?P<words>\S.*)")  # noqa: RUF001
_SAYS_AT_END = re.compile(r"\s+says,?$")
_STOPS = re.compile("[!?;…。！？；]|\\.\\.")  # noqa: RUF001 — what no name holds
_AROUND = "\"'“”‘’«»()[]{},*_"  # noqa: RUF001
_LISTS = tables_beside(__file__)
_WITHIN_NAMES, _OPENING_WORDS, _ROLE_WORDS = (
    frozenset(_LISTS[name].split()) for name in ("within", "opening", "roles")
)


class Utterance(NamedTuple):
    """What the text of a locution holds."""

    name: str  # empty where no speaker is named
    words: str
    by: str = ""  # who reports it, where two are named


class Names:
    """Splits the texts of a file's locutions into names and words.

    AIFdb writes "Name : words"; what an analyst reports, "Analyst: Name : words". A sentence may
    have a colon too, so what stands before one must look like a name, or stand before several
    locutions of the file.

    Parameters
    ----------
    texts : iterable of str
        The locutions' texts, each on one line.
    participants : collection of str
        Names of participants.

    Examples
    --------
    >>> names = Names(["Ann Lee : We sell maps: old ones.", "Bo: Ann Lee : We sell maps."])
    >>> names.split("Ann Lee : We sell maps: old ones.")
    Utterance(name='Ann Lee', words='We sell maps: old ones.', by='')
    >>> names.split("Bo: Ann Lee : We sell maps.")
    Utterance(name='Ann Lee', words='We sell maps.', by='Bo')
    >>> names.split("There is one more reason : the price.")
    Utterance(name='', words='There is one more reason : the price.', by='')
    """

    def __init__(self, texts: Iterable[str] = (), participants: Collection[str] = ()) -> None:
        self._known = {name.casefold() for name in participants}
        texts = list(texts)
        labels = [label for text in texts for label in _labels(text)]
        self._often = Counter(label.casefold() for label in labels)
        self._plain = 2 * sum(_LABEL.match(text) is not None for text in texts) > len(texts)
        has_names = any(self._with_colon(text).name for text in texts)
        self._says = not has_names and not self._known

    def split(self, text: str, person: str = "") -> Utterance:
        """Return who speaks in a locution, and what is said.

        Parameters
        ----------
        text : str
            On one line.
        person : str
            Who utters it, where the file has it; then only a name in the usual form is cut off.
        """
        parsed = self._with_colon(text, person)
        speech = None if parsed.name else _WITH_SAYS.match(text)
        if speech and self._is_speaker(speech["name"], person):
            return Utterance(speech["name"], speech["words"])
        return parsed

    def _is_speaker(self, name: str, person: str) -> bool:
        if person:
            return name.casefold() == person.casefold()
        return self._says and _looks_like_a_name(name)

    def is_name(self, label: str, *, spaced: bool = True) -> bool:
        """Tell whether what stands before a colon is a name.

        Parameters
        ----------
        label : str
        spaced : bool
            Whether a space separates it from the colon, as AIFdb writes it.
        """
        folded = label.casefold()
        if folded in self._known:
            return True
        if len(label) > _LENGTH or _STOPS.search(label) or folded.split()[0] in _OPENING_WORDS:
            return False
        often = self._often[folded] > 1
        if often and len(folded.split()) <= _RARE:
            return True
        if len(folded.split()) == 1 and not spaced:
            return _looks_like_a_name(label) and self._plain
        return _looks_like_a_name(label)

    def _with_colon(self, text: str, person: str = "") -> Utterance:
        reported = _REPORTED_SPEECH.match(text)
        if reported and self.is_name(reported["by"]) and self.is_name(reported["name"]):
            return Utterance(_plain(reported["name"]), reported["words"], _plain(reported["by"]))
        match = _SPACED_LABEL.match(text)
        if match and self.is_name(match["name"]):
            return Utterance(_plain(match["name"]), match["words"])
        label_match = _LABEL.match(text)
        if label_match and self.is_name(_plain(label_match["name"]), spaced=False):
            name = _plain(label_match["name"])
            if not person or name.casefold() in person.casefold():
                return Utterance(name, label_match["words"])
        return Utterance("", text)


def has_label(text: str) -> bool:
    """Tell whether a colon stands near the beginning of a text, as after a name."""
    match = _LABEL.match(text) or _SPACED_LABEL.match(text)
    return match is not None and len(match["name"].split()) <= _RARE


def _labels(text: str) -> Iterable[str]:
    """Yield what may be a name in a text."""
    if reported := _REPORTED_SPEECH.match(text):
        yield reported["by"]
        yield reported["name"]
    elif match := _SPACED_LABEL.match(text) or _LABEL.match(text):
        yield _plain(match["name"])


def _plain(label: str) -> str:
    """Return a name without the "says" that may come after it."""
    return _SAYS_AT_END.sub("", label)


def _looks_like_a_name(label: str) -> bool:
    r"""Tell whether a text looks like a name, in whatever script.

    Examples
    --------
    >>> [_looks_like_a_name(label) for label in ("Ida Moss", "J. de la Cruz", "xixoxixa", "李文")]
    [True, True, True, True]
    >>> [_looks_like_a_name(label) for label in ("I say this", "the ferry is old", "Speaker 2")]
    [False, False, True]
    """
    words = [word for word in (word.strip(_AROUND) for word in label.split()) if word]
    if not 0 < len(words) <= _WORDS or label.count(",") > 1:
        return False
    if words[0].casefold() in _OPENING_WORDS:
        return False
    if any(word.endswith(".") and len(word) > 6 for word in words):  # "Prof." and "J." are short
        return False
    if len(words) == 1:
        return not _is_a_phrase(words[0])
    if words[-1].casefold() in _ROLE_WORDS or words[0].casefold() in _ROLE_WORDS:
        return True
    proper = [word for word in words if word.casefold() not in _WITHIN_NAMES]
    return bool(proper) and all(map(_is_proper, proper))


def _is_proper(word: str) -> bool:
    """Tell whether a word is written like a name: with a capital, a digit, _ or @ in it."""
    if word != word.lower() or any(character in "0123456789_@" for character in word):
        return True
    return not any(character.lower() != character.upper() for character in word)


def _is_a_phrase(word: str) -> bool:
    """Tell whether a word of a script without capitals and spaces is longer than a name."""
    letters = [letter for letter in word if letter.isalpha() and letter.lower() == letter.upper()]
    unspaced = [
        letter for letter in letters if "\u2e80" <= letter <= "\u9fff" or letter >= "\U00020000"
    ]
    return len(unspaced) > 6 and "·" not in word and "・" not in word
