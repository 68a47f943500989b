"""README.md of a release: what is in it, how it was made, how to cite it, and how to check it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from opendebate.views.credits import licence_name

if TYPE_CHECKING:
    from opendebate.release.release_facts import ReleaseFacts
    from opendebate.release.release_file import ReleaseFile

# Folders whose files the list does not name one by one.
_FOLDERS = {
    "coding": "The coding files, as the coders wrote them, and the codebook.",
    "data/tables": "A table for each kind of entity; `metadata.json` says what each column holds.",
    "page": "The page to explore the debate: open `index.html`. Networks stand beside it.",
}
_NOT_TO_CITE = "**This is a draft. Do not cite it.**\n\n"
# Of a text: what Markdown reads as HTML or an entity; and as emphasis, code, a link, a table, or,
# at its beginning, a heading, a quotation or a list.
_HTML = re.compile(r"&(?=[#\w]+;)|<")
_MARKUP = re.compile(r"[\\`*_|]|\](?=[(\[:])|^[#>+-]")


def release_readme(facts: ReleaseFacts, files: list[ReleaseFile], omissions: list[str]) -> bytes:
    """Return README.md of a release.

    Parameters
    ----------
    facts : ReleaseFacts
    files : list of ReleaseFile
        All others.
    omissions : list of str
        What is missing, a sentence each.
    """
    sections = [_head(facts), _contents(files, omissions), _making(facts), _citing(facts),
                _checking(facts)]  # fmt: skip
    return "\n".join(sections).encode()


def _head(facts: ReleaseFacts) -> str:
    citation = facts.citation
    rows = [
        ("Version", citation.version), ("Date", citation.date), ("DOI", facts.doi_address),
        ("Authors", "; ".join(as_typed(author.display_name) for author in citation.authors)),
        ("Licence", _licence(citation.licence)), ("Address of the debate", citation.iri),
        ("Digest of the graph", f"sha256:{facts.digest}"),
    ]  # fmt: skip
    table = "\n".join(f"- {name}: {value}" for name, value in rows if value)
    draft = _NOT_TO_CITE if facts.is_draft else ""
    about = f"{as_typed(citation.description)}\n\n" if citation.description else ""
    title, question = as_typed(citation.title), as_typed(citation.question)
    return f"# {title}\n\n{draft}{question}\n\n{about}{table}\n"


def as_typed(text: str) -> str:
    """Return a text that Markdown shows as it was typed.

    Examples
    --------
    >>> print(as_typed("<!-- *Who* pays? -->"), as_typed("# 1"), as_typed("R&D, &lt;b>"))
    &lt;!-- \\*Who\\* pays? --> \\# 1 R&D, &amp;lt;b>
    """
    without_html = _HTML.sub(lambda match: "&lt;" if match[0] == "<" else "&amp;", text)
    return _MARKUP.sub(lambda match: f"\\{match[0]}", without_html)


def _licence(address: str) -> str:
    name = licence_name(address) if address else ""
    return address if name == address else f"{name}, {address}"


def _contents(files: list[ReleaseFile], omissions: list[str]) -> str:
    folders = {f"{name}/": text for name, text in _FOLDERS.items()}
    described = {file.path: file.description for file in files if not _folder(file)}
    shown = sorted((described | folders).items())
    lines = [f"- `{path}`: {description}" for path, description in shown]
    lines += [f"- {omission}" for omission in omissions]
    return "\n".join(
        ["## What is in it", "", "No text of a source is in it: a passage is its first and last "
         "words, the number of its words and their digest.", "", *lines, ""]
    )  # fmt: skip


def _folder(file: ReleaseFile) -> str:
    """Return the folder that the list names in place of a file; empty if it names the file."""
    return next((name for name in _FOLDERS if file.path.startswith(f"{name}/")), "")


def _making(facts: ReleaseFacts) -> str:
    return (
        "## How it was made\n\n"
        "Coders read the sources and wrote the files under `coding/` after the rules in "
        "`coding/CODEBOOK.md`: one record for each stance that a speaker takes on a claim in a "
        "passage. "
        f"opendebate {facts.tool_version} made all other files from them, with\n\n"
        "    opendebate -d coding release FOLDER\n\n"
        "The same coding files and the same version of opendebate give the same bytes.\n"
    )


def _citing(facts: ReleaseFacts) -> str:
    return (
        f"## How to cite it\n\n{as_typed(facts.reference)}\n\n"
        "A single statement is cited by its id, such as `SOURCE/STATEMENT`, with this version. "
        "What somebody said is cited by the source itself, at the passage. `CITATION.cff` and the "
        "files under `metadata/` say the same to programs.\n"
    )


def _checking(facts: ReleaseFacts) -> str:
    return (
        "## How to check it\n\n"
        "    sha256sum --check SHA256SUMS\n"
        "    opendebate -d coding check\n"
        "    opendebate -d coding export nquads -o - | LC_ALL=C sort -u | sha256sum\n\n"
        f"The last command prints the digest of the graph, {facts.digest}, which is the checksum "
        f"of `data/debate.nq`, too, with opendebate {facts.tool_version}. Whoever has the sources "
        "can compare each passage with them: `opendebate -d coding check --text "
        "SOURCE=ARTICLE`.\n"
    )
