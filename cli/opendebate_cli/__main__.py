"""The way in: ``opendebate`` and ``python -m opendebate_cli``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; an interrupt is no error of the program, however early it comes."""
    try:
        from opendebate_cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted. No file was left half-written.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
