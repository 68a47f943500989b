"""Engines: what answers SPARQL, in this process or elsewhere, and what a query may do."""
