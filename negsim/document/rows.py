"""Rows of results as CSV and as tables for notebooks: numbers rounded as in JSON, nothing for what is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from negsim.document.csv_cells import csv_text
from negsim.document.plain import plain

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]


def beside(name: str, ids: Collection[str]) -> str:
    """Name a column of ours beside columns that have ids of the file for names: with a dot where one is the same.

    Examples
    --------
    >>> beside("share", ["fee", "depth"]), beside("share", ["fee", "share"])
    ('share', '.share')
    """
    return f".{name}" if name in ids else name


def to_csv(rows: Iterable[Row], columns: Sequence[str]) -> str:
    r"""Write rows as CSV, columns in the order given.

    Examples
    --------
    >>> to_csv([{"path": "port.ceiling", "floor": None}], ["path", "floor"])
    'path,floor\nport.ceiling,\n'
    """
    cells = (plain(row) for row in rows)
    return csv_text([columns, *([row.get(name, "") for name in columns] for row in cells)])


def frame(rows: Sequence[Row], columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Make a table; with its columns even where there are no rows."""
    import pandas as pd

    return pd.DataFrame(
        [plain(row) for row in rows], columns=None if columns is None else list(columns)
    )
