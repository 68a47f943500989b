"""The file of a draft, ``drafts/SLUG.yaml``: proposals with their proofs.

It has a form of its own, and no command that builds or checks the debate reads it. Like a coding,
it holds only the ends of passages and their digests, never a sentence of the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from opendebate.coding.debate_files import check_inside, display_path
from opendebate.coding.file_writer import write_coding
from opendebate.coding.sealing_edits import passage_values
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import digest, text_digest
from opendebate.coding.yaml_reader import parse, read_tree, visible
from opendebate.coding.yaml_tree import Tree
from opendebate.coding.yaml_values import pair_lines
from opendebate.draft.proposals import Drafted
from opendebate.draft.proven import Proof, Proven
from opendebate.errors import FaultsFound, InputError
from opendebate.printed_commands import printed_command

_HEAD = """\
# Proposals for the coding of {slug}, made by opendebate draft. No other command counts them:
# only what a person accepts in opendebate code becomes part of the coding.
"""
Data = dict[str, Any]
Names = Annotated[list[str], Field(default_factory=list)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Origin(_Part):
    """Where a draft comes from.

    Attributes
    ----------
    source, drafter : str
    date : str
    article : str
        The digest of the article's words.
    prompt : str or None
        The digest of what the drafter was asked.
    proven, mended, refused : int
        How many proposals have each state.
    coded : int
        How many were left out, since their words are coded already.
    """

    source: str
    drafter: str
    date: str
    article: str
    prompt: str | None = None
    proven: int = 0
    mended: int = 0
    refused: int = 0
    coded: int = 0


class DraftPassage(_Part):
    """A passage of a proposal; without a digest its words were not found."""

    paragraph: int | None = None
    first: Annotated[str, Field(alias="from")]
    last: Annotated[str, Field(alias="to")]
    words: int | None = None
    sha256: str | None = None


class ProposalDecision(_Part):
    """What a person made of a proposal.

    Attributes
    ----------
    taken : str
        ``"accepted"`` or ``"rejected"``.
    by, date : str
    reason : str or None
        Why it was rejected.
    changed : list of str
        The fields that the person changed.
    statement : str or None
        The id of the statement that it became.
    """

    taken: Literal["accepted", "rejected"]
    by: str | None = None
    date: str
    reason: str | None = None
    changed: Names
    statement: str | None = None


class StoredProposal(_Part):
    """A proposal after its proof."""

    id: str
    state: Literal["proven", "mended", "refused"]
    speaker: Names
    claim: str | None = None
    stance: str | None = None
    mode: str | None = None
    because: Names
    said: str | None = None
    confidence: float | None = None
    similar: Names
    notes: Names
    at: Annotated[list[DraftPassage], Field(default_factory=list)]
    decision: ProposalDecision | None = None


class DraftFile(_Part):
    """A draft: where it comes from, its proposals, and the records that they need."""

    draft: Origin
    actors: Annotated[dict[str, dict[str, str]], Field(default_factory=dict)]
    claims: Annotated[dict[str, dict[str, str]], Field(default_factory=dict)]
    proposals: Annotated[list[StoredProposal], Field(default_factory=list)]


def draft_path(folder: Path, slug: str) -> Path:
    """Return the path of a source's draft."""
    return folder / "drafts" / f"{slug}.yaml"


def make_draft(drafted: Drafted, proof: Proof, article: Text, slug: str) -> DraftFile:
    """Return a draft of what was proven."""
    origin = Origin(
        source=slug,
        drafter=drafted.drafter,
        date=today(),
        article=digest(article.words),
        prompt=text_digest(drafted.prompt) if drafted.prompt else None,
        proven=proof.count("proven"),
        mended=proof.count("mended"),
        refused=proof.count("refused") + len(drafted.malformed),
        coded=proof.coded,
    )
    proposals = [_stored(f"p{number}", item) for number, item in enumerate(proof.items, 1)]
    return DraftFile(
        draft=origin, actors=proof.actors, claims=proof.claims, proposals=proposals
    )  # fmt: skip


def today() -> str:
    """Return the date of today."""
    return datetime.now(UTC).date().isoformat()


def _stored(name: str, item: Proven) -> StoredProposal:
    proposal = item.proposal
    return StoredProposal(
        id=name,
        state=item.state,
        speaker=list(proposal.speakers),
        claim=proposal.claim or None,
        stance=proposal.stance or None,
        mode=proposal.mode or None,
        because=[reason.claim for reason in proposal.reasons],
        said=proposal.said or None,
        confidence=proposal.confidence,
        similar=list(item.similar),
        notes=list(item.notes),
        at=[DraftPassage.model_validate(passage_values(each)) for each in item.passages],
    )


def write_draft(folder: Path, draft: DraftFile, former: str | None) -> Path:
    """Write a draft into its debate's folder; return its path.

    Parameters
    ----------
    folder : pathlib.Path
    draft : DraftFile
    former : str or None
        The text of the draft that is there; None if there is none.

    Raises
    ------
    ChangedOnDisk
        If the draft on the disk is another one.
    InputError
        If it cannot be written, or would be written out of the folder.
    """
    path = draft_path(folder, draft.draft.source)
    check_inside(path.parent, folder)
    check_inside(path, folder)
    write_coding(folder, {path: draft_text(draft)}, {path: former})
    return path


def draft_text(draft: DraftFile) -> str:
    """Return the text of a draft's file."""
    data = _plain(draft.model_dump(by_alias=True, exclude_none=True))
    lines = [line for key, value in data.items() for line in pair_lines(key, value)
             if key != "proposals"]  # fmt: skip
    lines += ["", "proposals:" if data.get("proposals") else "proposals: []"]
    for proposal in data.get("proposals", ()):
        item = [line for key, value in proposal.items() for line in pair_lines(key, value)]
        lines += [f"{'  ' if number else '- '}{line}" for number, line in enumerate(item)]
    return _HEAD.format(slug=draft.draft.source) + "\n".join(lines) + "\n"


def _plain(data: Any) -> Any:
    """Return data without what is empty; numbers with a fraction become texts."""
    if isinstance(data, Mapping):
        plain = {key: _plain(value) for key, value in data.items()}
        return {key: value for key, value in plain.items() if value not in ([], {}, None)}
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return f"{data:.2f}" if isinstance(data, float) else visible(data) if _is_text(data) else data


def _is_text(data: Any) -> bool:
    return isinstance(data, str)


def read_draft(folder: Path, slug: str) -> DraftFile | None:
    """Return the draft of a source; None if there is none.

    Raises
    ------
    FaultsFound
        If it is no YAML.
    InputError
        If it is not as `write_draft` writes it.
    """
    path = draft_path(folder, slug)
    if not path.exists():
        return None
    check_inside(path.parent, folder)
    check_inside(path, folder)
    return _checked(read_tree(path, display_path(path)))


def parse_draft(text: str, name: str) -> DraftFile:
    """Return a draft from its text; `name` is what messages call it. See `read_draft`."""
    return _checked(parse(text.encode(), Tree(name)))


def _checked(tree: Tree) -> DraftFile:
    if tree.faults:
        raise FaultsFound(tree.faults)
    try:
        return DraftFile.model_validate(tree.data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        keys = tuple(first["loc"])
        raise InputError(
            f"{'.'.join(map(str, keys))}: {first['msg']}.",
            where=f"{tree.file}:{tree.location(keys)[0]}",
            advice="Mend it, or make the draft again: "
            + printed_command("draft", "SLUG", "--text", "FILE", "--again"),
        ) from error
