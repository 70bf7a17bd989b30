"""The command line, at the right end of the stages: nothing imports it."""
