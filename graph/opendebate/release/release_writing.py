"""Writing a release: as a folder, or as a ZIP file that is one upload."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.coding.debate_files import display_path
from opendebate.errors import InputError
from opendebate.files import new_folder, write_file
from opendebate.release.citation_file import citation_file
from opendebate.release.datacite import datacite_json, datacite_xml
from opendebate.release.dataset_metadata import CRATE, ro_crate, schema_org
from opendebate.release.release_contents import AgreementReport, Contents, Releasable, contents
from opendebate.release.release_facts import release_facts
from opendebate.release.release_file import ReleaseFile, checksums
from opendebate.release.release_readme import release_readme
from opendebate.release.void import void_description

if TYPE_CHECKING:
    from opendebate.release.release_facts import ReleaseFacts

_EARLIEST = (1980, 1, 1)  # the first day that a ZIP file can hold


@dataclass(frozen=True, slots=True)
class ReleaseReport:
    """What was written of a release.

    Attributes
    ----------
    path : pathlib.Path
        The folder or the ZIP file.
    files : int
    digest : str
        Of the debate's graph.
    omissions : tuple of str
        For each format that cannot hold this debate, a sentence.
    """

    path: Path
    files: int
    digest: str
    omissions: tuple[str, ...] = ()


def write_release(  # noqa: PLR0913 — each is a choice of the caller
    debate: Releasable,
    folder: Path,
    target: Path,
    *,
    doi: str | None,
    draft: bool,
    agreement: AgreementReport | None,
) -> ReleaseReport:
    """Write a release; see :meth:`opendebate.debate.Debate.release`."""
    check_target(target)
    facts = release_facts(debate.engine, folder, doi=doi, draft=draft)
    content = contents(debate, folder, agreement)
    files = release_files(facts, content)
    if target.suffix.lower() == ".zip":
        write_file(target, _zipped(files, facts.folder_name, facts.citation.date))
    else:
        with new_folder(target) as place:
            for file in files:
                path = place / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.content)
    return ReleaseReport(target, len(files), facts.digest, tuple(content.omissions))


def check_target(target: Path) -> None:
    """Refuse a folder that is not empty, and a file that is there: a release never changes.

    Raises
    ------
    InputError
    """
    if target.is_dir() and target.suffix.lower() != ".zip" and not any(target.iterdir()):
        return
    if target.exists():
        raise InputError(
            "This is there already, and a release never changes.",
            where=display_path(target),
            advice="Name a new folder or a new .zip file, with the new version in its name.",
        )


def release_files(facts: ReleaseFacts, content: Contents) -> list[ReleaseFile]:
    """Return all files of a release: those of the debate, metadata, README and checksums."""
    number = next(file for file in content.files if file.path == "data/debate.nq").content.count(
        b"\n"
    )
    described = [*content.files, *_metadata(facts, content.files, number)]
    text = release_readme(facts, described, content.omissions)
    described.append(ReleaseFile("README.md", text, "What is in the release; how to cite it."))
    crate = ReleaseFile(CRATE, ro_crate(facts, described), "The release as an RO-Crate.")
    files = [*described, crate]
    return sorted([*files, checksums(files)], key=lambda file: file.path)


def _metadata(facts: ReleaseFacts, files: list[ReleaseFile], number: int) -> list[ReleaseFile]:
    return [
        ReleaseFile("CITATION.cff", citation_file(facts), "How to cite the data set."),
        ReleaseFile("metadata/datacite.json", datacite_json(facts), "Metadata of DataCite 4."),
        ReleaseFile("metadata/datacite.xml", datacite_xml(facts), "Metadata of DataCite 4."),
        ReleaseFile("metadata/schema-org.jsonld", schema_org(facts, files),
                    "The data set in the words of schema.org, for search engines."),
        ReleaseFile("metadata/void.ttl", void_description(facts, number),
                    "The graph in the words of VoID."),
    ]  # fmt: skip


def _zipped(files: list[ReleaseFile], folder: str, date: str) -> bytes:
    """Return the files in a folder of a ZIP file; all have the release's date.

    They are not compressed: compressed bytes differ between machines.
    """
    year, month, day = map(int, date.split("-")) if date else _EARLIEST
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            when = max((year, month, day), _EARLIEST)
            entry = zipfile.ZipInfo(f"{folder}/{file.path}", (*when, 0, 0, 0))
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            entry.compress_type = zipfile.ZIP_STORED
            archive.writestr(entry, file.content)
    return out.getvalue()
