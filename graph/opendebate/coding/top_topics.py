"""The topics of the ontology, which no debate defines anew.

They stand apart from `check`, whose imports are slow, and missing in a browser.
"""

TOP_TOPICS = frozenset({"risk", "benefit"})
