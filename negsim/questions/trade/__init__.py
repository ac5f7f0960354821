"""Logrolling: what can be exchanged from a package on, so that nobody whose consent it needs is worse off."""
