"""One row per variant: its zone, floor and conflicts, what it changes against the base, and what to say of that."""
