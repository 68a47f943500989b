"""What tests of the workbench share."""

from loops import own_loop  # noqa: F401 - a fixture
