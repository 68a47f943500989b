"""What a release says of itself, and what a debate must name before it can be released."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.ask.citation import Citation, citation_of, digest_of
from opendebate.coding.debate_files import display_path
from opendebate.coding.new_ids import name_id
from opendebate.errors import InputError, UsageError
from opendebate.version import __version__

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"]+", re.ASCII)
_DOI_ADDRESS = "https://doi.org/"
_TO_ADD = {
    "version": "version: 1.0.0",
    "date": "date: 2026-01-31",
    "licence": "licence: https://creativecommons.org/licenses/by/4.0/",
    "authors": 'authors: [{name: "Family name, Given name", orcid: …, affiliation: …}]',
}


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What all metadata of a release say.

    Attributes
    ----------
    citation : Citation
    digest : str
        Of the debate's graph.
    doi : str
        Without its address; empty where none is known yet.
    is_draft : bool
        Whether the release is marked as not to be cited.
    tool_version : str
        Of opendebate.
    """

    citation: Citation
    digest: str
    doi: str = ""
    is_draft: bool = False
    tool_version: str = __version__

    @property
    def doi_address(self) -> str:
        """The DOI as an address; empty where none is known."""
        return _DOI_ADDRESS + self.doi if self.doi else ""

    @property
    def folder_name(self) -> str:
        """The folder in a ZIP file: title and version, whatever the file is called."""
        version = re.sub(r"[^0-9A-Za-z.+-]+", "-", self.citation.version)
        return "-".join(filter(None, [name_id(self.citation.title, "debate"), version]))

    @property
    def description(self) -> str:
        """What the debate is, in a sentence or two."""
        question = f"The coding of a debate on the question: {self.citation.question}"
        return f"{self.citation.description} {question}".strip()

    @property
    def reference(self) -> str:
        """The release as an entry of a list of references."""
        return self.citation.reference(self.doi_address)


def release_facts(
    engine: Engine, folder: Path, *, doi: str | None = None, draft: bool = False
) -> ReleaseFacts:
    """Return what a release says of itself.

    Parameters
    ----------
    engine : Engine
    folder : pathlib.Path
        The debate's folder, for the message.
    doi : str, optional
        With or without its address.
    draft : bool
        Whether version, date, licence and authors may be missing.

    Raises
    ------
    UsageError
        If it is not a DOI.
    InputError
        If something is missing, and the release is no draft.
    """
    plain_doi = checked_doi(doi) if doi else ""
    citation = citation_of(engine)
    missing = [name for name in _TO_ADD if not getattr(citation, name)]
    if missing and not draft:
        *others, last = missing
        names = f"{', '.join(others)} or {last}" if others else last
        lines = "; ".join(_TO_ADD[name] for name in missing)
        raise InputError(
            f"The debate names no {names}, so nobody could cite the release.",
            where=display_path(folder / "debate.yaml"),
            advice=f"Add below 'debate:', each on a line: {lines}. Or release a --draft.",
        )
    return ReleaseFacts(citation, digest_of(engine), plain_doi, draft)


def checked_doi(doi: str) -> str:
    """Return a DOI without its address.

    Raises
    ------
    UsageError
        If it is not a DOI.

    Examples
    --------
    >>> checked_doi("https://doi.org/10.5281/zenodo.1234")
    '10.5281/zenodo.1234'
    """
    plain = doi.strip().removeprefix(_DOI_ADDRESS).removeprefix("doi:")
    if not _DOI.fullmatch(plain):
        raise UsageError(f"{doi!r} is no DOI.", advice="Write one such as 10.5281/zenodo.1234.")
    return plain
