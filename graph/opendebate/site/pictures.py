"""Pictures of pages as PNG, which social networks show: drawn from SVG by resvg, in processes."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from opendebate.isolated import python

PACKAGES = ("resvg_py", "font_source_sans_pro", "font_source_serif_pro")
MISSING = (
    "The pages have no pictures for previews: these need packages that are not installed. "
    "To have pictures, run: pip install 'opendebate[pictures]'"
)
_MAX_PROCESSES = 8
_FEW = 12  # pictures that are drawn in this process, since a process takes time to start
_LATIN = 0x0530  # the fonts that come with the packages have the letters before this one


def can_draw() -> bool:
    """Return whether the packages are installed that draw pictures."""
    return all(importlib.util.find_spec(name) is not None for name in PACKAGES)


def picture_digest(svg: str) -> str:
    """Return the digest of a picture and of what draws it, to see whether it is unchanged."""
    from importlib.metadata import version

    return hashlib.sha256(f"{version('resvg-py')}\n{svg}".encode()).hexdigest()


def draw(svg: str) -> bytes:
    """Return a picture in SVG as PNG.

    Fonts of the system, which take long to read, are only read for letters that ours do not have.
    """
    import resvg_py

    only_ours = all(
        ord(character) < _LATIN or 0x2000 <= ord(character) < 0x2300 for character in svg
    )
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=only_ours, background="#fdfdfb", **_fonts()
        )
    )


def draw_all(pictures: Mapping[str, str]) -> dict[str, bytes]:
    """Return pictures in SVG as PNG, under the same names."""
    processes = min(os.cpu_count() or 1, _MAX_PROCESSES)
    if len(pictures) <= _FEW or processes < 2:
        return {name: draw(svg) for name, svg in pictures.items()}
    from concurrent.futures import ThreadPoolExecutor  # each thread waits for a process

    names = list(pictures)
    shares = [names[n::processes] for n in range(processes)]
    with ThreadPoolExecutor(processes) as pool:
        drawn = pool.map(_draw_share, ([pictures[name] for name in share] for share in shares))
        return {name: png for share, some in zip(shares, drawn, strict=True)
                for name, png in zip(share, some, strict=True)}  # fmt: skip


def _draw_share(svgs: Sequence[str]) -> list[bytes]:
    """Return pictures that another process draws."""
    process = subprocess.run(  # noqa: S603 - our own module
        python("opendebate.site.drawing_process"),
        input=json.dumps(svgs).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return list(read_pictures(process.stdout))


def read_pictures(data: bytes) -> Iterator[bytes]:
    """Yield the pictures that follow one another, each after its length in four bytes."""
    start = 0
    while start < len(data):
        end = start + 4 + int.from_bytes(data[start : start + 4], "big")
        yield data[start + 4 : end]
        start = end


@cache
def _fonts() -> dict[str, Any]:
    """Return the fonts to draw with, as arguments of resvg."""
    import font_source_sans_pro
    import font_source_serif_pro

    return {
        "font_files": [
            font_source_sans_pro.font_files_ttf[name]
            for name in ("SourceSansPro", "SourceSansProSemibold")
        ]
        + [
            font_source_serif_pro.font_files_ttf[name]
            for name in ("SourceSerifPro", "SourceSerifProSemibold", "SourceSerifProBold")
        ],
        "serif_family": "Source Serif Pro",
        "sans_serif_family": "Source Sans Pro",
    }
