"""Variants and changes laid over a file."""
