"""The laws of the preference model: what must hold of every scenario, stated once, tried on any.

`docs/reference/laws.md` has them in words, under the same numbers.
"""
