"""Starting to code: a debate's first files, and a commented file for a source."""

from __future__ import annotations

import re
from pathlib import Path
from shlex import quote

import opendebate_ontology
from opendebate.coding.debate_files import ENTITY_FILES, display_path
from opendebate.coding.field_types import ID_PATTERN, MAX_ID
from opendebate.coding.passages import ANCHOR, Span, seal
from opendebate.coding.text import Text
from opendebate.coding.yaml_edit import to_yaml
from opendebate.coding.yaml_reader import visible
from opendebate.errors import InputError, UsageError
from opendebate.files import make_folder, new_folder, write_file

_DEBATE = """\
# yaml-language-server: $schema=.schema/debate.json
debate:
  title: {title}
  # What is debated, so that one can be for or against:
  question: Should … ?
  iri: https://example.org/{name}/  # the IRIs of all entities begin so; use an address of your own
  language: en
"""
_SOURCE = """\
# yaml-language-server: $schema=../.schema/source.json
# Coding of a source. Its text is not stored: a passage is only its first and last words.
# 1. Name people in actors.yaml and claims in claims.yaml; the examples there show how.
# 2. Write a statement below for each claim that somebody takes a stance on.
# 3. opendebate -d {folder} check --text {slug}=FILE    shows every fault, and what is not coded
# 4. opendebate -d {folder} seal {slug} --text FILE     fills in word counts and digests
source:
  title: {title}
  kind: news-article     # or opinion, report, speech, interview, policy-document, letter, paper …
  # publisher: an-actor  # whose voice the narrator has, where there is no author
  # authors: [an-actor]
  # published: 2024-01-22
  # url: https://…
  # scope: full          # or selective: only what bears on the question is coded
  # attribution:         # words that are nobody's statement, wherever they occur
  # - {{from: she said, to: she said}}
  # First and last words of the article itself: leave its headline, menus and the like out.
  text: {{{ends}}}

# One statement is one speaker's stance on one claim. Without speaker the narrator speaks.
statements:
# - id: somebody-says
#   speaker: an-actor
#   as: an-organisation    # the affiliation they have, where the source says so
#   on_behalf_of: a-body   # only where a body speaks through them: "we at the council will …"
#   via: [a-newspaper]     # who carried it from the speaker to the source
#   mode: verbatim         # verbatim mixed paraphrase narration evaluation hearsay hypothetical
#   claim: a-claim
#   stance: affirms        # affirms denies doubts concedes
#   because: [another-claim]
#   at: {{paragraph: 1, from: first three words, to: last three words}}
{paragraphs}"""


_EXAMPLES = {
    "actors": """\
# Who speaks and who is spoken about. Take the # away to use an example.
# ada-lovelace:
#   name: Ada Lovelace
#   kind: person                # or organization, group
#   memberships:
#   - {organization: royal-society, role: guest}
""",
    "models": """\
# AI models, where the debate is about any.
# some-model: {name: Some Model, developer: an-actor, version_of: a-family, licence: a-policy}
""",
    "policies": """\
# Laws, orders, letters, licences and their terms.
# some-act:
#   name: Some Act
#   kind: law                   # executive-order letter licence licence-term directive …
#   issuer: an-actor
#   responds_to: [a-claim]
#   date: 2024-03
""",
    "claims": """\
# Propositions in your own words, so that one can agree or disagree; never the article's sentences.
# engines-compose:
#   text: Machines will one day compose music.
#   kind: predictive            # descriptive predictive evaluative normative causal definitional
#   side: for                   # for against both neither: relative to the debate's question
#   topics: [a-topic]
#   attacks: [another-claim]    # what you see yourself; reasons that speakers give go to sources/
#   undercuts: [{premise: a-claim, conclusion: another-claim}]
""",
    "topics": """\
# Themes of claims. Broader may be another topic, or risk or benefit.
# safety: {name: Safety, broader: risk}
""",
    "events": """\
# What happened.
# some-meeting: {name: The council meets, kind: decision, date: 2024-03-05, decided_by: an-actor}
""",
    "context": """\
# Facts from outside the sources, each with its reference.
# meeting-day:
#   text: The council met on 5 March 2024.
#   about: [some-meeting]
#   reference: {title: Minutes of the council, date: 2024-03-05}
""",
}


def check_slug(slug: str) -> None:
    """Raise `UsageError` if a source cannot have a name."""
    if len(slug) > MAX_ID or not re.fullmatch(ID_PATTERN, slug):
        raise UsageError(
            f"{slug[:MAX_ID]!r} cannot name a source.",
            advice=f"Use small letters, digits and single hyphens, at most {MAX_ID} characters.",
        )


def start_debate(folder: Path, *, extend: bool = False) -> list[Path]:
    """Write the files that a new debate needs; return their paths.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder; nothing is written if it contains a debate already.
    extend : bool
        Whether to begin with a copy of the built-in debate.

    Raises
    ------
    InputError
        If the folder contains other files, or cannot be written to.
    """
    if (folder / "debate.yaml").exists():
        if extend:
            raise InputError(
                "This folder has a debate already, so the built-in one is not copied.",
                where=str(folder),
                advice="Name a new folder with -d, or leave --extend out.",
            )
        return []
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "This folder is no debate, and it is not empty."
            if folder.is_dir()
            else "This is a file, not a folder.",
            where=str(folder),
            advice="Name a new folder with -d, or one with a debate.yaml.",
        )
    files = _built_in() if extend else _examples(_slug(folder.resolve().name))
    for schema in sorted(opendebate_ontology.path("schema").glob("*.json")):
        files[f".schema/{schema.name}"] = schema.read_text("utf-8")
    with new_folder(folder) as new:
        (new / "sources").mkdir()
        (new / ".schema").mkdir()
        for file, text in files.items():
            (new / file).write_text(text, "utf-8", newline="\n")
    return [folder / file for file in files if not file.startswith(".")]


def _examples(slug: str) -> dict[str, str]:
    """Return the files of a new debate, with examples in comments."""
    title = slug.replace("-", " ").capitalize()
    files = {"debate.yaml": _DEBATE.format(title=title, name=slug)}
    for kind in ENTITY_FILES:
        head = f"# yaml-language-server: $schema=.schema/{kind}.json\n"
        files[f"{kind}.yaml"] = head + _EXAMPLES[kind]
    return files


def _built_in() -> dict[str, str]:
    """Return the files of the built-in debate; they refer to the schemas in the new folder."""
    folder = opendebate_ontology.path("debate")
    listed = [*sorted(folder.glob("*.*")), *sorted((folder / "sources").glob("*.yaml"))]
    files = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in listed}
    return {
        name: text.replace("$schema=../../schema/", "$schema=../.schema/").replace(
            "$schema=../schema/", "$schema=.schema/"
        )
        for name, text in files.items()
    }


def start_source(folder: Path, slug: str, text: Text | None = None) -> Path:
    """Write a commented file for the coding of a source, with the openings of its paragraphs.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    slug : str
        The source's id.
    text : Text, optional
        The article. Each of its paragraphs gets a comment with its first three words.

    Raises
    ------
    InputError
        If the file is already there.
    """
    path = folder / "sources" / f"{slug}.yaml"
    if path.exists():
        raise InputError(
            "The source is already being coded.",
            where=display_path(path),
            advice="Nothing was changed. Continue in that file, or choose another name.",
        )
    ends, paragraphs = "", ""
    if text is not None:
        inner = text.paragraphs or list(text.blocks)
        sealed = seal(Span(inner[0].start, inner[-1].stop, 1), text)
        ends = f"from: {to_yaml(visible(sealed.first))}, to: {to_yaml(visible(sealed.last))}"
        for block in text.blocks[text.blocks.index(inner[0]) :]:
            opening = visible(text.slice(block.start, min(block.start + ANCHOR, block.stop)))
            name = f"Paragraph {block.paragraph}" if block.paragraph else "Heading"
            paragraphs += f"\n# {name}: {opening} …\n"
    title = slug.replace("-", " ").capitalize()
    filled = _SOURCE.format(
        folder=quote(visible(str(folder))), slug=slug, title=title, ends=ends, paragraphs=paragraphs
    )
    make_folder(path.parent)
    write_file(path, filled)
    return path


def _slug(name: str) -> str:
    """Return the letters and digits of a name as an id."""
    return "-".join(re.findall("[a-z0-9]+", name.casefold())) or "debate"
