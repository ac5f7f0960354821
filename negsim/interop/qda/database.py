"""Databases of SQLite of other programs, read as they lie there: nothing in them is run without a bound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from negsim.errors import InputError, quoted

SQLITE = b"SQLite format 3\x00"
_MOST_TEXT = 10_000_000  # bytes of one cell
_MOST_STEPS = 2_000_000_000  # of the database's machine, in all
_STEPS_AT_ONCE = 1_000_000
_ONCE_MORE = "save or export it from its program once more"


class Database:
    """A database of SQLite, read as it lies there, without a change to it or anything beside it."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self._connection, self._path = connection, path
        found = self._all("SELECT name FROM sqlite_master WHERE type = 'table'")
        self._tables = {str(name).casefold(): str(name) for (name,) in found}

    def has(self, table: str) -> bool:
        """Whether there is such a table, whatever the case of its name."""
        return table.casefold() in self._tables

    def rows(self, table: str, columns: Sequence[str], optional: Sequence[str] = ()) -> list[Any]:
        """Give the rows of a table in the order of the file.

        Parameters
        ----------
        table : str
        columns : sequence of str
            Which must be there.
        optional : sequence of str
            Which stand after them, None where the table has none.

        Raises
        ------
        InputError
            The table or a column is missing, or the file is broken.
        """
        name = self._tables.get(table.casefold())
        if name is None:
            raise InputError.one(
                f"{quoted(self._path, 200)} has no table {quoted(table)}",
                "name the file that the program saves",
            )
        there = {str(row[1]).casefold() for row in self._all(f"PRAGMA table_info({_name(name)})")}
        for column in columns:
            if column.casefold() not in there:
                raise InputError.one(
                    f"the table {quoted(table)} of {quoted(self._path, 200)} has no column {quoted(column)}",
                    "open it in the newest version of its program, and save it there",
                )
        wanted = [_name(column) for column in columns]
        wanted += [_name(one) if one.casefold() in there else "NULL" for one in optional]
        return self._all(f"SELECT {', '.join(wanted)} FROM {_name(name)} ORDER BY rowid")  # noqa: S608

    def count(self, table: str) -> int:
        """How many rows a table has; 0 where there is none."""
        name = self._tables.get(table.casefold())
        if name is None:
            return 0
        [(number,)] = self._all(f"SELECT count(*) FROM {_name(name)}")  # noqa: S608
        return int(number)

    def _all(self, sql: str) -> list[Any]:
        try:
            return self._connection.execute(sql).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeError, MemoryError) as error:
            raise _broken(self._path, error) from None


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _broken(path: str, error: Exception) -> InputError:
    return InputError.one(
        f"{quoted(path, 200)} is no database that can be read: {error}", _ONCE_MORE
    )


@contextmanager
def opened_database(path: str) -> Iterator[Database]:
    """Open a database.

    Raises
    ------
    InputError
        It is none, is broken, or another program has not yet finished writing it.
    """
    journal = Path(f"{path}-wal")
    if journal.exists() and journal.stat().st_size:
        raise InputError.one(
            f"{quoted(path, 200)} is open in its program: part of it is still in {quoted(journal.name)}",
            "close it there first",
        )
    try:
        # Immutable: SQLite then writes nothing beside the file, and locks nothing.
        uri = f"file:{quote(str(Path(path).absolute()))}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True)
    except sqlite3.Error as error:
        raise _broken(path, error) from None
    steps = 0

    def is_too_long() -> bool:
        nonlocal steps
        steps += _STEPS_AT_ONCE
        return steps > _MOST_STEPS

    try:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.set_progress_handler(is_too_long, _STEPS_AT_ONCE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_TEXT)
        with suppress(sqlite3.Error):
            connection.execute("PRAGMA trusted_schema = OFF")
        yield Database(connection, path)
    finally:
        connection.close()
