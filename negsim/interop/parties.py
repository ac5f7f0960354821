"""The parties of a domain, each read from its own file: one that is at fault does not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from negsim.errors import quoted
from negsim.interop.domain import ForeignActor, ForeignIssue
from negsim.interop.reading import FileReading
from negsim.interop.sources import SourceFile
from negsim.language.names import listed

_ENOUGH = 2  # sound parties, without which there is no negotiation to read


def parties(
    profiles: Sequence[SourceFile],
    read: Callable[[SourceFile], ForeignActor | None],
    reading: FileReading,
) -> tuple[ForeignActor, ...]:
    """Read every profile; leave aside, and tell, those at fault that nobody named, where two others are sound."""
    found = [
        reading.party(partial(read, source), is_named=source.is_named, path=source.path)
        for source in profiles
    ]
    sound = tuple(actor for actor in found if actor is not None)
    reading.leave_unread(len(sound) >= _ENOUGH)
    return sound


class Gaps:
    """What a profile leaves out of its domain's values, and what it says beyond them: told in a line each.

    Parameters
    ----------
    path : str
        The profile's file.
    reading : Reading
    """

    def __init__(self, path: str, reading: FileReading) -> None:
        self.path = path
        self.reading = reading
        self.missing: list[str] = []
        self.strange: list[str] = []

    def look(self, issue: ForeignIssue, said: Collection[str]) -> None:
        """Compare what a profile says of an issue with the issue's values."""
        count = sum(label not in said for label in issue.labels)
        if count:
            self.missing.append(
                f"{count:,} of {len(issue.labels):,} values of {quoted(issue.name)}"
            )
        known = set(issue.labels)
        strange = [quoted(label) for label in said if label not in known]
        if strange:
            self.strange.append(f"{few(strange)} of {quoted(issue.name)}")

    def tell(self, have: str = "have no evaluation") -> None:
        """Tell what was found."""
        if self.strange:
            self.reading.note(self.path, f"not in the domain, and left out: {few(self.strange)}")
        if self.missing:
            self.reading.note(self.path, f"{few(self.missing)} {have}: they score 0")


def few(names: Sequence[str]) -> str:
    """List the first of some names, and say how many there are."""
    return listed(names, most=4)
