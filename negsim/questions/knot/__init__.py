"""Where a knot is: the issue on which the sides leave a gap, how far each goes on it, and what would close it."""
