"""Whether a file has room for what really happened, for how much else, and whether it names the knot of history."""
