"""A lens as a picture: a page that works without any request to the network."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache, cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from opendebate.counting import counted
from opendebate.natural import natural
from opendebate.version import __version__
from opendebate.views.drawing import ALL_NAMED, Drawing, draw, key_of
from opendebate.views.page import Page, fallback
from opendebate.views.page_security import (
    TEMPLATES,
    content_policy,
    inline,
    page_address,
    plain,
)
from opendebate.views.palette import INK, INK_DARK, LINES, NODES
from opendebate.views.pyvis_network import fill, network_of_pyvis
from opendebate.views.relation_phrases import kind_in_words, plural_of
from opendebate.views.script_bundle import bundle
from opendebate.views.static_svg import static_image
from opendebate.views.templating import template_environment

if TYPE_CHECKING:
    from opendebate.networks.lenses import Lens

VIS = "lib/vis-9.1.2/vis-network.min.js"  # in pyvis
_SLIDERS = {
    "claims": "Claims of a tie, at least",
    "weight": "Weight of a tie, at least",
    "degree": "Ties of a node, at least",
    "rank": "Strongest ties",
}
_HEADS = ("Who or what", "Tie", "To whom or what", "What it is based on")


class NetworkView(Page):
    """A picture of a lens on a debate; it shows itself in a notebook.

    Parameters
    ----------
    lens : Lens
        Its network is not changed.
    title, question : str
        Of the debate.
    places : mapping of str to str, optional
        Statement id → its citation, in words; shown with the ties that are based on it.
    note : str
        A note on the page's sources, shown at its end.
    explorer : str, optional
        File name or web address of the explorer's page: nodes then link to their traces.
    most : int, optional
        Maximum number of nodes in the picture; by default all of a small network, and of a larger
        one those with most ties.
    source : str, optional
        What a picture that is taken away names as its source, with the licence.

    Attributes
    ----------
    lenses : dict of str to str
        Name of a lens → the address of its page, to which the page links; empty at first.
    licence : dict of str to str, optional
        Name and address of the coding's licence; none at first.
    sources : list of (str, str)
        Title and address of the sources on the web; none at first.

    Examples
    --------
    >>> import opendebate
    >>> view = opendebate.load().view("actors")
    >>> view.html().startswith("<!doctype html>")
    True
    """

    def __init__(  # noqa: PLR0913, PLR0917 — each is shown
        self,
        lens: Lens,
        title: str,
        question: str,
        places: Mapping[str, str] | None = None,
        note: str = "",
        explorer: str | None = None,
        most: int | None = None,
        source: str = "",
    ) -> None:
        self.lens, self.most, self.source = lens, most, plain(source)
        self.debate, self.question, self.note = plain(title), plain(question), plain(note)
        self.title = self.debate if lens.name == "debate" else f"{self.debate}: {lens.name}"
        self.places = places or {}
        self.lenses: dict[str, str] = {}
        self.licence: dict[str, str] | None = None
        self.sources: list[tuple[str, str]] = []
        self.explorer = page_address(explorer) if explorer else None

    def __repr__(self) -> str:
        return f"<NetworkView {self.title!r}, {counted(len(self.lens.network), 'node')}>"

    def html(self) -> str:
        """Return the page: one file of HTML that needs nothing else."""
        return self._page

    @property
    def notes(self) -> tuple[str, ...]:
        """What one should know of the network before using its numbers."""
        return tuple(self.lens.network.graph.get("notes", ()))

    @cached_property
    def _drawing(self) -> Drawing:
        lines, highlighted = LINES[self.lens.name], self.lens.highlighted
        return draw(self.lens.network, lines, self.places, highlighted, self.most)

    @cached_property
    def _page(self) -> str:
        drawing = network_of_pyvis()(directed=True)
        drawing.path = "network.html"
        drawing.templateEnv = template_environment()
        fill(drawing, self._drawing)
        drawing.templateEnv.globals.update(self._words())
        page: str = drawing.generate_html()
        return page

    def _words(self) -> dict[str, object]:
        """Return what the template shows besides the drawing."""
        vis, style = inline(VIS), inline("network.css")
        script = _script()
        drawing = self._drawing
        return {
            **self._legend(),
            "title": self.title,
            "about": {"title": self.debate, "question": self.question, "note": self.note},
            "finding": plain(self.lens.finding),
            "shows": " ".join(filter(None, [self.lens.description, self.lens.omissions])),
            "left": self._omissions(),
            "more": self._more(),
            "others": self._others(),
            "threshold": self._threshold(),
            "headline": drawing.headline,
            "debate_line": f"{self.debate} · {self.question}",
            "source": " · ".join(filter(None, (self.source, f"opendebate {__version__}"))),
            "file": f"opendebate-{self.lens.name}",
            "some": len(drawing.symbols) > ALL_NAMED,
            "all_named": ALL_NAMED,
            "explorer": self.explorer,
            "lenses": [
                (name.capitalize(), page_address(address), name == self.lens.name)
                for name, address in self.lenses.items()
            ],
            "licence": self.licence,
            "sources": self.sources,
            "language": "",  # of their titles: a network does not say it
            "heads": _HEADS,
            "rows": self._rows(),
            "names": sorted(
                {name for symbol in drawing.symbols for name in (symbol.name, *symbol.names)},
                key=natural,
            ),
            "vis": Markup(vis),  # noqa: S704 — pyvis's own file
            "script": Markup(script),  # noqa: S704 — our own file
            "style": Markup(style),  # noqa: S704 — our own file
            "policy": content_policy((vis, script), (style,)),
        }

    def _legend(self) -> dict[str, object]:
        """Return the symbols and lines that are drawn, in the order of the legend."""
        drawn = {symbol.look.key: symbol.look for symbol in self._drawing.symbols}
        looks = [look for look in NODES if drawn.pop(look.key, None)]
        looks += sorted(drawn.values(), key=lambda look: natural(look.words))
        drawn_lines = {stroke.line.key: stroke.line for stroke in self._drawing.strokes}
        keys = [line.key for line in LINES[self.lens.name] if line.key in drawn_lines]
        lines = [drawn_lines[key] for key in dict.fromkeys([*keys, *sorted(drawn_lines)])]
        return {
            "shapes": [
                {"shape": look.shape, "color": look.colour, "words": look.words} for look in looks
            ],
            "looks": looks,
            "lines": lines,
            "styles": {line.key: asdict(line) for line in lines},
            "ink": {"from": INK, "to": INK_DARK},
        }

    def _threshold(self) -> dict[str, object] | None:
        """Return what the slider of the page is for; None where all ties are drawn at once."""
        threshold = self._drawing.threshold
        if threshold is None:
            return None
        claims = threshold.measure == "weight" and self.lens.name == "actors"
        measure = "claims" if claims else threshold.measure
        steps = [int(step) if step.is_integer() else round(step, 3) for step in threshold.steps]
        return {
            "measure": measure,
            "words": _SLIDERS[measure],
            "steps": steps,
            "start": steps[threshold.steps.index(threshold.start)],
        }

    def _omissions(self) -> str:
        """Return how much of the network is left out, in words; empty where nothing is."""
        left_out, count = len(self._drawing.left_out), len(self.lens.network)
        nodes = (
            f"So that one can read the picture, it shows {count - left_out:,} of "
            f"{counted(count, 'node')}, those with the most ties, and leaves out "
            f"{counted(left_out, 'other')}."
        )
        drawn_ties, ties = len(self._drawing.strokes), self._drawing.ties_left_out
        fewer = (
            f"Of the ties among the nodes that are shown, the {drawn_ties:,} strongest are on this "
            f"page, and {ties:,} are left out."
        )
        find = "Find a name above: the page says whether it is left out."
        return " ".join([nodes] * bool(left_out) + [fewer] * bool(ties) + [find] * bool(left_out))

    def _more(self) -> str:
        """Return how whoever writes the page has more of the network drawn; empty for all of it."""
        if not (self._drawing.left_out or self._drawing.ties_left_out):
            return ""
        count = len(self.lens.network)
        return (
            f"Who writes this page with opendebate can have more drawn: --most {count} on the "
            f"command line, most={count} in Python."
        )

    def _others(self) -> list[dict[str, object]]:
        """Return the nodes that a search may find but the picture does not show, with reasons."""
        kinds = {kind for _, kind in self.lens.network.nodes(data="kind")}
        drawn_count = len(self._drawing.symbols)
        others = [
            (
                entity,
                self.lens.omission_reason
                if entity["kind"] in kinds
                else f"{plural_of(entity['kind'])} are not shown",
            )
            for entity in self.lens.omitted
        ] + [
            (node, f"only the {drawn_count:,} most tied are shown")
            for node in self._drawing.left_out
        ]
        return [
            {
                "id": key_of(entity),
                "name": plain(entity["name"]),
                "names": tuple(map(plain, entity.get("names", ()))),
                "kind": kind_in_words(entity),
                "why": why,
            }
            for entity, why in others
            if entity["kind"] != "step"
        ]

    def _rows(self) -> list[tuple[str, str, str, str]]:
        """Return all ties that are drawn, as rows of the table."""
        rows = [
            (stroke.start.name, stroke.words, stroke.end.name, "; ".join(stroke.rests))
            for stroke in self._drawing.strokes
        ]
        return sorted(
            rows, key=lambda row: (natural(row[0].casefold()), row[1], natural(row[2]), row[3])
        )

    def unframed(self) -> str:
        """Return a static image and the table, closed."""
        return fallback(self.static_image(), _HEADS, self._rows())

    def static_image(self) -> str:
        """Return the network as HTML: the findings, and below them an image without scripts."""
        drawn = self._drawing.at_start()
        few, every = len(drawn.strokes), len(self._drawing.strokes)
        fewer = f"The picture shows the {few:,} strongest of {counted(every, 'tie')}." * (
            few < every
        )
        parts = [plain(self.lens.finding), self.lens.omissions, self._omissions(), fewer]
        caption = " ".join(filter(None, parts))
        return f"<p>{html.escape(caption)}</p>{static_image(drawn, self.title, caption)}"


@cache
def _script() -> str:
    """Return the page's script, bundled: once for all pages of a process."""
    return f"\n{bundle(TEMPLATES / 'network', 'main')}\n"
