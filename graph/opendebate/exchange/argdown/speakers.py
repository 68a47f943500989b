"""Who says what, where an Argdown document tells it in its YAML data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from pydantic import ValidationError

from opendebate.coding import records
from opendebate.coding.dates import parse_edtf
from opendebate.coding.text import Text
from opendebate.coding.yaml_reader import visible
from opendebate.errors import InputError
from opendebate.exchange.argdown.front import listed, typed
from opendebate.exchange.argdown.tree import Data, Element
from opendebate.exchange.argdown.words import anchored
from opendebate.exchange.draft import Draft, Record, free_id, passage

if TYPE_CHECKING:
    from opendebate.exchange.argdown.claims import Claims

SPEAKERS = ("speakers", "speaker", "by", "author", "proponent")
# What may be told of a speaker besides.
ABOUT = ("as", "on_behalf_of", "via", "mode", "stance", "said")
_MODES = set(get_args(records.Mode)) - {"narration", "evaluation"}
_STANCES = set(get_args(records.Stance))
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something: one speaker, or several together.

    Attributes
    ----------
    names : tuple of str
    about : dict
        ``as``, ``on_behalf_of``, ``via``, ``mode``, ``stance`` and ``said``, as told.
    """

    names: tuple[str, ...]
    about: Data

    @property
    def affirms(self) -> bool:
        """Whether what is said is held, so that it can be a reason."""
        return self.about.get("stance", "affirms") in {"affirms", "concedes"}


def voices(data: Data) -> list[Voice]:
    """Return who says what the data belong to.

    Of the keys `SPEAKERS` the first is meant. A list of ``speakers`` are several voices, a list
    under another key is one voice of several.

    Examples
    --------
    >>> [voice.names for voice in voices({"speakers": ["Ann", "Bo"], "mode": "verbatim"})]
    [('Ann',), ('Bo',)]
    """
    key = next((one for one in SPEAKERS if data.get(one)), None)
    if key is None:
        return []
    about = {one: data[one] for one in ABOUT if one in data}
    told = data[key]
    each = listed(told) if key == "speakers" or isinstance(told, dict) else [told]
    found = [_voice(one, about) for one in each]
    return [one for one in found if one.names]


def own_entries(data: Data, draft: Draft) -> list[Data]:
    """Return the entries of statements that we wrote ourselves: they name source and id."""
    entries = data.get("speakers")
    return [
        one
        for one in (entries if isinstance(entries, list) else [])
        if isinstance(one, dict) and "id" in one and str(one.get("source")) in draft.sources
    ]


def _voice(told: Any, about: Data) -> Voice:
    if isinstance(told, dict):
        more = {one: told[one] for one in ABOUT if one in told}
        return Voice(_names(told.get("name")), about | more)
    return Voice(_names(told), about)


def _names(value: Any) -> tuple[str, ...]:
    words = (visible(one) for one in listed(value) if isinstance(one, str))
    return tuple(dict.fromkeys(filter(None, words)))


class Speakers:
    """Makes actors and statements of a draft."""

    def __init__(self, claims: Claims, text: Text, slug: str, file: str) -> None:
        self.draft, self.taken, self.notes = claims.draft, claims.taken, claims.notes
        self.text, self.slug, self.file = text, slug, file
        self.known: dict[str, str] = {}
        for name, actor in self.draft.actors.items():
            for one in (name, actor["name"], *listed(actor.get("other_names"))):
                self.known.setdefault(one.casefold(), name)
        self.known |= {name: name for name in self.draft.actors}
        self.made: set[str] = set()
        self.ids: defaultdict[str, set[str]] = defaultdict(set)
        self.reasons: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(
            lambda: defaultdict(set)
        )

    def actor(self, name: str, *, speaks: bool = True) -> str:
        """Return the id of the actor of a name, who is made where nobody has it yet.

        Whom others speak for is an organization; of whom only speaks nothing is known.
        """
        key = name if name in self.known else name.casefold()
        if key not in self.known:
            made = free_id(name, self.taken, "speaker")
            self.taken.add(made)
            self.draft.actors[made] = {"name": name[:2_000], "kind": "person"}
            self.known[key] = made
            self.made.add(made)
        found = self.known[key]
        if not speaks and found in self.made:
            self.draft.actors[found]["kind"] = "organization"
        return found

    def tell(self) -> None:
        """Note whose kind had to be assumed."""
        kinds = {name: self.draft.actors[name]["kind"] for name in sorted(self.made)}
        for name, kind in kinds.items():
            self.notes.add(
                "actor" if kind == "person" else "office", self.draft.actors[name]["name"]
            )

    def say(
        self, voice: Voice, claim: str, place: Place, stance: str = "", because: Sequence[str] = ()
    ) -> list[str]:
        """Make a statement; return the reasons that it cannot hold, as they go in a circle."""
        speakers = [self.actor(name) for name in voice.names]
        stance = stance or self._stance(voice)
        held, left = self._reasons(speakers, claim, because)
        name = f"{speakers[0]} {claim}"
        made: Record = {"id": free_id(name, self.ids[self.slug], "statement"), "speaker": speakers}
        self.ids[self.slug].add(made["id"])
        if names := _names(voice.about.get("as")):
            made["as"] = self.actor(names[0], speaks=False)
            self.notes.add("data", *("as" for _ in names[1:]))
        if names := _names(voice.about.get("on_behalf_of")):
            made["on_behalf_of"] = self.actor(names[0], speaks=False)
            self.notes.add("data", *("on_behalf_of" for _ in names[1:]))
        if names := _names(voice.about.get("via")):
            made["via"] = [self._carrier(name) for name in names]
        made |= {"mode": self._mode(voice, speakers), "claim": claim}
        made |= {"stance": stance} if stance != "affirms" else {}
        made |= {"because": held} if held else {}
        made |= self._said(voice)
        whole = (0, len(self.text.raw))
        at = anchored(passage(self.text, *place) or passage(self.text, *whole) or {})
        self.draft.sources[self.slug]["statements"].append(made | {"at": [at]})
        return left

    def restore(self, entry: Data, claim: str, element: Element) -> Record:
        """Return a statement that we wrote, as it was."""
        made: Record = typed(
            {key: value for key, value in entry.items() if key not in {"name", "source"}}
        )
        if "name" in entry:
            made["speaker"] = [self.actor(name) for name in listed(entry["name"])]
        if isinstance(made.get("as"), str):
            made["as"] = self._spoken_as(made["as"])
        if isinstance(made.get("on_behalf_of"), str):
            made["on_behalf_of"] = self.actor(made["on_behalf_of"], speaks=False)
        made["claim"] = claim
        try:
            records.Statement.model_validate(made)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            at = ".".join(map(str, first["loc"]))
            told = f"A speaker's entry cannot be read ({at}): {first['msg']}."
            where = f"{self.file}:{element.line}"
            raise InputError(told, where=where, advice="Correct the data in braces.") from error
        self.ids[entry["source"]].add(made["id"])
        self.draft.sources[entry["source"]]["statements"].append(made)
        return made

    def _spoken_as(self, told: str) -> str:
        """Return the id of a known actor, or a hat in words as it is."""
        known = told in self.known or told.casefold() in self.known
        return self.actor(told) if known or " " not in told else told

    def _carrier(self, name: str) -> str:
        others = (self.draft.policies, self.draft.sources)
        return name if any(name in one for one in others) else self.actor(name)

    def _stance(self, voice: Voice) -> str:
        told = str(voice.about.get("stance", "affirms"))
        if told not in _STANCES:
            self.notes.add("stance", told)
        return told if told in _STANCES else "affirms"

    def _mode(self, voice: Voice, speakers: Sequence[str]) -> str:
        if any(self.draft.actors[one].get("hypothetical") for one in speakers):
            return "hypothetical"
        told = str(voice.about.get("mode", "paraphrase"))
        if told not in _MODES:
            self.notes.add("mode", told)
        return told if told in _MODES else "paraphrase"

    def _said(self, voice: Voice) -> Record:
        told = voice.about.get("said")
        if told is None:
            return {}
        try:
            parse_edtf(str(told))
        except ValueError:
            self.notes.add("date", str(told))
            return {}
        return {"said": told}

    def _reasons(
        self, speakers: Sequence[str], claim: str, because: Sequence[str]
    ) -> tuple[list[str], list[str]]:
        """Part reasons into those that hold and those that would rest on the claim itself."""
        held, left = [], []
        for reason in because:
            own = [self.reasons[f"{self.slug}/{speaker}"] for speaker in speakers]
            if any(claim in _behind(reason, one) for one in own):
                left.append(reason)
                continue
            held.append(reason)
            for one in own:
                one[claim].add(reason)
        return held, left


def _behind(start: str, reasons: defaultdict[str, set[str]]) -> Iterator[str]:
    """Yield a claim, what it rests on, what that rests on, …"""
    ways, seen = [start], {start}
    while ways:
        claim = ways.pop()
        yield claim
        new = reasons[claim] - seen if claim in reasons else set()
        seen |= new
        ways.extend(sorted(new))
