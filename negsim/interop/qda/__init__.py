"""Codings of programs for qualitative data analysis and annotation: in as registers of claims, and back."""
