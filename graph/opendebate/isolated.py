"""Other Python processes that we start: they see the installed packages, and nothing else.

Usually, a Python process looks for modules in the working directory first. There it would run a
file called ``json.py`` instead of Python's own module.
"""

from __future__ import annotations

import importlib.util
import site
import sys
from pathlib import Path

_RUN_MODULE = (
    "import runpy, site, sys; folders = {folders!r}; "
    "[site.addsitedir(folder) for folder in folders if folder not in sys.path]; "
    "runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
)
_OUR_PACKAGES = ("opendebate", "opendebate_cli", "opendebate_ontology")


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module as ``python -m`` does, but isolated.

    The process reads no variable of the environment that begins with PYTHON, and never looks for
    modules in the working directory. It finds packages where this process has found them.

    Parameters
    ----------
    module : str
        A module of an installed package.
    *arguments : str
        The arguments that the module reads from ``sys.argv``.

    Examples
    --------
    >>> python("opendebate_cli", "list", "actors")[1:4]
    ['-I', '-X', 'utf8']
    """
    code = _RUN_MODULE.format(folders=_package_folders(module), module=module)
    return [sys.executable, "-I", "-X", "utf8", "-c", code, *arguments]


def _package_folders(module: str) -> list[str]:
    """Return the folders in which this process has found a module, our packages and the user's."""
    folders: dict[str, None] = {}
    for name in (*_OUR_PACKAGES, module.partition(".")[0]):
        spec = importlib.util.find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            folders[str(Path(folder).absolute().parent)] = None
    user_site = site.getusersitepackages()
    if user_site in sys.path:
        folders[user_site] = None
    return list(folders)
