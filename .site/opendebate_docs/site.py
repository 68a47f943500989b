"""The site of all documents: README pages, guides, and a page for each package of the library."""

from __future__ import annotations

import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from opendebate_docs.closed import close_pages
from opendebate_docs.diagrams import with_drawings
from opendebate_docs.ontology import term_pages

ROOT = Path(__file__).parents[2]
PAGES: dict[str, dict[str, str]] = {
    "Use": {
        "opendebate": "README.md",
        "Read and ask a debate": "graph/READING.md",
        "Code a debate": "graph/CODING.md",
        "Exchange and publish": "graph/PUBLISHING.md",
        "In Python": "graph/PYTHON.md",
        "The command line": "cli/README.md",
        "A study": "graph/A-STUDY.md",
        "Coming from other tools": "graph/COMING-FROM.md",
        "Engines": "graph/ENGINES.md",
        "For teachers": "notebooks/README.md",
    },
    "Words and rules": {
        "Codebook": "ontology/opendebate_ontology/debate/CODEBOOK.md",
        "Glossary": "graph/GLOSSARY.md",
        "Ontology": "ontology/README.md",
    },
    "Work on it": {
        "Architecture": "graph/ARCHITECTURE.md",
        "Contributing": "CONTRIBUTING.md",
        "Changelog": "CHANGELOG.md",
    },
}
PACKAGES = (
    "debate",
    "coding",
    "rdf",
    "engines",
    "ask",
    "networks",
    "argumentation",
    "views",
    "exchange",
    "publish",
    "serve",
)
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def build_site(target: Path) -> None:
    """Build the site into a folder.

    Parameters
    ----------
    target : pathlib.Path
        Is replaced. The site opens from disk and asks nothing of the network.

    Raises
    ------
    RuntimeError
        If mkdocs finds a fault, such as a link to a page that is not there.
    """
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _copy_pages(work / "docs")
        _write_library(work / "docs/library")
        _write_terms(work / "docs/ontology")
        (work / "docs/site.css").write_text(_CSS, encoding="utf-8")
        config = work / "mkdocs.yml"
        config.write_text(yaml.safe_dump(_config(target), sort_keys=False), encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        answer = subprocess.run(  # noqa: S603 - our own command
            [*command, "-f", str(config)],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        if answer.returncode:
            raise RuntimeError(f"mkdocs found a fault:\n{answer.stdout}{answer.stderr}")
    close_pages(target)


def _copy_pages(docs: Path) -> None:
    """Copy all pages, and the files that they link to, to the same paths below `docs`."""
    for section in PAGES.values():
        for path in filter(lambda path: (ROOT / path).exists(), section.values()):
            text = (ROOT / path).read_text(encoding="utf-8")
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / path).write_text(with_drawings(text), encoding="utf-8")
            for link in _LINK.findall(text):
                _copy_linked((ROOT / path).parent / link, docs)
    shutil.copytree(ROOT / ".stills", docs / ".stills", dirs_exist_ok=True)


def _copy_linked(file: Path, docs: Path) -> None:
    copy = docs / file.resolve().relative_to(ROOT)
    if file.is_file() and not copy.exists() and file.suffix != ".md":
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)


def _write_library(folder: Path) -> None:
    """Write a page for each package: its modules, from which mkdocstrings takes the docstrings."""
    folder.mkdir(parents=True)
    for package in PACKAGES:
        modules = "".join(f"\n::: {name}\n" for name in _modules(f"opendebate.{package}"))
        (folder / f"{package}.md").write_text(
            f"# opendebate.{package}\n{modules}", encoding="utf-8"
        )


def _write_terms(folder: Path) -> None:
    """Write a page for each class and property of the ontology."""
    for path, text in term_pages().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def _modules(package: str) -> list[str]:
    module = import_module(package)
    below = getattr(module, "__path__", [])
    names = [info.name for info in pkgutil.walk_packages(below, f"{package}.")]
    return [package, *names] if below else [package]


def _config(target: Path) -> dict[str, Any]:
    pages = [
        {section: [{title: path} for title, path in paths.items() if (ROOT / path).exists()]}
        for section, paths in PAGES.items()
    ]
    library = {"Library": [{f"opendebate.{name}": f"library/{name}.md"} for name in PACKAGES]}
    return {
        "site_name": "opendebate",
        "site_url": "",
        "site_dir": str(target.resolve()),
        "use_directory_urls": False,
        "nav": [*pages, _term_links(), library],
        "exclude_docs": "!.stills",
        "extra_css": ["site.css"],
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.tabs", "search.highlight"],
            "palette": [
                {"media": f"(prefers-color-scheme: {mode})", "scheme": scheme, "primary": "custom"}
                for mode, scheme in (("light", "default"), ("dark", "slate"))
            ],
        },
        "plugins": ["search", "offline", {"mkdocstrings": {"handlers": {"python": _handler()}}}],
        "extra": {"generator": False},
        "markdown_extensions": [
            {"toc": {"toc_depth": 2}},
            "tables",
            "pymdownx.superfences",
            "pymdownx.highlight",
        ],
        "validation": {"links": {"not_found": "warn", "unrecognized_links": "ignore"}},
    }


def _term_links() -> dict[str, Any]:
    """Return the navigation's part for the terms: classes, then properties."""
    links: dict[str, list[dict[str, str]]] = {"Classes": [], "Properties": []}
    for path in term_pages():
        folder, name = path.split("/")
        links[folder.capitalize()].append({name.removesuffix(".md"): f"ontology/{path}"})
    return {"Terms": [{title: paths} for title, paths in links.items()]}


def _handler() -> dict[str, Any]:
    options = {
        "docstring_style": "numpy",
        "docstring_section_style": "list",
        "show_source": False,
        "show_root_heading": True,
        "show_root_full_path": True,
        "heading_level": 2,
        "filters": ["!^_"],
        "show_signature_annotations": False,
        "show_if_no_docstring": False,
    }
    return {"paths": [str(ROOT / "graph")], "options": options}


_CSS = """\
:root { --md-primary-fg-color: #1f4e5f; --md-primary-bg-color: #fff;
  --md-typeset-a-color: #1c5f76; }
[data-md-color-scheme="default"] { --md-code-hl-comment-color: #595959;
  --md-code-hl-generic-color: #595959; --md-code-hl-operator-color: #595959;
  --md-code-hl-punctuation-color: #595959; --md-code-hl-variable-color: #595959;
  --md-code-hl-number-color: #b3241f; --md-code-hl-string-color: #14663f;
  --md-code-hl-name-color: #36464e; --md-code-hl-constant-color: #5a42b8; }
[data-md-color-scheme="slate"] { --md-typeset-a-color: #8cc7dc;
  --md-code-hl-number-color: #f0897d; --md-code-hl-constant-color: #b3a6ef;
  --md-code-hl-comment-color: #b5b9c6; --md-code-hl-generic-color: #b5b9c6;
  --md-code-hl-operator-color: #b5b9c6; --md-code-hl-punctuation-color: #b5b9c6;
  --md-code-hl-variable-color: #b5b9c6; --md-code-hl-keyword-color: #8fb4f7;
  --md-code-hl-function-color: #c4a6f0; --md-code-hl-special-color: #f08cb6; }
.md-typeset a { text-decoration: underline; }
.md-copyright, .md-source-file, .doc-label { color: inherit; }
.diagram { overflow-x: auto; }
.diagram svg { width: 100%; font: 13px system-ui, sans-serif; text-anchor: middle; }
.diagram rect { fill: var(--md-code-bg-color); stroke: var(--md-default-fg-color--light); }
.diagram text { fill: var(--md-default-fg-color); }
.diagram .label { paint-order: stroke; stroke: var(--md-default-bg-color); stroke-width: 6px; }
.diagram .arrow { fill: none; stroke: var(--md-default-fg-color--light); marker-end: url(#tip); }
.diagram marker path { fill: var(--md-default-fg-color--light); }
"""
