"""What happens in a room, written down event by event: nothing is deleted, taking back only goes back."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from negsim.errors import InputError, OutputError, quoted

FIRST = "main"
BY_FACILITATOR = ("table", "round", "end")
_TABLES = """
CREATE TABLE IF NOT EXISTS event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    parent INTEGER NOT NULL,
    time TEXT NOT NULL,
    kind TEXT NOT NULL,     -- move, yes, table, round, end
    role TEXT NOT NULL,     -- empty: the facilitator
    data TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS branch (name TEXT PRIMARY KEY, head INTEGER NOT NULL, is_current INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS role (name TEXT PRIMARY KEY, code TEXT NOT NULL, secret TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Meeting:
    """How a room stands.

    Parameters
    ----------
    round : int
        From 1 on.
    moved : mapping
        Role, and what it made of its own numbers, by their paths.
    table : tuple
        Packages on the table, each with its number and the round in which it came there.
    votes : mapping
        Number of a package, and what each role said of it.
    is_ended : bool
        Whether the debrief has begun.
    """

    round: int = 1
    moved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    table: tuple[Mapping[str, Any], ...] = ()
    votes: Mapping[int, Mapping[str, bool]] = field(default_factory=dict)
    is_ended: bool = False


def after(held: Meeting, number: int, kind: str, role: str, data: Mapping[str, Any]) -> Meeting:
    """Give how a room stands after an event.

    Examples
    --------
    >>> held = after(Meeting(), 1, "table", "", {"package": {"depth": "ten"}})
    >>> after(held, 2, "yes", "port", {"package": 1, "yes": True}).votes
    {1: {'port': True}}
    """
    moved, votes = held.moved, held.votes
    match kind:
        case "move":
            own = {**moved.get(role, {}), str(data["path"]): str(data["value"])}
            return Meeting(held.round, {**moved, role: own}, held.table, votes, held.is_ended)
        case "yes":
            place = int(data["package"])
            said = {**votes.get(place, {}), role: bool(data["yes"])}
            return Meeting(held.round, moved, held.table, {**votes, place: said}, held.is_ended)
        case "table":
            laid = {"id": number, "package": dict(data["package"]), "round": held.round}
            return Meeting(held.round, moved, (*held.table, laid), votes, held.is_ended)
        case "round":
            return Meeting(held.round + 1, moved, held.table, votes, held.is_ended)
    return Meeting(held.round, moved, held.table, votes, True)


class Rounds:
    """The events of a room, in a file.

    Parameters
    ----------
    path : Path

    Raises
    ------
    OutputError
        It cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._path = path
        with self._told():
            path.parent.mkdir(exist_ok=True)
            self._base = sqlite3.connect(
                path, timeout=5, isolation_level=None, check_same_thread=False
            )
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = FULL")
            self._base.executescript(_TABLES)
            self._base.execute("INSERT OR IGNORE INTO branch VALUES (?, 0, 1)", (FIRST,))
        self._known: tuple[int, Meeting] = (0, Meeting())

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def roles(self) -> dict[str, tuple[str, str]]:
        """Give each role's code and the secret of its cookie."""
        with self._lock:
            rows = self._base.execute("SELECT name, code, secret FROM role")
            return {name: (code, secret) for name, code, secret in rows}

    def add_role(self, name: str, code: str, secret: str) -> None:
        """Let a role in by a code."""
        with self._lock, self._told():
            self._base.execute("INSERT INTO role VALUES (?, ?, ?)", (name, code, secret))

    def add(self, kind: str, role: str, data: Mapping[str, Any]) -> int:
        """Write an event down, and give its number."""
        with self._lock, self._told():
            _, head = self._current()
            self._base.execute("BEGIN IMMEDIATE")
            try:
                added = self._base.execute(
                    "INSERT INTO event (parent, time, kind, role, data) VALUES (?, ?, ?, ?, ?)",
                    (head, datetime.now(UTC).isoformat(), kind, role, json.dumps(dict(data))),
                )
                number = added.lastrowid or 0
                self._base.execute("UPDATE branch SET head = ? WHERE is_current", (number,))
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")
            return number

    def held(self) -> Meeting:
        """Give how the room stands."""
        with self._lock:
            _, head = self._current()
            known, held = self._known
            if head == known:
                return held
            events, number = [], head
            while number not in (0, known):
                row = self._event(number)
                events.append(row)
                number = row[1]
            if number == 0:
                held = Meeting()
            for number, _, kind, role, data in reversed(events):
                held = after(held, number, kind, role, json.loads(data))
            self._known = (head, held)
            return held

    def back(self) -> None:
        """Go back to before what the facilitator did last; what came after it is kept, and not in force.

        Raises
        ------
        InputError
            Nothing was done yet.
        """
        with self._lock, self._told():
            _, head = self._current()
            while head:
                _, parent, kind, _, _ = self._event(head)
                if kind in BY_FACILITATOR:
                    self._base.execute("UPDATE branch SET head = ? WHERE is_current", (parent,))
                    return
                head = parent
            raise InputError.one("there is nothing to take back", "go on")

    def fork(self, name: str) -> None:
        """Begin another line of rounds here, and go on in it."""
        with self._lock, self._told():
            if not name.strip() or name in self.branches():
                raise InputError.one(f"{quoted(name)} is no new name", "choose another")
            _, head = self._current()
            self._base.execute("INSERT INTO branch VALUES (?, ?, 0)", (name, head))
            self.go(name)

    def go(self, name: str) -> None:
        """Go on in a line of rounds."""
        with self._lock, self._told():
            if name not in self.branches():
                raise InputError.one(f"there is no line of rounds {quoted(name)}", "choose another")
            self._base.execute("UPDATE branch SET is_current = (name = ?)", (name,))

    def branches(self) -> list[str]:
        """Name the lines of rounds."""
        return [name for (name,) in self._base.execute("SELECT name FROM branch ORDER BY rowid")]

    @property
    def branch(self) -> str:
        """The line of rounds that goes on."""
        with self._lock:
            return self._current()[0]

    def _current(self) -> tuple[str, int]:
        name, head = self._base.execute("SELECT name, head FROM branch WHERE is_current").fetchone()
        return str(name), int(head)

    def _event(self, number: int) -> tuple[int, int, str, str, str]:
        row: tuple[int, int, str, str, str] = self._base.execute(
            "SELECT id, parent, kind, role, data FROM event WHERE id = ?", (number,)
        ).fetchone()
        return row

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError):
            raise OutputError.one(
                f"what happens in the room cannot be written down: {self._path.parent}",
                "make room on the disk, or ask for the right to write there",
            ) from None
