"""The drafts of one file while it is read: what was found, every fault with its place, and what was passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from negsim.errors import InputError, Where, quoted
from negsim.interop.reading import FileReading
from negsim.language.model.scenario import Scenario
from negsim.language.named_packages import options_of

# What a file may call the package that it tells of, and the name of who drafted it.
PACKAGES = (
    *("package", "agreement", "deal", "draft", "outcome", "offer"),
    *("articles", "bid", "issuevalues"),
)
NAMES = ("name", "id", "group", "title")
SUBJECT = "the draft"


@dataclass(frozen=True)
class NamedDraft:
    """A package, option ids by issue, and what its file calls it."""

    package: dict[str, str]
    name: str | None = None


@dataclass(frozen=True)
class Drafts:
    """The drafts of a file, in its order, and what in it was passed over, a sentence each."""

    drafts: tuple[NamedDraft, ...]
    notes: tuple[str, ...] = ()


class Gathering:
    """Gathers the drafts of a file.

    Parameters
    ----------
    path : str
        As messages name it.
    scenario : Scenario
        Whose packages they are.
    """

    def __init__(self, path: str, scenario: Scenario) -> None:
        self.path, self.scenario = path, scenario
        self.reading = FileReading()
        self.found: list[NamedDraft] = []
        self.ignored: dict[str, None] = {}
        self.n_without = 0  # entries that say that there was no deal

    def add(
        self,
        items: Iterable[tuple[str, str]],
        place: Callable[[str | None], Where],
        name: str | None,
    ) -> None:
        """Take a draft named issue by issue; `place` says where the entry of an issue stands, or the draft."""

        def tell(issue: str | None, what: str, mend: str) -> None:
            self.reading.fault(place(issue), f"{SUBJECT} {what}", mend)

        before = len(self.reading.faults)
        package = options_of(self.scenario, items, tell)
        if len(self.reading.faults) == before:
            self.found.append(NamedDraft(package, name))

    def done(self) -> Drafts:
        """Give all drafts.

        Raises
        ------
        InputError
            With every fault of the file; or there is no draft in it.
        """
        self.reading.stop_if_faulty()
        if not self.found:
            raise InputError.one(
                f"{quoted(self.path, 200)} has no draft in it",
                "write an option of every issue, or several such drafts as a list",
            )
        notes = []
        if self.ignored:
            notes.append(f"{self.path}: passed over {', '.join(self.ignored)}")
        if self.n_without:
            noun = "entry that has" if self.n_without == 1 else "entries that have"
            notes.append(f"{self.path}: passed over {self.n_without} {noun} no deal")
        return Drafts(tuple(self.found), tuple(notes))
