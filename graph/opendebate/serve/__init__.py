"""Serving a debate to others, without being taken down by one bad query."""
