"""A process that draws pictures: SVG in a JSON list on stdin, PNG on stdout."""

from __future__ import annotations

import json
import sys

from opendebate.site.pictures import draw

if __name__ == "__main__":
    for svg in json.load(sys.stdin):
        png = draw(svg)
        sys.stdout.buffer.write(len(png).to_bytes(4, "big") + png)
