"""Publishing a debate to a SPARQL store."""
