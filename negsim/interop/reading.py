"""The state of one import: faults with their places, and what could not be carried over."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from negsim.errors import Fault, InputError, Where, quoted
from negsim.interop.exact import read_exact
from negsim.language.yaml.text import with_excerpts

DEFAULT_STEPS = 20  # equal steps of a real issue: 21 values, as Genius itself lays out


class Reading:
    """Collects faults, notes and texts while files are read.

    Parameters
    ----------
    steps : int
        Into how many equal steps a range of real numbers is cut.
    """

    def __init__(self, steps: int = DEFAULT_STEPS) -> None:
        self.steps = steps
        self.faults: list[Fault] = []
        self.notes: list[str] = []
        self.texts: dict[str, str] = {}

    def fault(self, where: Where | None, what: str, mend: str | None = None) -> None:
        """Tell a fault; the reading goes on."""
        self.faults.append(Fault(where, what, mend))

    def note(self, path: str, what: str) -> None:
        """Tell what could not be carried over, or was taken otherwise than written; each thing once."""
        line = f"{Path(path).name}: {what}" if path else what
        if line not in self.notes:
            self.notes.append(line)

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
