"""Making a draft: article and debate, a drafter, the proof, and the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, cast

from opendebate.coding.check import read_with_faults
from opendebate.coding.debate_files import debate_files, display_path
from opendebate.coding.file_writer import text_on_disk
from opendebate.coding.folder import Coding
from opendebate.coding.scaffold import check_slug, start_debate, start_source
from opendebate.coding.text import Text
from opendebate.coding.text_input import decoded, read_bytes, source_name
from opendebate.coding.verify import article_of
from opendebate.counting import counted
from opendebate.draft.answers import read_answer
from opendebate.draft.draft_file import DraftFile, draft_path, make_draft, read_draft, write_draft
from opendebate.draft.prompts import instructions
from opendebate.draft.proof import prove, without_coded
from opendebate.draft.proposals import GROUP, Drafted, Drafter
from opendebate.draft.proven import Proof
from opendebate.errors import (
    FaultsFound,
    InputError,
    UnknownName,
    UsageError,
    close_matches,
    errors_among,
)

MAX_ANSWER = 5_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Material:
    """What a draft is made from.

    Attributes
    ----------
    folder : pathlib.Path
    slug : str
    coding : Coding
    article : Text
        Without its page.
    """

    folder: Path
    slug: str
    coding: Coding
    article: Text


def open_material(
    folder: Path, slug: str, page: Text, proposed: Mapping[str, Any] | None = None
) -> Material:
    """Return article and debate; the source's file, and the debate, are begun if missing.

    Raises
    ------
    InputError, UsageError, FaultsFound
        If the folder is no debate and not empty, the source's file cannot be read, or the article
        is not on the page.
    """
    check_slug(slug)
    start_debate(folder, language=(proposed or {}).get("language", "en"))
    if folder / "sources" / f"{slug}.yaml" not in debate_files(folder):
        start_source(folder, slug, page, proposed)
    coding, faults = read_with_faults(folder)
    if slug not in coding.sources:
        raise FaultsFound(errors_among(faults))
    return Material(folder, slug, coding, article_of(coding.sources[slug].source, page))


def draft_source(
    folder: str | Path, slug: str, article: str | Path, *, drafter: str = "rules",
    replace: bool = False,
) -> Path:  # fmt: skip
    """Propose statements for an article, each with its proof, as ``opendebate draft`` does.

    Parameters
    ----------
    folder : str or pathlib.Path
        The debate's folder; debate and source are begun if they are missing.
    slug : str
        The name of the source.
    article : str or pathlib.Path
        The article's file.
    drafter : str
        The name of a drafter that this or another package offers.
    replace : bool
        Whether to replace a draft on which somebody has decided already.

    Returns
    -------
    pathlib.Path
        The file of the draft.

    Raises
    ------
    UnknownName
        If there is no such drafter.
    InputError, UsageError, FaultsFound
        If folder or article cannot be read, or the draft may not be replaced.
    """
    from opendebate.coding.article_files import read_article

    drafters = named_drafters()
    if drafter not in drafters:
        raise UnknownName("drafter", drafter, close_matches(drafter, drafters))
    if not replace:
        refuse_to_replace(Path(folder), slug)
    material = open_material(Path(folder), slug, *read_article(str(article), extract=True))
    drafted = drafters[drafter].draft(material.article, material.coding, slug)
    return save_draft(material, drafted, replace=replace)[0]


def named_drafters() -> dict[str, Drafter]:
    """Return the drafters that this and other packages offer, by name."""
    return {entry.name: cast("Drafter", entry.load()()) for entry in entry_points(group=GROUP)}


def refuse_to_replace(folder: Path, slug: str) -> None:
    """Raise `UsageError` if a draft has been worked on."""
    former = read_draft(folder, slug)
    decided = sum(proposal.decision is not None for proposal in former.proposals) if former else 0
    if decided:
        name = display_path(draft_path(folder, slug))
        raise UsageError(
            f"You have decided on {counted(decided, 'proposal')} of {name}.",
            advice="To replace it all the same, add --again.",
        )


def save_draft(
    material: Material, drafted: Drafted, *, replace: bool = False
) -> tuple[Path, DraftFile, Proof]:
    """Prove what a drafter has made, and write it; return the file, the draft and the proof.

    Proposals whose words are coded already are left out.

    Raises
    ------
    UsageError
        If a draft is there that has been worked on, perhaps while the drafter was busy; it is
        replaced only where `replace` says so.
    """
    proven = prove(drafted.proposals, material.article, material.coding, material.slug)
    proof = without_coded(proven, material.article, material.coding.sources[material.slug])
    draft = make_draft(drafted, proof, material.article, material.slug)
    former = text_on_disk(draft_path(material.folder, material.slug))
    if not replace:
        refuse_to_replace(material.folder, material.slug)
    return write_draft(material.folder, draft, former), draft, proof


def from_answer(material: Material, file: str) -> Drafted:
    """Return the proposals of a chat's answer in a file.

    Raises
    ------
    InputError
        If it cannot be read, or has no proposals.
    """
    data = read_bytes(file, MAX_ANSWER, advice="Give the answer of the chat, and nothing else.")
    answer = decoded(data, source_name(file))
    proposals, malformed = read_answer(answer)
    if not proposals and len(malformed) == 1 and malformed[0].startswith("The answer"):
        raise InputError(
            malformed[0],
            where=source_name(file),
            advice="Ask the chat again for JSON in the form that the prompt shows.",
        )
    asked = instructions(material.coding, material.article)
    return Drafted(proposals, "a chat's answer", malformed, asked)
