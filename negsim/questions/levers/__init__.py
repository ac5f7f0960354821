"""The smallest changes that open the zone or raise its floor, ranked."""
