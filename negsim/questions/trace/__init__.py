"""What every number rests on, what nothing uses, and which conclusions fall with which source."""
