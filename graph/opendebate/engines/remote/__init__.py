"""A debate in a SPARQL endpoint elsewhere."""
