"""Recoding a debate: merging, renaming and splitting its entities in all files at once."""
