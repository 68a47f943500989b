"""Pictures of pages as PNG, which social networks show, drawn in processes.

Pillow draws words in the letters that the fonts of our packages have, ten times as fast as resvg;
resvg draws the map, and words in other letters with the fonts of the system.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import json
import os
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from opendebate.isolated import python
from opendebate.site.previews import BACKGROUND, BAR, HEIGHT, WIDTH, Preview, PreviewLine

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

Picture = Preview | str  # a text is SVG
PACKAGES = ("PIL", "resvg_py", "font_source_sans_pro", "font_source_serif_pro")
MISSING = (
    "The pages have no pictures for previews: these need packages that are not installed. "
    "To have pictures, run: pip install 'opendebate[pictures]'"
)
_MAX_PROCESSES = 8
_FEW = 40  # pictures that are drawn in this process, since a process takes time to start
_LATIN = 0x0530  # the fonts that come with the packages have the letters before this one
_SHADES = 16  # between a colour and the background, at the edges of letters


def can_draw() -> bool:
    """Return whether the packages are installed that draw pictures."""
    return all(importlib.util.find_spec(name) is not None for name in PACKAGES)


def picture_digest(picture: Picture) -> str:
    """Return the digest of a picture and of what draws it, to see whether it is unchanged."""
    return hashlib.sha256(f"{_versions()}\n{picture}".encode()).hexdigest()


@cache
def _versions() -> str:
    from importlib.metadata import version

    return f"{version('pillow')} {version('resvg-py')} 2"


def draw(picture: Picture) -> bytes:
    """Return a picture as PNG."""
    if isinstance(picture, str):
        return _from_svg(picture)
    words = "".join(line.words for line in picture.lines)
    return _from_words(picture) if _has_only_our_letters(words) else _from_svg(picture.svg)


def _has_only_our_letters(text: str) -> bool:
    return all(
        (ord(character) < _LATIN or 0x2000 <= ord(character) < 0x2190)
        and not unicodedata.combining(character)
        for character in text
    )


def _from_words(preview: Preview) -> bytes:
    """Return a preview as PNG with a palette: the shades of few colours."""
    from PIL import Image

    image = Image.new("P", (WIDTH, HEIGHT), 0)
    palette = [BACKGROUND, preview.bar]
    for colour, lines in groupby(preview.lines, key=lambda line: line.colour):
        image.paste(*_drawn_lines(tuple(lines), first_shade=len(palette)))
        palette += [_mixed(colour, shade / (_SHADES - 1)) for shade in range(1, _SHADES)]
    image.paste(1, (0, 0, BAR, HEIGHT))
    image.putpalette([int(c[n : n + 2], 16) for c in palette for n in (1, 3, 5)])
    png = io.BytesIO()
    image.save(png, "png", compress_level=3)
    return png.getvalue()


@lru_cache(maxsize=256)
def _drawn_lines(lines: tuple[PreviewLine, ...], first_shade: int) -> tuple[Image, tuple[int, int]]:
    """Return lines of one colour, whose shades follow one another in the palette, and their place.

    Many pictures share their first line, and those at their foot.
    """
    from PIL import Image, ImageDraw

    top = lines[0].y - lines[0].size
    bottom = lines[-1].y + round(0.35 * lines[-1].size)
    band = Image.new("L", (WIDTH, bottom - top), 0)
    pen = ImageDraw.Draw(band)
    for line in lines:
        font = _font(line.face, line.size)
        pen.text((line.x, line.y - top), line.words, fill=255, font=font, anchor="ls")
    return band.point(_shades(first_shade)), (0, top)


@cache
def _shades(first: int) -> list[int]:
    """Return which entry of the palette stands for each degree of blackness."""
    return [0 if n < _SHADES else first - 1 + n // _SHADES for n in range(256)]


def _mixed(colour: str, share: float) -> str:
    """Return a colour mixed with the background."""
    parts = ((int(c[n : n + 2], 16) for c in (colour, BACKGROUND)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in parts)


@cache
def _font(face: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(_files()[face], size)


def _from_svg(svg: str) -> bytes:
    """Return SVG as PNG; the system's fonts, slow to read, are only read where needed."""
    import resvg_py

    files = _files()
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=_has_only_our_letters(svg),
            background=BACKGROUND,
            font_files=[*files.values()],
            serif_family="Source Serif Pro",
            sans_serif_family="Source Sans Pro",
        )
    )


def draw_all(pictures: Mapping[str, Picture]) -> dict[str, bytes]:
    """Return pictures as PNG, under the same names."""
    processes = min(os.cpu_count() or 1, _MAX_PROCESSES)
    if len(pictures) <= _FEW or processes < 2:
        return {name: draw(picture) for name, picture in pictures.items()}
    from concurrent.futures import ThreadPoolExecutor  # each thread waits for a process

    names = list(pictures)
    shares = [names[n::processes] for n in range(processes)]
    with ThreadPoolExecutor(processes) as pool:
        results = pool.map(_draw_share, ([pictures[name] for name in share] for share in shares))
        return {name: png for share, pngs in zip(shares, results, strict=True)
                for name, png in zip(share, pngs, strict=True)}  # fmt: skip


def _draw_share(pictures: Sequence[Picture]) -> list[bytes]:
    """Return pictures that another process draws."""
    plain = [picture if isinstance(picture, str) else asdict(picture) for picture in pictures]
    process = subprocess.run(  # noqa: S603 - our own module
        python("opendebate.site.drawing_process"),
        input=json.dumps(plain).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return list(read_pictures(process.stdout))


def picture_of(plain: str | Mapping[str, Any]) -> Picture:
    """Return the picture that `_draw_share` has turned into plain data."""
    if isinstance(plain, str):
        return plain
    return Preview(plain["bar"], tuple(PreviewLine(**line) for line in plain["lines"]))


def read_pictures(data: bytes) -> Iterator[bytes]:
    """Yield the pictures that follow one another, each after its length in four bytes."""
    start = 0
    while start < len(data):
        end = start + 4 + int.from_bytes(data[start : start + 4], "big")
        yield data[start + 4 : end]
        start = end


@cache
def _files() -> dict[str, str]:
    """Return the files of the fonts to draw with, by face."""
    import font_source_sans_pro
    import font_source_serif_pro

    sans, serif = font_source_sans_pro.font_files_ttf, font_source_serif_pro.font_files_ttf
    return {
        "sans": sans["SourceSansPro"],
        "sans-semibold": sans["SourceSansProSemibold"],
        "serif": serif["SourceSerifPro"],
        "serif-semibold": serif["SourceSerifProSemibold"],
        "serif-bold": serif["SourceSerifProBold"],
    }
