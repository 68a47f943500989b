"""Metadata of a release for search engines (schema.org) and as an RO-Crate 1.1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from opendebate.coding.orcid import ORCID_ADDRESS
from opendebate.site.structured_data import author_type, described_author
from opendebate.views.credits import licence_name

if TYPE_CHECKING:
    from opendebate.ask.citation import CitedAuthor, NamedCoder
    from opendebate.release.release_facts import ReleaseFacts
    from opendebate.release.release_file import ReleaseFile

CRATE = "ro-crate-metadata.json"
_CRATE_VERSION = "https://w3id.org/ro/crate/1.1"
_TOOL = "https://w3id.org/opendebate/"


def schema_org(facts: ReleaseFacts, files: list[ReleaseFile]) -> bytes:
    """Return the release as a Dataset of schema.org, as search engines read it."""
    downloads = [
        {
            "@type": "DataDownload",
            "name": file.path,
            "contentUrl": file.path,
            "encodingFormat": file.media_type,
        }
        for file in files
        if file.path.startswith("data/")
    ]
    people = [described_author(one) for one in facts.citation.authors]
    coders = [described_author(one, "Person") for one in facts.citation.coders]
    return _json(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "@id": facts.doi_address or facts.citation.iri,
            **_described(facts),
            "creator": people,
            "contributor": coders or None,
            "license": facts.citation.licence or None,
            "distribution": downloads,
        }
    )


def _described(facts: ReleaseFacts) -> dict[str, Any]:
    """Return what schema.org and RO-Crate say in the same words."""
    citation = facts.citation
    return {
        "name": citation.title,
        "description": facts.description,
        "datePublished": citation.date or None,
        "version": citation.version or None,
        "inLanguage": citation.language,
        "identifier": [name for name in (facts.doi_address, f"sha256:{facts.digest}") if name],
        "url": citation.iri,
        "citation": facts.reference,
        "creativeWorkStatus": "Draft" if facts.is_draft else None,
    }


def ro_crate(facts: ReleaseFacts, files: list[ReleaseFile]) -> bytes:
    """Return the metadata file of an RO-Crate 1.1: https://w3id.org/ro/crate/1.1."""
    citation = facts.citation
    authors = [_crate_author(n, author) for n, author in enumerate(citation.authors, 1)]
    coders = [_crate_coder(coder) for coder in citation.coders]
    described: dict[str, Any] = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _CRATE_VERSION},
        "about": {"@id": "./"},
    }
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        **_described(facts),
        "author": [{"@id": author["@id"]} for author in authors],
        "contributor": [{"@id": coder["@id"]} for coder in coders] or None,
        "license": {"@id": citation.licence} if citation.licence else None,
        "hasPart": [{"@id": file.path} for file in files],
    }
    licences = [_crate_licence(citation.licence)] if citation.licence else []
    bodies = [_crate_body(author["affiliation"]["@id"], citation.authors) for author in authors
              if author["affiliation"]]  # fmt: skip
    people = _once([*authors, *coders])
    entities = [described, root, *people, *_once(bodies), *licences, *map(_crate_file, files),
                *_crate_making(facts)]  # fmt: skip
    return _json({"@context": f"{_CRATE_VERSION}/context", "@graph": entities})


def _crate_author(n: int, author: CitedAuthor) -> dict[str, Any]:
    return {
        "@id": ORCID_ADDRESS + author.orcid if author.orcid else f"#author-{n}",
        "@type": author_type(author),
        "name": author.display_name,
        "affiliation": {"@id": _body_id(author.affiliation)} if author.affiliation else None,
    }


def _crate_coder(coder: NamedCoder) -> dict[str, Any]:
    identifier = ORCID_ADDRESS + coder.orcid if coder.orcid else f"#coder-{coder.id}"
    return {"@id": identifier, "@type": "Person", "name": coder.display_name}


def _body_id(name: str) -> str:
    from urllib.parse import quote

    return f"#affiliation-{quote(name, safe='')}"


def _crate_body(identifier: str, authors: tuple[CitedAuthor, ...]) -> dict[str, Any]:
    name = next(one.affiliation for one in authors if _body_id(one.affiliation) == identifier)
    return {"@id": identifier, "@type": "Organization", "name": name}


def _once(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({entity["@id"]: entity for entity in entities}.values())


def _crate_licence(address: str) -> dict[str, Any]:
    return {"@id": address, "@type": "CreativeWork", "name": licence_name(address)}


def _crate_file(file: ReleaseFile) -> dict[str, Any]:
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.path,
        "description": file.description,
        "encodingFormat": file.media_type,
        "contentSize": str(len(file.content)),
        "sha256": file.sha256,
    }


def _crate_making(facts: ReleaseFacts) -> list[dict[str, Any]]:
    """Return how the release was made: by which version of which software, from what."""
    tool = {"@id": _TOOL, "@type": "SoftwareApplication", "name": "opendebate",
            "url": _TOOL, "version": facts.tool_version}  # fmt: skip
    making = {"@id": "#release", "@type": "CreateAction", "name": "opendebate release",
              "endTime": facts.citation.date or None, "instrument": {"@id": _TOOL},
              "object": {"@id": "coding/debate.yaml"}, "result": {"@id": "./"}}  # fmt: skip
    return [tool, making]


def _json(value: dict[str, Any]) -> bytes:
    text = json.dumps(_without_gaps(value), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _without_gaps(value: Any) -> Any:
    """Leave out keys without a value."""
    if isinstance(value, dict):
        return {key: _without_gaps(item) for key, item in value.items() if item is not None}
    return [_without_gaps(item) for item in value] if isinstance(value, list) else value
