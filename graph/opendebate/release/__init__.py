"""A debate as a data set to deposit and cite: all files, with metadata and checksums."""
