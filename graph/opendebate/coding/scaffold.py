"""Starting to code: a debate's first files, and a commented file for a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from shlex import quote
from typing import Any

import opendebate_ontology
from opendebate.coding.debate_files import CODINGS, ENTITY_FILES, display_path
from opendebate.coding.field_types import ID_PATTERN, MAX_ID
from opendebate.coding.file_writer import write_coding
from opendebate.coding.id_letters import id_letters
from opendebate.coding.passages import ANCHOR, Span, seal
from opendebate.coding.record_edit import RecordEditor
from opendebate.coding.text import Text
from opendebate.coding.transcripts import is_thread, turns
from opendebate.coding.yaml_reader import visible
from opendebate.coding.yaml_values import to_yaml
from opendebate.errors import InputError, UsageError
from opendebate.files import new_folder

# The commented examples of a source's fields in its template, and in `_known`.
_EXAMPLES = {
    "publisher": "an-actor", "authors": r"\[an-actor\]", "published": r"\d{4}-\d\d-\d\d", "url": "https://…",
    "scope": "full", "attribution": r"[^\n]*\n +# - \{from",
}  # fmt: skip
_TEMPLATES = Path(__file__).parent / "templates"  # of new files, with examples in comments


def check_slug(slug: str) -> None:
    """Raise `UsageError` if a source cannot have a name."""
    if len(slug) > MAX_ID or not re.fullmatch(ID_PATTERN, slug):
        raise UsageError(
            f"{slug[:MAX_ID]!r} cannot name a source.",
            advice=f"Use small letters, digits and single hyphens, at most {MAX_ID} characters.",
        )


def start_debate(folder: Path, *, extend: bool = False, language: str = "en") -> list[Path]:
    """Write the files that a new debate needs; return their paths.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder; nothing is written if it contains a debate already.
    extend : bool
        Whether to begin with a copy of the built-in debate.
    language : str
        That of a debate that begins with nothing.

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
    files = _built_in() if extend else _examples(_slug(folder.resolve().name), language)
    for schema in sorted(opendebate_ontology.path("schema").glob("*.json")):
        files[f".schema/{schema.name}"] = schema.read_text("utf-8")
    with new_folder(folder) as new:
        (new / "sources").mkdir()
        (new / ".schema").mkdir()
        for file, text in files.items():
            (new / file).write_text(text, "utf-8", newline="\n")
    return [folder / file for file in files if not file.startswith(".")]


def _examples(slug: str, language: str) -> dict[str, str]:
    """Return the files of a new debate, with examples in comments."""
    title = slug.replace("-", " ").capitalize()
    files = {"debate.yaml": _template("debate").format(title=title, name=slug, language=language)}
    for kind in ENTITY_FILES:
        head = f"# yaml-language-server: $schema=.schema/{kind}.json\n"
        files[f"{kind}.yaml"] = head + _template(kind)
    return files


def _template(name: str) -> str:
    return (_TEMPLATES / f"{name}.yaml").read_text("utf-8")


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


def source_path(folder: Path, slug: str, coder: str | None = None) -> Path:
    """Return the path of a source's file, or of a coder's coding of it."""
    inner = folder / CODINGS / coder if coder else folder / "sources"
    return inner / f"{slug}.yaml"


def start_source(
    folder: Path,
    slug: str,
    text: Text | None = None,
    proposed: Mapping[str, Any] | None = None,
    coder: str | None = None,
) -> Path:
    """Write a commented file for the coding of a source, with the openings of its paragraphs.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    slug : str
        The source's id.
    text : Text, optional
        The article. Each of its paragraphs gets a comment with its first three words.
    proposed : dict, optional
        What its file says of it, as `opendebate.coding.article_files.read_article` returns it.
    coder : str, optional
        Whose coding of it is begun; without a coder, the one that counts.

    Raises
    ------
    InputError
        If the file is already there.
    """
    path = source_path(folder, slug, coder)
    if path.exists():
        raise InputError(
            "The source is already being coded.",
            where=display_path(path),
            advice="Nothing was changed. Continue in that file, or choose another name.",
        )
    kind = _kind(text)
    if text is not None and kind == "social-media":
        text = text.without_headings()
    proposed = proposed or {}
    title = proposed.get("title")
    ends, paragraphs = _outline(text.after(title or "")) if text is not None else ("", "")
    filled = _template("source").format(
        folder=quote(visible(str(folder))),
        slug=slug,
        coder=f" --coder {coder}" if coder else "",
        schema=("../" if coder else "") + "../.schema/source.json",
        title=to_yaml(title) if title else slug.replace("-", " ").capitalize(),
        kind=kind,
        known=_known(proposed),
        ends=ends,
        paragraphs=paragraphs,
    )
    write_coding(folder, {path: filled}, {path: None})
    return path


def _kind(text: Text | None) -> str:
    """Return what kind of source a text seems to be."""
    if text is None or not turns(text):
        return "news-article"
    return "social-media" if is_thread(text) else "interview"


def _outline(text: Text) -> tuple[str, str]:
    """Return the ends of an article as YAML, and comments with the openings of its paragraphs."""
    inner = text.paragraphs or list(text.blocks)
    sealed = seal(Span(inner[0].start, inner[-1].stop, 1), text)
    ends = f"from: {to_yaml(visible(sealed.first))}, to: {to_yaml(visible(sealed.last))}"
    comments = []
    for block in text.blocks[text.blocks.index(inner[0]) :]:
        opening = visible(text.slice(block.start, min(block.start + ANCHOR, block.stop)))
        name = f"Paragraph {block.paragraph}" if block.paragraph else "Heading"
        comments.append(f"\n# {name}: {opening} …\n")
    return ends, "".join(comments)


def _known(proposed: Mapping[str, Any]) -> str:
    """Return the lines of a source's record: what its file says, and comments for the rest.

    Its authors and publisher are only comments, since they must be registered as actors.
    """
    voice = "whose voice the narrator has, where there is no author"
    authors = ", ".join(proposed.get("authors", ()))
    lines = [f"# publisher: an-actor  # {proposed.get('publisher') or voice}",
             f"# authors: [an-actor]{f'  # {authors}' if authors else ''}"]  # fmt: skip
    for key, example in (("published", "2024-01-22"), ("language", ""), ("url", "https://…")):
        if value := proposed.get(key):
            lines.append(f"{key}: {to_yaml(value)}")
        elif key == "published" and "file_date" in proposed:
            lines.append(f"# published: {proposed['file_date']}  # when its file was made")
        elif example:
            lines.append(f"# {key}: {example}")
    return "".join(f"  {line}\n" for line in lines)


def remove_examples(editor: RecordEditor, fields: Iterable[str]) -> None:
    """Remove the commented examples of a source's fields from its file.

    Parameters
    ----------
    editor : RecordEditor
        That of the source's file.
    fields : iterable of str
        Fields that the file has from now on, so that nobody needs the example.
    """
    for name in _EXAMPLES.keys() & set(fields):
        example = rf"^ +# {name}: *{_EXAMPLES[name]}[^\n]*\n"
        for match in re.finditer(example, editor.text, re.MULTILINE):
            editor.replace(match.start(), match.end(), "")


def _slug(name: str) -> str:
    """Return the letters and digits of a name as an id."""
    return "-".join(re.findall("[a-z0-9]+", id_letters(name))) or "debate"
