"""Scenarios from the files of other tools, and back: what cannot be carried over is told, never dropped in silence."""
