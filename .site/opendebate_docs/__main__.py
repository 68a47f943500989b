"""``python .site/opendebate_docs WHAT``: write the generated documents, or build the site.

``commands`` writes ``cli/README.md``, ``ontology`` writes ``ontology/README.md``,
and ``site FOLDER`` builds the site of all documents
(``pip install -e ".[docs]"``).
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from opendebate_docs.commands import command_readme

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> int:
    """Do what the command line asks for; return the exit code."""
    match arguments:
        case ["commands"]:
            (ROOT / "cli/README.md").write_text(command_readme(), encoding="utf-8")
        case ["ontology"]:
            from opendebate_docs.ontology import ontology_readme

            (ROOT / "ontology/README.md").write_text(ontology_readme(), encoding="utf-8")
        case ["site", folder]:
            from opendebate_docs.site import build_site

            build_site(Path(folder))
            print(Path(folder) / "index.html")
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
