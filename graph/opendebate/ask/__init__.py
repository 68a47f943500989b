"""Questions to a debate: named queries, traces, paths and search."""
