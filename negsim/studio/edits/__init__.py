"""Edits of a text in YAML, each made at its place, so that all else stays byte for byte."""
