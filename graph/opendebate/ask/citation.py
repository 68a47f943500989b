"""What a citation of a debate needs: title, version, date, authors, licence and digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opendebate.coding.orcid import ORCID_ADDRESS
from opendebate.natural import natural
from opendebate.rdf.namespaces import iri_of

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

_FIELDS = {
    "title": "dcterms:title", "question": "od:question/od:text", "licence": "dcterms:license",
    "description": "dcterms:description", "date": "dcterms:issued",
    "version": f"<{iri_of('owl:versionInfo')}>",
}  # fmt: skip
_AUTHORS = f"""?author foaf:name ?name .
  OPTIONAL {{ ?author dcterms:identifier ?orcid }}
  OPTIONAL {{ ?author <{iri_of("schema:affiliation")}> ?affiliation }}"""


@dataclass(frozen=True, slots=True)
class CitedAuthor:
    """An author of a debate as a data set.

    Attributes
    ----------
    name : str
        Of a person with a comma: family name, comma, given names.
    orcid : str
        The ORCID iD without its address; empty where it is not known, like `affiliation`.
    affiliation : str
    """

    name: str
    orcid: str = ""
    affiliation: str = ""

    @property
    def display_name(self) -> str:
        """The name in the order in which it is spoken.

        Examples
        --------
        >>> CitedAuthor("Moss, Ida").display_name
        'Ida Moss'
        """
        family, comma, given = self.name.partition(",")
        return f"{given.strip()} {family.strip()}" if comma else self.name

    def to_dict(self) -> dict[str, str]:
        """Return the fields that are known, as a coding file has them."""
        fields = {"name": self.name, "orcid": self.orcid, "affiliation": self.affiliation}
        return {key: value for key, value in fields.items() if value}


@dataclass(frozen=True, slots=True)
class NamedCoder(CitedAuthor):
    """A coder whom ``debate.yaml`` names.

    Attributes
    ----------
    id : str
        The name of the coder's folder under ``codings``.
    """

    id: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation of a debate needs; a text that is not known is empty.

    Attributes
    ----------
    iri, title, question, description, licence, version, date : str
        The licence is an address, the date a day.
    authors : tuple of CitedAuthor
        In order; where the debate names none, its creators.
    coded_authors : tuple of CitedAuthor
        Only those that ``debate.yaml`` names as authors.
    coders : tuple of NamedCoder
        Those that ``debate.yaml`` names, by id.
    language : str
    """

    iri: str
    title: str
    question: str
    description: str
    licence: str
    version: str
    date: str
    authors: tuple[CitedAuthor, ...]
    coded_authors: tuple[CitedAuthor, ...]
    coders: tuple[NamedCoder, ...]
    language: str

    @property
    def is_versioned(self) -> bool:
        """Whether the debate names a version, a date or authors."""
        return bool(self.version or self.date or self.coded_authors)

    def reference(self, address: str = "") -> str:
        """Return the debate as an entry of a list of references.

        Parameters
        ----------
        address : str
            A DOI's address, or the IRI of what is cited; otherwise the debate's own IRI.
        """
        authors = "; ".join(author.name for author in self.authors)
        year = f" ({self.date[:4]})" if self.date else ""
        version = f" (version {self.version})" if self.version else ""
        head = f"{authors}{year}. " if authors else ""
        return f"{head}{self.title}{version} [data set]. {address or self.iri}"

    def lines(self, digest: str) -> list[str]:
        """Return what pages and ``build`` say of the data set, a sentence each."""
        names = ", ".join(author.display_name for author in self.authors)
        version = f"Version {self.version}" if self.version else "Without a version"
        return [
            f"{version}{f', {self.date}' if self.date else ''}.",
            *([f"Authors: {names}."] if names else []),
            f"Digest of the graph: sha256:{digest}.",
        ]


def citation_of(engine: Engine) -> Citation:
    """Return what a citation of a debate needs.

    Parameters
    ----------
    engine : Engine
        The built debate.

    Examples
    --------
    >>> import opendebate
    >>> citation = citation_of(opendebate.load(only=["why-meta-opened-up"]).engine)
    >>> citation.authors[0].name, citation.title
    ('opendebate contributors', 'The AI openness debate')
    """
    base = engine.iris.base
    fields: dict[str, Any] = dict.fromkeys(_FIELDS, "")
    patterns = " UNION ".join(
        f"{{ <{base}> {path} ?value . BIND('{name}' AS ?field) }}" for name, path in _FIELDS.items()
    )
    for row in engine.select(f"SELECT ?field ?value (LANG(?value) AS ?tag) {{ {patterns} }}"):
        field = str(row["field"].value)
        fields[field] = str(row["value"].value)
        if field == "title":
            fields["language"] = str(row["tag"].value)
    fields["language"] = fields.get("language") or "en"
    authors = _authors(engine)
    creators = tuple(CitedAuthor(name) for name in _creators(engine))
    return Citation(
        **fields, iri=base, authors=authors or creators, coded_authors=authors,
        coders=_coders(engine),
    )  # fmt: skip


def digest_of(engine: Engine) -> str:
    """Return the digest of a debate's graph; of a large debate it is computed once."""
    from opendebate.engines.cached_results import result_cache
    from opendebate.rdf.graph_digest import graph_digest

    cache = result_cache(engine)
    name, digest = "graph-digest", None
    if cache is not None:
        digest = cache.objects.get(name) or cache.get(name)
    if digest is None:
        digest = graph_digest(engine.quads())
        if cache is not None:
            cache.put(name, digest)
    return digest


def _authors(engine: Engine) -> tuple[CitedAuthor, ...]:
    query = f"""SELECT ?author ?name ?orcid ?affiliation {{
      <{engine.iris.base}> foaf:maker ?author . {_AUTHORS} }}"""
    rows = sorted(engine.select(query), key=lambda row: natural(row["author"].value))
    return tuple(
        CitedAuthor(
            row["name"].value,
            row["orcid"].value.removeprefix(ORCID_ADDRESS) if row["orcid"] else "",
            row["affiliation"].value if row["affiliation"] else "",
        )
        for row in rows
    )


def _coders(engine: Engine) -> tuple[NamedCoder, ...]:
    query = f"""SELECT ?coder ?name ?orcid {{ <{engine.iris.base}> dcterms:contributor ?coder .
      ?coder foaf:name ?name OPTIONAL {{ ?coder dcterms:identifier ?orcid }} }}"""
    coders = (
        NamedCoder(
            row["name"].value,
            row["orcid"].value.removeprefix(ORCID_ADDRESS) if row["orcid"] else "",
            id=row["coder"].value.rpartition("/")[2],
        )
        for row in engine.select(query)
    )
    return tuple(sorted(coders, key=lambda coder: natural(coder.id)))


def _creators(engine: Engine) -> list[str]:
    rows = engine.select(f"SELECT ?name {{ <{engine.iris.base}> dcterms:creator ?name }}")
    return sorted(str(row["name"].value) for row in rows)
