"""The journal beside the files: what was done to each, and what undoes it, written down before the file is."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from negsim.errors import OutputError

FOLDER = ".studio"
NAME = "journal.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS file (
    name TEXT PRIMARY KEY,
    content BLOB NOT NULL,          -- what the file says when all that is written down is done
    was TEXT NOT NULL,              -- fingerprint of what it said before
    step INTEGER NOT NULL,          -- the last step that is done; 0 for none
    is_written INTEGER NOT NULL     -- whether the file says so
);
CREATE TABLE IF NOT EXISTS step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    parent INTEGER NOT NULL,        -- the step before
    time TEXT NOT NULL,
    kind TEXT NOT NULL,             -- edit, outside, first
    say TEXT NOT NULL,
    commands TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,            -- fingerprints
    start INTEGER NOT NULL,
    old BLOB NOT NULL,
    new BLOB NOT NULL               -- from that byte on, what stood there, and what stands there
);
CREATE INDEX IF NOT EXISTS step_parent ON step (name, parent);
CREATE TABLE IF NOT EXISTS walk (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    time TEXT NOT NULL,
    kind TEXT NOT NULL,             -- undo, redo, back
    origin INTEGER NOT NULL,
    goal INTEGER NOT NULL
);
"""


@dataclass(frozen=True)
class Entry:
    """A step as the journal has it.

    Parameters
    ----------
    id, parent : int
        The step, and the one before it; 0 is none.
    time : str
        When, in UTC.
    kind : {"edit", "outside"}
    say : str
        What was done, in words.
    before, after : str
        Fingerprints of the file.
    start : int
    old, new : bytes
        From that byte on, what stood there, and what stands there now.
    """

    id: int
    parent: int
    time: str
    kind: str
    say: str
    before: str
    after: str
    start: int
    old: bytes
    new: bytes


@dataclass(frozen=True)
class Known:
    """What the journal knows of a file: what it says, or will say once the last step is written."""

    content: bytes
    was: str
    step: int
    is_written: bool


def fingerprint(content: bytes) -> str:
    """Give the fingerprint of a file.

    Examples
    --------
    >>> fingerprint(b"negsim: 1")
    '4c28875c9a61dc2d5477881dfe5b7457'
    """
    return hashlib.sha256(content).hexdigest()[:32]


def splice(before: bytes, after: bytes) -> tuple[int, bytes, bytes]:
    """Give the one stretch in which two texts differ: where it begins, what stood there, what stands there.

    Examples
    --------
    >>> splice(b"fee: 100 EUR", b"fee: 1500 EUR")
    (6, b'', b'5')
    """
    most = min(len(before), len(after))
    start = _shared(before, after, most)
    end = _shared(before[::-1], after[::-1], most - start)
    return start, before[start : len(before) - end], after[start : len(after) - end]


def _shared(first: bytes, second: bytes, most: int) -> int:
    """How many bytes two texts begin with alike, by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


class Journal:
    """What was done to the files of a folder.

    Parameters
    ----------
    folder : Path

    Raises
    ------
    OutputError
        It cannot be written, or another studio writes it.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FOLDER / NAME
        with _told(self.path):
            self.path.parent.mkdir(exist_ok=True)
            self._base = sqlite3.connect(
                self.path, timeout=1, isolation_level=None, check_same_thread=False
            )
            # Who holds the journal alone keeps a second studio from writing the same files.
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = FULL")
            self._base.executescript(_TABLES)

    def close(self) -> None:
        """Let go of it."""
        self._base.close()

    def known(self, name: str) -> Known | None:
        """Give what is known of a file; None where it has never been opened."""
        row = self._base.execute(
            "SELECT content, was, step, is_written FROM file WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else Known(row[0], row[1], row[2], bool(row[3]))

    def names(self) -> tuple[str, ...]:
        """Name the files that have been opened."""
        return tuple(row[0] for row in self._base.execute("SELECT name FROM file ORDER BY name"))

    def begin(self, name: str, content: bytes) -> None:
        """Take note of a file as it stands."""
        with self._writing():
            self._base.execute(
                "INSERT INTO file VALUES (?, ?, ?, 0, 1)", (name, content, fingerprint(content))
            )

    def enter(
        self,
        name: str,
        after: bytes,
        *,
        say: str,
        kind: str = "edit",
        commands: Sequence[Any] = (),
        is_written: bool = False,
    ) -> None:
        """Write a step down, after the last that is done."""
        known = self._known(name)
        start, old, new = splice(known.content, after)
        before = fingerprint(known.content)
        with self._writing():
            added = self._base.execute(
                "INSERT INTO step (name, parent, time, kind, say, commands, before, after, start, old, new)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    name,
                    known.step,
                    _now(),
                    kind,
                    say,
                    json.dumps(list(commands), ensure_ascii=False),
                    before,
                    fingerprint(after),
                    start,
                    old,
                    new,
                ),
            )
            self._stand(name, after, before, added.lastrowid or 0, is_written)

    def walk(self, name: str, kind: str, goal: int, content: bytes) -> None:
        """Write down that the file goes to another step."""
        known = self._known(name)
        with self._writing():
            self._base.execute(
                "INSERT INTO walk (name, time, kind, origin, goal) VALUES (?, ?, ?, ?, ?)",
                (name, _now(), kind, known.step, goal),
            )
            self._stand(name, content, fingerprint(known.content), goal, False)

    def written(self, name: str) -> None:
        """Write down that the file says what the journal says."""
        with self._writing():
            self._base.execute("UPDATE file SET is_written = 1 WHERE name = ?", (name,))

    def take_back(self, name: str, known: Known) -> None:
        """Stand again where one stood before a step that could not be written."""
        with self._writing():
            self._stand(name, known.content, known.was, known.step, True)

    def step(self, number: int) -> Entry | None:
        """Give a step."""
        row = self._base.execute(f"SELECT {_COLUMNS} FROM step WHERE id = ?", (number,)).fetchone()  # noqa: S608 (our own columns)
        return None if row is None else Entry(*row)

    def next_step(self, name: str, number: int) -> Entry | None:
        """Give the step that was last done after another."""
        row = self._base.execute(
            f"SELECT {_COLUMNS} FROM step WHERE name = ? AND parent = ? ORDER BY id DESC LIMIT 1",  # noqa: S608 (our own columns)
            (name, number),
        ).fetchone()
        return None if row is None else Entry(*row)

    def line(self, name: str) -> list[Entry]:
        """Give the steps that are done, the first first, and those that redo would do again."""
        known = self.known(name)
        if known is None:
            return []
        done: list[Entry] = []
        step = self.step(known.step)
        while step is not None:
            done.append(step)
            step = self.step(step.parent)
        done.reverse()
        step = self.next_step(name, known.step)
        while step is not None:
            done.append(step)
            step = self.next_step(name, step.id)
        return done

    def _known(self, name: str) -> Known:
        known = self.known(name)
        assert known is not None
        return known

    def _stand(self, name: str, content: bytes, was: str, step: int, is_written: bool) -> None:
        self._base.execute(
            "UPDATE file SET content = ?, was = ?, step = ?, is_written = ? WHERE name = ?",
            (content, was, step, int(is_written), name),
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with _told(self.path):
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")


_COLUMNS = "id, parent, time, kind, say, before, after, start, old, new"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in words why the journal cannot be written."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        reason = str(error)
        if "locked" in reason:
            raise OutputError.one(
                "another studio has this folder open",
                "go on there, or end it first",
            ) from None
        if "full" in reason or "No space" in reason:
            raise OutputError.one("the disk is full: nothing was changed", "make room") from None
        raise OutputError.one(
            f"the journal beside the files cannot be written, so that nothing is changed: {path.parent}",
            "ask for the right to write in that folder, or work in a copy of it",
        ) from None
