"""opendebate: who argues what, why, and where exactly do they say so?

Examples
--------
>>> import opendebate
>>> debate = opendebate.load()
>>> debate.title
'The AI openness debate'
"""

from opendebate.debate import Debate, load

__version__ = "0.1.0"
__all__ = ["Debate", "load"]
