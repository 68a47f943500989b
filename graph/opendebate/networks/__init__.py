"""A debate as networks of networkx."""
