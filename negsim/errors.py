"""What can go wrong by the user's doing, where, and how to mend it.

A fault of the user is told in full and without a traceback; anything else that is raised is a fault of negsim.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from math import log10
from typing import Self

MOST_TOLD = 100  # faults put into words; the rest is counted
_INDENT = " " * 6
_EXCERPT_COLUMNS = 90
# Bidirectional overrides reorder what a terminal shows, so a message could be made to lie.
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_SPACES = re.compile(r"\s*")
_JOINERS = "\u200c\u200d"
_IN_DIGITS = 10**24  # numbers below are written out


@dataclass(frozen=True, order=True)
class Where:
    """A place in a file, counted from 1, in characters.

    Parameters
    ----------
    path : str
        The file, as the user named it.
    line, column : int
        Counted from 1.
    length : int
        How many characters of that line the thing takes; only used to underline it.

    Examples
    --------
    >>> print(Where("mine.yaml", 31, 7))
    mine.yaml:31:7
    """

    path: str
    line: int
    column: int
    length: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, where, and how to mend it.

    Parameters
    ----------
    where : Where or None
        None where no place in a file is to blame (an argument of the command line, say).
    what : str
        What is wrong, as a sentence without a full stop.
    mend : str or None
        What to do about it.
    excerpt : str or None
        The line of the file that `where` points into, whole.
    arguments : tuple of str
        Arguments that the words name, each between backquotes as Python has it; a command line calls them otherwise.

    Examples
    --------
    >>> print(Fault(Where("mine.yaml", 44, 5), "a score is 0 to 1: 12", "0.12, or give points"))
    mine.yaml:44:5: a score is 0 to 1: 12
          mend: 0.12, or give points
    """

    where: Where | None
    what: str
    mend: str | None = None
    excerpt: str | None = None
    arguments: tuple[str, ...] = ()

    def named(self, name: Callable[[str], str]) -> Fault:
        """Give it with its arguments called otherwise.

        Examples
        --------
        >>> fault = Fault(None, "`start` names no issue: 'fees'", arguments=("start",))
        >>> print(fault.named(lambda argument: f"--{argument}"))
        --start names no issue: 'fees'
        """
        where, what, mend = self.where, self.what, self.mend
        for argument in self.arguments:
            old, new = f"`{argument}`", name(argument)
            # The text of an argument is read as a file is, and named as one.
            where = where and replace(where, path=where.path.replace(old, new))
            what = what.replace(old, new)
            mend = mend and mend.replace(old, new)
        return replace(self, where=where, what=what, mend=mend, arguments=())

    def __str__(self) -> str:
        place = "" if self.where is None else f"{printable(str(self.where))}: "
        lines = [place + printable(self.what)]
        if self.excerpt is not None and self.where is not None:
            lines += [_INDENT + line for line in _underlined(self.excerpt, self.where)]
        if self.mend is not None:
            lines.append(f"{_INDENT}mend: {printable(self.mend)}")
        return "\n".join(lines)


class NegsimError(Exception):
    """The base of all that is the user's to mend: one fault or several, in line order.

    Parameters
    ----------
    faults : iterable of Fault
        Sorted here by place: files in the order in which they first appear, what has no place first; told once each.
    """

    exit_status = 2
    faults: tuple[Fault, ...]

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = _in_line_order(faults)
        super().__init__(self.faults)

    @classmethod
    def one(
        cls,
        what: str,
        mend: str | None = None,
        where: Where | None = None,
        *,
        arguments: tuple[str, ...] = (),
    ) -> Self:
        """Make an error of a single fault."""
        return cls((Fault(where, what, mend, arguments=arguments),))

    def named(self, name: Callable[[str], str]) -> Self:
        """Give it with the arguments that its faults name called otherwise."""
        return type(self)(fault.named(name) for fault in self.faults)

    def __str__(self) -> str:
        lines = [str(fault) for fault in self.faults[:MOST_TOLD]]
        rest = len(self.faults) - len(lines)
        return "\n".join([*lines, f"… and {rest:,} more"] if rest else lines)


class InputError(NegsimError):
    """A file, an argument or a value that was given is at fault."""


class OutputError(NegsimError):
    """A file or folder cannot be written."""


class TooLarge(NegsimError):
    """What was asked does not fit into memory or time; the mend says what would."""


def quoted(text: str, limit: int = 60) -> str:
    """Quote a text of the user for a message: printable, on one line, cut where it is long.

    Examples
    --------
    >>> quoted("alignement")
    "'alignement'"
    >>> quoted("x" * 99, limit=5)
    "'xxxxx…'"
    """
    cut = text if len(text) <= limit else text[:limit] + "…"
    return f"'{printable(cut)}'"


def printable(text: str) -> str:
    r"""Spell out the characters that would move the cursor, colour the screen or reorder the line.

    Examples
    --------
    >>> printable("red \x1b[31m")
    'red \\x1b[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        repr(character)[1:-1]
        if unicodedata.category(character) in _UNPRINTABLE and character not in _JOINERS
        else character
        for character in text
    )


def spelled(number: int) -> str:
    """Give a whole number for a message: its digits in groups, or its power of ten where these would fill lines.

    Examples
    --------
    >>> spelled(16_384_000), spelled(3 * 10**400)
    ('16,384,000', 'about 10^400')
    """
    if abs(number) < _IN_DIGITS:
        return f"{number:,}"
    # Bits give the power, or one less: texts of thousands of digits are slow to make, or refused.
    power = int((abs(number).bit_length() - 1) * log10(2))
    power += abs(number) >= 10 ** (power + 1)
    return f"about {'-' if number < 0 else ''}10^{power}"


def _in_line_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    unique = tuple(dict.fromkeys(faults))
    files: dict[str, int] = {}
    for fault in unique:
        if fault.where is not None:
            files.setdefault(fault.where.path, len(files))

    def place(fault: Fault) -> tuple[int, int, int]:
        if fault.where is None:
            return (-1, 0, 0)
        return (files[fault.where.path], fault.where.line, fault.where.column)

    return tuple(sorted(unique, key=place))


def _underlined(line: str, where: Where) -> list[str]:
    """Give the line without its indentation, cut to the screen, and carets under the place."""
    # A file may be one line of 10 MB with as many faults: only what is shown may be copied.
    start = min(where.column - 1, len(line))
    indentation = _SPACES.match(line, 0, start)
    first = indentation.end() if indentation is not None else 0
    is_cut = start - first > _EXCERPT_COLUMNS // 2
    if is_cut:
        first = start - _EXCERPT_COLUMNS // 3
    end = first + _EXCERPT_COLUMNS
    before = ("…" if is_cut else "") + printable(line[first:start])
    marked = printable(line[start : min(start + where.length, end)])
    after = printable(line[min(start + where.length, end) : end])
    after = f"{after}…" if end < len(line) else after.rstrip()
    return [before + marked + after, " " * columns(before) + "^" * max(1, columns(marked))]


def columns(text: str) -> int:
    """How many columns of a terminal a text takes.

    Examples
    --------
    >>> columns("Київ"), columns("協定")
    (4, 4)
    """
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )
