"""The types of the values in coding files, used to declare records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import core_schema

from opendebate.coding.dates import DateRange, edtf, parse_edtf

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MAX_ID = 80
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"  # pt, pt-BR, zh-Hans
SHA256_PATTERN = r"^[0-9a-f]{64}$"
_EDTF = r"^\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?$"
ONTOLOGY = "https://w3id.org/opendebate/ontology"  # below it are the ontology's terms
_VOCABULARIES = {  # as `_normalised_address` writes their addresses
    "www.w3.org/1999/02/22-rdf-syntax-ns": "RDF",
    "www.w3.org/2000/01/rdf-schema": "RDF Schema",
    "www.w3.org/2001/XMLSchema": "XML Schema",
    "www.w3.org/2002/07/owl": "OWL",
    "www.w3.org/2004/02/skos/core": "SKOS",
    "www.w3.org/ns/shacl": "SHACL",
    "www.w3.org/ns/prov": "PROV",
    "www.w3.org/ns/org": "the Organization Ontology",
    "www.w3.org/ns/oa": "Web Annotation",
    "xmlns.com/foaf/0.1": "FOAF",
    "purl.org/dc/terms": "Dublin Core",
    "schema.org": "Schema.org",
}
MAX_TEXT = 20_000
# What RFC 3987 lets an IRI hold, but for the brackets of IPv6 addresses.
_IRI = re.compile(r"https?://[^/?#:@\[\]]+(?::[0-9]{1,5})?(?:[/?][^#]*)?(?:#[^#]*)?")
_DOTS = re.compile(r"/(?:\.|%2e){1,2}(?:[/#]|$)", re.IGNORECASE)
_WIKIDATA = re.compile(
    r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]{0,11})", re.ASCII
)
_IN_IRI = re.compile(
    "(?:[a-zA-Z0-9._~:/?#@!$&'()*+,;=-]|%[0-9a-fA-F]{2}|"
    "[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd])+"
)


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a field whose ids must be those of other records.

    Attributes
    ----------
    kinds : tuple of str
        What the ids may name, in the singular: ``"actor"``, ``"claim"``, …
    also : tuple of str
        Words that are allowed besides.
    phrases : bool
        Whether a text of two words or more is allowed, which then is no id.
    """

    kinds: tuple[str, ...]
    also: tuple[str, ...] = ()
    phrases: bool = False

    def allows(self, value: str) -> bool:
        """Tell whether a value is allowed that names no record."""
        return value in self.also or (self.phrases and len(value.split()) > 1)


def _as_list(value: Any) -> Any:
    """Turn a single value into a list."""
    return [] if value is None else [value] if isinstance(value, str | dict) else value


def _as_date(value: Any) -> Any:
    if not isinstance(value, str | DateRange):
        raise ValueError("This must be a date, such as 2024, 2024-01 or 2024-01-22.")
    return parse_edtf(value) if isinstance(value, str) else value


def _as_edtf(value: DateRange | str | None) -> str | None:
    """Return a date as it is written in coding files."""
    if not isinstance(value, DateRange):
        return value
    return edtf(value.earliest.isoformat(), value.latest.isoformat())


def _check_url(value: str) -> str:
    """Refuse addresses that browsers or RDF stores would not accept."""
    if not (_IRI.fullmatch(value) and _IN_IRI.fullmatch(value)):
        raise ValueError(
            f"{value[:60]!r} is no web address. Write it in full, https:// first, without spaces."
        )
    return value


def _check_same_as(value: str) -> str:
    """Return the IRI of a Wikidata id or of an address of its item; other addresses as they are."""
    if wikidata := _WIKIDATA.fullmatch(value):
        return f"http://www.wikidata.org/entity/{wikidata[1]}"
    if not value.startswith(("http://", "https://")):
        raise ValueError(
            f"{value[:60]!r} is neither a Wikidata id, which is Q and a number, such as Q42, nor "
            "a web address, which begins with https://."
        )
    return _check_url(value)


def _check_base(value: str) -> str:
    if not value.endswith(("/", "#")):
        raise ValueError(f"{value[:60]!r} must end in / or #, so that names can be put after it.")
    if "?" in value or "#" in value[:-1]:
        raise ValueError(f"{value[:60]!r} is no base for names. Leave ? and # out.")
    if _DOTS.search(value):
        raise ValueError(f"{value[:60]!r} leads up and down. Write it without . and .. as steps.")
    plain = _normalised_address(value)
    owner = (
        "the ontology"
        if plain.startswith(_normalised_address(ONTOLOGY))
        else _VOCABULARIES.get(plain)
    )
    if owner:
        raise ValueError(
            f"{value[:60]!r} is the address of {owner}. Take an address of yours, or one below "
            "https://example.org/."
        )
    return value


def _normalised_address(address: str) -> str:
    """Return a key that is the same for addresses that lead to the same page.

    Examples
    --------
    >>> _normalised_address("http://W3id.org:80//a%62/#")
    'w3id.org/ab'
    """
    from urllib.parse import unquote

    host, _, path = unquote(address).partition("//")[2].partition("/")
    steps = [step for step in path.rstrip("#").split("/") if step]
    return "/".join([host.partition(":")[0].casefold(), *steps])


FREE_TEXT = "free text"  # marks fields that a coder fills with their own words


def _check_digits(value: Any) -> Any:
    """Refuse forms of numbers that Python reads but people do not write: 1.0, 1_0, +1."""
    if isinstance(value, str) and not re.fullmatch("-?[0-9]+", value.strip()):
        raise ValueError("This must be a whole number, written in digits.")
    return value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID)]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT), FREE_TEXT
]
Text = Name
Url = Annotated[
    str,
    StringConstraints(max_length=2_000),
    AfterValidator(_check_url),
    WithJsonSchema({"type": "string", "format": "iri", "pattern": "^https?://"}),
]
# A Wikidata id, or the address of what is the same elsewhere.
_SAME_AS = {"type": "string", "pattern": "^(https?://.*|Q[1-9][0-9]*)$"}
SameAs = Annotated[
    tuple[
        Annotated[
            str, StringConstraints(strip_whitespace=True, max_length=2_000),
            AfterValidator(_check_same_as),
        ],
        ...,
    ],
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [_SAME_AS, {"type": "array", "items": _SAME_AS}]}),
]  # fmt: skip
BaseIri = Annotated[
    Url,
    AfterValidator(_check_base),
    WithJsonSchema({"type": "string", "format": "iri", "pattern": "^https?://.*[/#]$"}),
]
Count = Annotated[int, BeforeValidator(_check_digits), Field(ge=1)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256_PATTERN)]
Edtf = Annotated[
    DateRange,
    BeforeValidator(_as_date),
    PlainSerializer(_as_edtf),
    # editors read a year without quotes as a number
    WithJsonSchema({"type": ["string", "integer"], "pattern": _EDTF}),
]
UNKNOWN = "unknown"
End = Annotated[
    DateRange | Literal["unknown"],
    BeforeValidator(lambda value: value if value == UNKNOWN else _as_date(value)),
    PlainSerializer(_as_edtf),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"{_EDTF}|^{UNKNOWN}$"}),
]
_ONE_OR_MORE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_list), WithJsonSchema(_ONE_OR_MORE)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_as_list), WithJsonSchema(_ONE_OR_MORE)]


class OneOrMore:
    """Marks a list of records that may be written as a single record, also in its JSON Schema."""

    listed = staticmethod(_as_list)  # what makes a list of a value, before it is validated

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Validate a single record as a list with one member."""
        return core_schema.no_info_before_validator_function(self.listed, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe both forms."""
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


def _passages(value: Any) -> Any:
    if value == UNKNOWN:
        return []
    passages = _as_list(value)
    if isinstance(passages, list) and not passages:
        raise ValueError("Write at least one passage here, or: unknown.")
    return passages


class AtOrUnknown(OneOrMore):
    """Marks the passages of a statement: one, several, or ``unknown``."""

    listed = staticmethod(_passages)  # an empty list is a fault

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe all three forms."""
        several = {**handler(schema), "minItems": 1}
        return {"anyOf": [several["items"], several, {"const": UNKNOWN}]}


AsList = BeforeValidator(_as_list)

ActorId = Annotated[Id, RefersTo(("actor",))]
# An actor's id, or a capacity in two words or more.
SpokenAs = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=MAX_TEXT, pattern=rf"{ID_PATTERN}|\S[ \t\n]+\S"
    ),
    AfterValidator(lambda value: " ".join(value.split())),
    RefersTo(("actor",), phrases=True),
]
ActorIds = Annotated[Ids, RefersTo(("actor",))]
MAX_SPEAKERS = 500  # of a statement: pairs of speakers who agree grow with the square
SpeakerIds = Annotated[Ids, Field(max_length=MAX_SPEAKERS), RefersTo(("actor",))]
ClaimId = Annotated[Id, RefersTo(("claim",))]
MAX_CLAIMS = 200  # in a record: relations between claims grow with the square
ClaimIds = Annotated[Ids, Field(max_length=MAX_CLAIMS), RefersTo(("claim",))]
StatementIds = Ids  # of the same source, which `consistency` checks
EventIds = Annotated[Ids, RefersTo(("event",))]
EntityIds = Annotated[Ids, RefersTo(("actor", "model", "policy", "topic", "event"))]
