"""Workbooks for tests, written by another library than the one that negsim writes with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl


def save_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Any:
    """Save sheets of cells, and give the workbook, to be changed and saved again."""
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(rows, 1):
            for column, value in enumerate(cells, 1):
                if value not in ("", None):
                    sheet.cell(row, column, value)
    del book["Sheet"]
    book.save(path)
    return book
