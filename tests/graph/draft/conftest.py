"""What tests of drafts share."""

from loops import closed_loop, own_loop  # noqa: F401 - fixtures
