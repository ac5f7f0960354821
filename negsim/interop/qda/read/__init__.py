"""Readers of other programs' codings, a module each."""
