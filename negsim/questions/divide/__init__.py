"""Adjusted winner: how two principals share what can be divided, so that neither envies the other."""
