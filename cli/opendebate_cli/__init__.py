"""The command line of opendebate."""
