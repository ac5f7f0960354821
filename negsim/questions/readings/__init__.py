"""Which meanings of ambiguous words open the zone, which close it, and whose clarification matters most."""
