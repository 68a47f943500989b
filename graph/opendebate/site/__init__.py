"""A static site of a debate: a page for each entity, readable without JavaScript."""
