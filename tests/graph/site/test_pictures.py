"""Pictures for previews: both ways to draw show the same, and words stay in the picture."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

import opendebate
from opendebate.site.debate_index import DebateIndex
from opendebate.site.entity_content import EntityContents
from opendebate.site.first_pages import FirstPages
from opendebate.site.pictures import can_draw, draw, draw_all
from opendebate.site.previews import HEIGHT, WIDTH, Preview, has_preview_shape, title_preview
from opendebate.site.site_pages import SitePages
from opendebate.views.explorer import ExplorerView
from opendebate.views.map.map_image import finding

if TYPE_CHECKING:
    from PIL.Image import Image

pytestmark = pytest.mark.skipif(
    not can_draw(), reason="packages are missing: pip install 'opendebate[pictures]'"
)
LONG = "Should the town publish its detailed flood maps for every house and every field?"


def preview(question: str = LONG) -> Preview:
    return title_preview(question, "Three voices are for it.", "Maps", "https://example.org/")


def image(png: bytes) -> Image:
    from PIL import Image

    return Image.open(io.BytesIO(png)).convert("L")


def test_both_ways_to_draw_show_the_same() -> None:
    from PIL import ImageChops, ImageFilter, ImageStat

    words, svg = (image(draw(one)) for one in (preview(), preview().svg))
    assert words.size == svg.size == (WIDTH, HEIGHT)
    blurred = [one.filter(ImageFilter.GaussianBlur(6)) for one in (words, svg)]
    difference = ImageChops.difference(*blurred)
    assert ImageStat.Stat(difference).mean[0] < 2
    assert ImageStat.Stat(ImageChops.invert(words)).mean[0] > 5, "there are words"


@pytest.mark.parametrize("question", [LONG, "Wie wäre es?", LONG * 6, "W" * 300])
def test_all_words_stay_in_the_picture(question: str) -> None:
    drawn = image(draw(preview(question)))
    margin = drawn.crop((WIDTH - 40, 0, WIDTH, HEIGHT))
    assert min(margin.tobytes()) > 240


def test_other_letters_are_drawn_with_the_fonts_of_the_system() -> None:
    latin, arabic = draw(preview("Maps?")), draw(preview("هل تنشر الخرائط؟"))
    assert latin[25] == 3, "a palette, so it is from Pillow"
    assert arabic[25] == 6, "full colours, so it is from resvg"


def test_pictures_from_processes_are_those_of_this_process() -> None:
    previews = {str(n): preview(f"Question {n}?") for n in range(60)}
    drawn = draw_all(previews)
    assert list(drawn) == sorted(previews, key=list(drawn).index)
    assert drawn["7"] == draw(previews["7"])
    assert drawn["58"] == draw(previews["58"])


def test_a_map_that_is_too_tall_to_be_read_is_not_the_preview() -> None:
    assert has_preview_shape('<svg width="1280" height="898">')
    assert not has_preview_shape('<svg width="1280" height="1592">')


def test_the_words_of_the_first_picture_have_no_sign_that_their_font_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OPENDEBATE_ONLY")  # with all sources the map is too tall
    engine = opendebate.load().engine
    contents, explorer = EntityContents(DebateIndex(engine)), ExplorerView(engine)
    render = SitePages(contents.index, "https://example.org/", {}, ())
    picture = FirstPages(contents, render, explorer).picture()
    assert "✗" in finding(explorer.map)
    assert isinstance(picture, Preview)
    words = " ".join(line.words for line in picture.lines)
    assert "are denied and" in words
    assert "by a named voice." in words
    assert "✗" not in words
