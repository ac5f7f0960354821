"""Do a scenario's expectations hold, and what was found instead where they do not."""
