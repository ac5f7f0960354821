"""One module for each question of an analyst, from a scenario to its findings."""
