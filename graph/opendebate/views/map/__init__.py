"""The map of a debate: which named voices make which claims, for and against."""
