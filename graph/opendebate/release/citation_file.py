"""CITATION.cff of a data set: https://citation-file-format.github.io/, version 1.2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendebate.coding.orcid import ORCID_ADDRESS
from opendebate.coding.yaml_values import to_yaml

if TYPE_CHECKING:
    from opendebate.ask.citation import CitedAuthor
    from opendebate.release.release_facts import ReleaseFacts

_SPDX = {
    "https://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/": "CC-BY-SA-4.0",
    "https://creativecommons.org/licenses/by-nc/4.0/": "CC-BY-NC-4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0-1.0",
}


def citation_file(facts: ReleaseFacts) -> bytes:
    """Return CITATION.cff of the data set, version 1.2.0 of the format."""
    citation = facts.citation
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data set, please cite it as below.",
        "type: dataset",
        f"title: {to_yaml(citation.title)}",
        "authors:",
        *(line for author in citation.authors for line in _cff_author(author)),
    ]
    if citation.version:
        lines.append(f"version: {to_yaml(citation.version)}")
    if citation.date:
        lines.append(f"date-released: {to_yaml(citation.date)}")
    if facts.doi:
        lines.append(f"doi: {to_yaml(facts.doi)}")
    if citation.licence in _SPDX:
        lines.append(f"license: {_SPDX[citation.licence]}")
    elif citation.licence:
        lines.append(f"license-url: {to_yaml(citation.licence)}")
    lines += [f"url: {to_yaml(citation.iri)}", f"abstract: {to_yaml(facts.description)}"]
    return ("\n".join(lines) + "\n").encode()


def _cff_author(author: CitedAuthor) -> list[str]:
    """Return an author: a person with family and given names, else an entity with a name."""
    family, comma, given = author.name.partition(",")
    if comma:
        names = {"family-names": family.strip(), "given-names": given.strip()}
        fields = {**names, "affiliation": author.affiliation}
    else:
        fields = {"name": author.name}
    fields["orcid"] = ORCID_ADDRESS + author.orcid if author.orcid else ""
    pairs = [f"{key}: {to_yaml(value)}" for key, value in fields.items() if value]
    return [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
