"""The way in: ``opendebate`` and ``python -m opendebate_cli``."""

from __future__ import annotations

import atexit
import gc
import os
import sys

# A command makes many objects and ends: the default frequency of garbage collection would cost a
# tenth of its time.
_GARBAGE = (50_000, 20, 20)


def main() -> None:
    """Run the command line; an interrupt is no error of the program, however early it comes."""
    gc.set_threshold(*_GARBAGE)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")  # to look for them takes a while
    atexit.register(gc.freeze)  # Python's last collection, when the process ends anyway
    try:
        from opendebate_cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted. No file was left half-written.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
