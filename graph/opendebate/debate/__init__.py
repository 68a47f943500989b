"""A debate, loaded: the one object that researchers, notebooks and the command line use."""

from opendebate.debate.loading import BUILT_IN, Debate, is_address, load

__all__ = ["BUILT_IN", "Debate", "is_address", "load"]
