"""What a file holds and a register has no place for, counted and told in a line for each sort."""

from __future__ import annotations

from collections.abc import Mapping

from negsim.interop.reading import FileReading
from negsim.language.phrases import counted


def tell_left_out(unread: Mapping[str, int], reading: FileReading) -> None:
    """Tell how many of each sort were left out.

    Parameters
    ----------
    unread : mapping of str to int
        What it is, one of it, its noun first, to how many there are.
    reading : FileReading

    Examples
    --------
    >>> reading = FileReading()
    >>> tell_left_out({"passage in a picture": 2, "link": 1, "graph": 0}, reading)
    >>> reading.notes
    ('2 passages in a picture left out', '1 link left out')
    """
    for what, number in unread.items():
        noun, space, rest = what.partition(" ")
        if number:
            reading.note("", f"{counted(number, noun)}{space}{rest} left out")
