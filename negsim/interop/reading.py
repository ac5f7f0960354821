"""The state of one import: faults with their places, and what could not be carried over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from negsim.errors import Fault, InputError, Where, quoted
from negsim.interop.exact import read_exact
from negsim.language.yaml.text import with_excerpts

T = TypeVar("T")

DEFAULT_STEPS = 20  # equal steps of a real issue: 21 values, as Genius itself lays out


class FileReading:
    """Collects faults, notes and texts while files are read.

    Parameters
    ----------
    steps : int
        Into how many equal steps a range of real numbers is cut.
    """

    def __init__(self, steps: int = DEFAULT_STEPS) -> None:
        self.steps = steps
        self.faults: list[Fault] = []
        self.texts: dict[str, str] = {}
        self.unread: dict[str, tuple[Fault, ...]] = {}  # files of a folder that nobody named
        self._notes: dict[str, None] = {}  # in order, each once

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be carried over, or was taken otherwise than written, in the order in which it was met."""
        return tuple(self._notes)

    def fault(self, where: Where | None, what: str, mend: str | None = None) -> None:
        """Tell a fault; the reading goes on."""
        self.faults.append(Fault(where, what, mend))

    def note(self, path: str, what: str) -> None:
        """Tell what could not be carried over, or was taken otherwise than written; each thing once."""
        self._notes.setdefault(f"{Path(path).name}: {what}" if path else what)

    def party(self, read: Callable[[], T | None], *, is_named: bool, path: str) -> T | None:
        """Read one party's file; where it is at fault and merely lay there, remember that instead of telling it."""
        faults, notes = len(self.faults), tuple(self._notes)
        found = read()
        if len(self.faults) > faults and not is_named:
            self.unread[path] = tuple(self.faults[faults:])
            del self.faults[faults:]
            self._notes = dict.fromkeys(notes)
            return None
        return found

    def leave_unread(self, enough: bool) -> None:
        """Tell the files that lay there and are at fault: left aside where others are enough, else their faults."""
        for path, faults in self.unread.items():
            if not enough:
                self.faults += faults
                continue
            first = faults[0]
            place = "" if first.where is None else f"line {first.where.line}: "
            more = "" if len(faults) == 1 else f" (and {len(faults) - 1} more)"
            self.note(
                path,
                f"this file is at fault and was left aside, with its party: {place}{first.what}{more}",
            )
        self.unread = {}

    def stop_if_faulty(self) -> None:
        """Raise the faults found so far, if there are any, with the lines that they point into."""
        if self.faults:
            raise InputError(self.with_lines(self.faults))

    def with_lines(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Give faults the lines of the files that they point into."""
        told = tuple(faults)
        for path, text in self.texts.items():
            told = with_excerpts(told, text, path)
        return told

    def number(
        self, text: str | None, where: Where, subject: str, *, default: Fraction | None = None
    ) -> Fraction | None:
        """Read a number that must be one; a fault, and None, where it is not. The default stands for a missing one."""
        if text is None:
            if default is None:
                self.fault(where, f"{subject} is missing", "write a number")
            return default
        value = read_exact(text)
        if value is None:
            self.fault(
                where,
                f"{subject} is no finite number: {quoted(text)}",
                "write a decimal number, such as 0.25",
            )
        return value
