"""What the words mean, and the debate itself: RDF and YAML, and hardly any code.

``ontology.ttl`` says what there is, ``vocabularies.ttl`` the codes, ``shapes.ttl`` what a graph
must look like, ``alignments.ttl`` what corresponds elsewhere, and ``familiar.rq`` adds names and
kinds in the words of other vocabularies. ``rules/`` derive facts,
``queries/`` ask the named questions, and ``debate/`` is the coding of the built-in debate.
"""

from pathlib import Path


def path(*parts: str) -> Path:
    """Return the place of a file or folder of this package.

    Parameters
    ----------
    *parts : str
        Its path within the package, part by part; none for the package itself.

    Examples
    --------
    >>> path("rules", "10-carrier.rq").name
    '10-carrier.rq'
    """
    return Path(__file__).parent.joinpath(*parts)
