"""Other Python processes that we start: they see the installed packages, and nothing else.

A process that is started the plain way looks for modules in the working directory first. There a
file called ``json.py`` would be run in place of Python's own.
"""

from __future__ import annotations

import importlib.util
import site
import sys
from pathlib import Path

_RUN = (
    "import runpy, site, sys; places = {places!r}; "
    "[site.addsitedir(one) for one in places if one not in sys.path]; "
    "runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
)
_OURS = ("opendebate", "opendebate_cli", "opendebate_ontology")


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module as ``python -m`` does, but isolated.

    The process reads no variable of the environment that begins with PYTHON, and never looks for
    modules in the working directory. It finds packages where this process has found them.

    Parameters
    ----------
    module : str
        Of an installed package.
    *arguments : str
        What the module reads from ``sys.argv``.

    Examples
    --------
    >>> python("opendebate_cli", "list", "actors")[1:4]
    ['-I', '-X', 'utf8']
    """
    code = _RUN.format(places=_places(module), module=module)
    return [sys.executable, "-I", "-X", "utf8", "-c", code, *arguments]


def _places(module: str) -> list[str]:
    """Return the folders in which this process has found a module, our packages and the user's."""
    found: dict[str, None] = {}
    for name in (*_OURS, module.partition(".")[0]):
        spec = importlib.util.find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            found[str(Path(folder).absolute().parent)] = None
    own = site.getusersitepackages()
    if own in sys.path:
        found[own] = None
    return list(found)
