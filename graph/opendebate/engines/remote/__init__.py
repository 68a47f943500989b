"""Debates in a SPARQL endpoint on another machine."""
