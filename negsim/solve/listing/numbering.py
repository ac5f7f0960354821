"""Numbers of packages in package order, and back."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.solve.answer import Package


def index_of(package: Sequence[int], sizes: Sequence[int]) -> int:
    """Position of a package in package order: a mixed-radix number, first issue slowest."""
    index = 0
    for option, size in zip(package, sizes, strict=True):
        index = index * size + option
    return index


def package_at(index: int, sizes: Sequence[int]) -> Package:
    """The package at a position of the package order."""
    options = []
    for size in reversed(sizes):
        index, option = divmod(int(index), size)
        options.append(option)
    return tuple(reversed(options))
