"""A process that draws pictures: a JSON list on stdin, PNG on stdout."""

from __future__ import annotations

import json
import sys

from opendebate.site.pictures import draw, picture_of

if __name__ == "__main__":
    for plain in json.load(sys.stdin):
        png = draw(picture_of(plain))
        sys.stdout.buffer.write(len(png).to_bytes(4, "big") + png)
