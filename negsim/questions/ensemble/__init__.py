"""Does the answer survive other plausible numbers? Draws of every stated range, and what they come to."""
