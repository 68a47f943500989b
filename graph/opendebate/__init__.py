"""opendebate: who argues what, why, and where exactly do they say so?

Examples
--------
>>> import opendebate
>>> debate = opendebate.load()
>>> debate.title
'The AI openness debate'
"""

from opendebate.debate import Debate, load
from opendebate.version import __version__

__all__ = ["Debate", "__version__", "load"]
