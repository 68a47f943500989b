"""The kinds of value that coding files hold, for the records to be declared with."""

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
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import core_schema

from opendebate.coding.dates import Span, parse_edtf

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MAX_ID = 80
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"  # pt, pt-BR, zh-Hans
SHA256_PATTERN = r"^[0-9a-f]{64}$"
_EDTF = r"^\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?$"
ONTOLOGY = "https://w3id.org/opendebate/ontology"  # below it are the ontology's terms
_VOCABULARIES = {  # as `_plain` writes their addresses
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
_LONG = 20_000
# What RFC 3987 lets an IRI hold, but for the brackets of IPv6 addresses.
_IRI = re.compile(r"https?://[^/?#:@\[\]]+(?::[0-9]{1,5})?(?:[/?][^#]*)?(?:#[^#]*)?")
_DOTS = re.compile(r"/(?:\.|%2e){1,2}(?:[/#]|$)", re.IGNORECASE)
_IN_IRI = re.compile(
    "(?:[a-zA-Z0-9._~:/?#@!$&'()*+,;=-]|%[0-9a-fA-F]{2}|"
    "[\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd])+"
)


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field whose ids must be those of other records.

    Attributes
    ----------
    kinds : tuple of str
        What the ids may name, in the singular: ``"actor"``, ``"claim"``, …
    also : tuple of str
        Words that are allowed besides.
    phrases : bool
        Whether two words or more may stand there, which then name nothing.
    """

    kinds: tuple[str, ...]
    also: tuple[str, ...] = ()
    phrases: bool = False

    def allows(self, value: str) -> bool:
        """Tell whether a value may stand there without naming a record."""
        return value in self.also or (self.phrases and len(value.split()) > 1)


def _as_list(value: Any) -> Any:
    """Let one value stand where a list of values may."""
    return [] if value is None else [value] if isinstance(value, str | dict) else value


def _as_date(value: Any) -> Any:
    if not isinstance(value, str | Span):
        raise ValueError("A date must stand here, such as 2024, 2024-01 or 2024-01-22.")
    return parse_edtf(value) if isinstance(value, str) else value


def _url(value: str) -> str:
    """Refuse what browsers and RDF stores would not take for an address."""
    if not (_IRI.fullmatch(value) and _IN_IRI.fullmatch(value)):
        raise ValueError(
            f"{value[:60]!r} is no web address. Write it in full, https:// first, without spaces."
        )
    return value


def _base(value: str) -> str:
    if not value.endswith(("/", "#")):
        raise ValueError(f"{value[:60]!r} must end in / or #, so that names can be put after it.")
    if "?" in value or "#" in value[:-1]:
        raise ValueError(f"{value[:60]!r} is no base for names. Leave ? and # out.")
    if _DOTS.search(value):
        raise ValueError(f"{value[:60]!r} leads up and down. Write it without . and .. as steps.")
    plain = _plain(value)
    owner = "the ontology" if plain.startswith(_plain(ONTOLOGY)) else _VOCABULARIES.get(plain)
    if owner:
        raise ValueError(
            f"{value[:60]!r} is the address of {owner}. Take an address of yours, or one below "
            "https://example.org/."
        )
    return value


def _plain(address: str) -> str:
    """Return an address so that two which lead to the same place are the same.

    Examples
    --------
    >>> _plain("http://W3id.org:80//a%62/#") == _plain("https://w3id.org/ab/")
    True
    """
    from urllib.parse import unquote

    host, _, path = unquote(address).partition("//")[2].partition("/")
    steps = [step for step in path.rstrip("#").split("/") if step]
    return "/".join([host.partition(":")[0].casefold(), *steps])


FREE = "free text"  # marks what a coder writes in words of their own


def _whole(value: Any) -> Any:
    """Refuse numbers that Python reads and people do not write: 1.0, 1_0, +1."""
    if isinstance(value, str) and not re.fullmatch("-?[0-9]+", value.strip()):
        raise ValueError("This must be a whole number, written in digits.")
    return value


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID)]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONG), FREE
]
Text = Name
Url = Annotated[
    str,
    StringConstraints(max_length=2_000),
    AfterValidator(_url),
    WithJsonSchema({"type": "string", "format": "iri", "pattern": "^https?://"}),
]
BaseIri = Annotated[
    Url,
    AfterValidator(_base),
    WithJsonSchema({"type": "string", "format": "iri", "pattern": "^https?://.*[/#]$"}),
]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1)]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
Sha256 = Annotated[str, StringConstraints(pattern=SHA256_PATTERN)]
Edtf = Annotated[
    Span,
    BeforeValidator(_as_date),
    # editors take a bare year for a number
    WithJsonSchema({"type": ["string", "integer"], "pattern": _EDTF}),
]
UNKNOWN = "unknown"
End = Annotated[
    Span | Literal["unknown"],
    BeforeValidator(lambda value: value if value == UNKNOWN else _as_date(value)),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"{_EDTF}|^{UNKNOWN}$"}),
]
_ONE_OR_MORE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_list), WithJsonSchema(_ONE_OR_MORE)]
Names = Annotated[tuple[Name, ...], BeforeValidator(_as_list), WithJsonSchema(_ONE_OR_MORE)]


class OneOrMore:
    """Marks a list of records for which one record alone may stand, for editors too."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Validate one as a list of one."""
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe both forms."""
        several = handler(schema)
        return {"anyOf": [several["items"], several]}


class AtOrUnknown(OneOrMore):
    """Marks the passages of a statement: one, several, or ``unknown`` where nobody knows them."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Validate ``unknown`` as no passage, and nothing else so."""
        return core_schema.no_info_before_validator_function(_passages, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe all three forms."""
        several = {**handler(schema), "minItems": 1}
        return {"anyOf": [several["items"], several, {"const": UNKNOWN}]}


def _passages(value: Any) -> Any:
    if value == UNKNOWN:
        return []
    found = _as_list(value)
    if isinstance(found, list) and not found:
        raise ValueError("At least one passage must stand here, or: unknown.")
    return found


AsList = BeforeValidator(_as_list)

ActorId = Annotated[Id, Refers(("actor",))]
# An actor's id, or a hat in two words or more.
SpokenAs = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=_LONG, pattern=rf"{ID_PATTERN}|\S[ \t\n]+\S"
    ),
    AfterValidator(lambda value: " ".join(value.split())),
    Refers(("actor",), phrases=True),
]
ActorIds = Annotated[Ids, Refers(("actor",))]
MOST_SPEAKERS = 500  # of one statement: those who agree are as many as speakers times speakers
SpeakerIds = Annotated[Ids, Field(max_length=MOST_SPEAKERS), Refers(("actor",))]
ClaimId = Annotated[Id, Refers(("claim",))]
MOST_CLAIMS = 200  # that one record names: their relations are as many as claims times claims
ClaimIds = Annotated[Ids, Field(max_length=MOST_CLAIMS), Refers(("claim",))]
StatementIds = Ids  # of the same source, which `sense` checks
EventIds = Annotated[Ids, Refers(("event",))]
ThingIds = Annotated[Ids, Refers(("actor", "model", "policy", "topic", "event"))]
