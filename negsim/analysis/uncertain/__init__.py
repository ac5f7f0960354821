"""Numbers that are not known: what may vary, draws of it, and what the draws come to."""
