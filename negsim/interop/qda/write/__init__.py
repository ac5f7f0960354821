"""Writers of registers for other programs."""
