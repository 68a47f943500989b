"""Our ES modules joined to one script, in the order in which they import each other."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath

_IMPORT = re.compile(
    r'^import \{ ([\w$]+(?:, [\w$]+)*) \} from "(\.\.?(?:/\.\.)*(?:/[\w-]+)+)\.js";\n', re.MULTILINE
)
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)
_TYPE = re.compile(r"/\*\* @type [^\n]*?\*/ ?")
_END_COMMENT = re.compile(r"[ \t]+// [^\"'`\n]*$", re.MULTILINE)
_HOLDS_TEXT = re.compile(r"[\"'`/]")
_NEEDLESS = re.compile(r" (?=[^\w$+-])|(?<=[^\w$+-]) ")
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) ([\w$]+))", re.MULTILINE)


def bundle(folder: Path, entry: str) -> str:
    """Return a module with all that it imports as one script without imports.

    Each module becomes a function that runs once and returns what it exports, so that names of
    different modules cannot clash. Comments on separate lines are removed, and so is indentation:
    therefore no text may span several lines.

    Parameters
    ----------
    folder : pathlib.Path
        Where the modules are. They import each other by ``import { a, b } from "./other.js";``, or
        ``"../beside/other.js"`` from a folder beside, and export functions, constants and classes
        where they are declared.
    entry : str
        The module to begin with, without ``.js``.

    Raises
    ------
    ValueError
        If modules import each other in a cycle, or import or export in another form.
    """
    order: list[str] = []
    texts: dict[str, str] = {}
    _visit(folder, entry, (), order, texts)
    return '"use strict";\n' + "".join(_wrapped(name, texts[name]) for name in order)


def minified(script: str) -> str:
    """Return a script without types in comments, comments at ends of lines and needless blanks.

    Texts in double quotation marks stay as they are. So do lines that have other quotation marks
    or slashes outside of such texts: a blank could be part of a text or a regular expression.

    Examples
    --------
    >>> minified("const a = (b, c) => b + -c; // a sum")
    'const a=(b,c)=>b + -c;'
    >>> minified('const words = [1, "as they , are"];')
    'const words=[1,"as they , are"];'
    >>> minified("const words = { a: /a : b/ };")
    'const words = { a: /a : b/ };'
    """
    bare = _END_COMMENT.sub("", _TYPE.sub("", script))
    return "\n".join(map(_squeezed_line, bare.split("\n")))


def _squeezed_line(line: str) -> str:
    between = _QUOTED.split(line)
    if any(map(_HOLDS_TEXT.search, between)):
        return line
    texts = [*_QUOTED.findall(line), ""]
    pieces = [_NEEDLESS.sub("", gap) + text for gap, text in zip(between, texts, strict=True)]
    return "".join(pieces)


def _visit(
    folder: Path, name: str, trail: tuple[str, ...], order: list[str], texts: dict[str, str]
) -> None:
    if name in trail:
        raise ValueError(f"modules import each other in a cycle: {' → '.join((*trail, name))}")
    if name in texts:
        return
    texts[name] = (folder / f"{name}.js").read_text("utf-8")
    for _, other in _IMPORT.findall(texts[name]):
        _visit(folder, _path(name, other), (*trail, name), order, texts)
    order.append(name)


def _wrapped(name: str, text: str) -> str:
    text = _INDENT.sub("", _COMMENT.sub("", text))
    if any(_opens(line) for line in text.splitlines()):
        raise ValueError(f"in {name}.js a text goes over several lines")
    exports = _EXPORT.findall(text)
    with_imports = _IMPORT.sub(
        lambda match: f"const {{ {match[1]} }} = {_variable(_path(name, match[2]))};\n", text
    )
    inside = _EXPORT.sub("", with_imports)
    if re.search(r"^(?:import|export)\b", inside, re.MULTILINE):
        raise ValueError(f"{name}.js imports or exports in a form that cannot be inlined")
    returned = ", ".join(exports)
    return f"const {_variable(name)} = (() => {{\n{inside}return {{ {returned} }};\n}})();\n"


def _opens(line: str) -> bool:
    """Return whether a text begins on a line and does not end there, quoted backticks aside."""
    return all(candidate.count("`") % 2 for candidate in (line, _QUOTED.sub("", line)))


def _path(name: str, other: str) -> str:
    """Return the path, from the folder of the entry, of a module that another imports.

    Examples
    --------
    >>> _path("main", "./dom"), _path("../explorer/scene", "./dom")
    ('dom', '../explorer/dom')
    """
    return normpath(join(dirname(name), other))


def _variable(name: str) -> str:
    return "$" + name.replace("../", "").replace("/", "$").replace("-", "_")
