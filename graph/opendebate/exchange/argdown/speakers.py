"""Who says what, where an Argdown document has it in its YAML data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast, get_args

from opendebate.coding import records
from opendebate.coding.consistency import SOURCE_MODES
from opendebate.coding.text import Text
from opendebate.coding.yaml_reader import visible
from opendebate.exchange.actors import ActorNames
from opendebate.exchange.argdown.front import listed
from opendebate.exchange.argdown.tree import Data, Element
from opendebate.exchange.argdown.words import anchored
from opendebate.exchange.coded_debate import CodedDebate, StatementData, filled
from opendebate.exchange.extension import Extension
from opendebate.exchange.ids import Ids
from opendebate.exchange.passages import seal_passage
from opendebate.exchange.repair import Reasons
from opendebate.stances import AFFIRMS, expressing, stances, without_default

if TYPE_CHECKING:
    from opendebate.exchange.argdown.claims import ArgdownClaims

SPEAKERS = ("speakers", "speaker", "by", "author", "proponent")
# What may stand beside a speaker.
DETAILS = ("as", "on_behalf_of", "via", "mode", "stance", "said")
_MODES = {*get_args(records.Mode)} - SOURCE_MODES
UNREADABLE_DATE = "Dates that cannot be read are left out"
_LEFT_OUT = "Keys of YAML data of speakers are left out"
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ArgdownVoice:
    """Somebody who says something: one speaker, or several together."""

    names: tuple[str, ...]
    details: Data  # those of `DETAILS` that the document has

    @property
    def affirms(self) -> bool:
        """Whether what is said can be a reason."""
        return self.details.get("stance", AFFIRMS) in expressing(AFFIRMS)


def voices(data: Data) -> list[ArgdownVoice]:
    """Return who says what the data belong to.

    Of the keys `SPEAKERS` the first counts. A list of ``speakers`` are several voices, a list under
    another key is one voice of several speakers.

    Examples
    --------
    >>> [voice.names for voice in voices({"speakers": ["Ann", "Bo"], "mode": "verbatim"})]
    [('Ann',), ('Bo',)]
    """
    key = next((key for key in SPEAKERS if data.get(key)), None)
    if key is None:
        return []
    details = {name: data[name] for name in DETAILS if name in data}
    value = data[key]
    entries = listed(value) if key == "speakers" or isinstance(value, dict) else [value]
    entry_voices = [_voice(entry, details) for entry in entries]
    return [voice for voice in entry_voices if voice.names]


def written_entries(data: Data, coded: CodedDebate) -> list[Data]:
    """Return the entries of statements that we wrote ourselves: they name source and id."""
    entries = data.get("speakers")
    return [
        entry
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and "id" in entry and str(entry.get("source")) in coded.sources
    ]


def _voice(entry: Any, details: Data) -> ArgdownVoice:
    if isinstance(entry, dict):
        entry_details = details | {name: entry[name] for name in DETAILS if name in entry}
        return ArgdownVoice(_names(entry.get("name")), entry_details)
    return ArgdownVoice(_names(entry), details)


def _names(value: Any) -> tuple[str, ...]:
    names = (visible(name) for name in listed(value) if isinstance(name, str))
    return tuple(dict.fromkeys(filter(None, names)))


class ArgdownSpeakers:
    """Makes actors and statements of a coded debate."""

    def __init__(self, claims: ArgdownClaims, text: Text, slug: str, file: str) -> None:
        self.coded, self.report = claims.coded, claims.report
        self.text, self.slug, self.file = text, slug, file
        self.actors = ActorNames(claims.coded, claims.ids)
        self.ids: defaultdict[str, Ids] = defaultdict(Ids)
        self.reasons = Reasons()

    def actor(self, name: str, *, speaks: bool = True) -> str:
        """Return the id of the actor of a name, who is added where nobody has it yet.

        Whom others speak for is an organisation. Who only speaks is assumed to be a person.
        """
        actor = self.actors.lookup(name) or self.actors.add(name[:2_000], "person", "speaker")
        if not speaks and actor in self.actors.added:
            self.coded.actors[actor]["kind"] = "organization"
        return actor

    def report_kinds(self) -> None:
        """Note whose kind had to be assumed."""
        for actor in sorted(self.actors.added):
            problem = "Speakers whose kind is not in the document are assumed to be persons"
            if self.coded.actors[actor]["kind"] != "person":
                problem = "Actors that others speak for are assumed to be organisations"
            self.report.note(problem, self.coded.actors[actor]["name"])

    def add(
        self,
        voice: ArgdownVoice,
        claim: str,
        place: Place,
        stance: str = "",
        because: Sequence[str] = (),
    ) -> list[str]:
        """Add a statement; return the reasons that it cannot have, since they form a cycle."""
        speakers = [self.actor(name) for name in voice.names]
        stance = stance or self._code(voice, "stance", set(stances()), AFFIRMS)
        rejected = [
            reason for reason in because if not self.reasons.add(self.slug, speakers, reason, claim)
        ]
        name = self.ids[self.slug].new(f"{speakers[0]} {claim}", "statement")
        complete = (0, len(self.text.raw))
        passage = seal_passage(self.text, *place) or seal_passage(self.text, *complete) or {}
        date = voice.details.get("said")
        carriers = {**self.coded.policies, **self.coded.sources}
        statement: StatementData = filled(
            {"id": name, "speaker": speakers, "as": self._single(voice, "as")},
            on_behalf_of=self._single(voice, "on_behalf_of"),
            via=[
                name if name in carriers else self.actor(name)
                for name in _names(voice.details.get("via"))
            ],
            mode=self._mode(voice, speakers),
            claim=claim,
            stance=without_default(stance),
            because=[reason for reason in because if reason not in rejected],
            said=self.report.date(date, UNREADABLE_DATE, str(date)),
            at=[anchored(passage)],
        )
        self.coded.sources[self.slug]["statements"].append(statement)
        return rejected

    def restore(self, entry: Data, claim: str, element: Element) -> StatementData:
        """Return a statement that we wrote, as it was."""
        record = {key: value for key, value in entry.items() if key not in {"name", "source"}}
        if "name" in entry:
            record["speaker"] = [self.actor(name) for name in listed(entry["name"])]
        spoken_as, body = record.get("as"), record.get("on_behalf_of")
        if isinstance(spoken_as, str) and (" " not in spoken_as or self.actors.lookup(spoken_as)):
            record["as"] = self.actor(spoken_as)  # else it is a hat in words
        if isinstance(body, str):
            record["on_behalf_of"] = self.actor(body, speaks=False)
        record["claim"] = claim
        extension = Extension(f"{self.file}:{element.line}", "Correct the data in braces.")
        checked = extension.record(records.Statement, record, "a speaker's entry")
        statement = cast("StatementData", checked)
        self.ids[entry["source"]].reserve(statement["id"])
        self.coded.sources[entry["source"]]["statements"].append(statement)
        return statement

    def _single(self, voice: ArgdownVoice, key: str) -> str:
        """Return the organisation under a key, of which a statement has one."""
        names = _names(voice.details.get(key))
        self.report.note_each(_LEFT_OUT, *(key for _ in names[1:]))
        return self.actor(names[0], speaks=False) if names else ""

    def _code(self, voice: ArgdownVoice, key: str, codes: set[str], default: str) -> str:
        code = str(voice.details.get(key, default))
        if code in codes:
            return code
        self.report.note(f"Each {key} that a statement here cannot have becomes {default}", code)
        return default

    def _mode(self, voice: ArgdownVoice, speakers: Sequence[str]) -> str:
        if any(self.coded.actors[speaker].get("hypothetical") for speaker in speakers):
            return "hypothetical"
        return self._code(voice, "mode", _MODES, "paraphrase")
