"""Results: JSON, CSV, tables and what a notebook shows, written once for the answers to all questions.

`told` gives the words of a result, as a section that any writer takes; the folder of the question registers them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import singledispatch
from typing import TYPE_CHECKING, Any, ClassVar

from negsim.document.content import Section, Table
from negsim.document.plain import to_json
from negsim.document.rows import Row, frame, to_csv
from negsim.document.shown import answer_html

if TYPE_CHECKING:
    import pandas as pd

    from negsim.language.model.scenario import Scenario


@singledispatch
def told(found: Any) -> Section:
    """Put a result into words: a section with the answer in a sentence, tables and lists, whoever writes it.

    Raises
    ------
    TypeError
        Nothing is registered for what was given.
    """
    raise TypeError(f"nothing tells a {type(found).__name__}")


@singledispatch
def sheets(found: Any, most: int) -> tuple[Table, ...]:  # noqa: ARG001 (where nothing is registered)
    """Give tables of a result that only a workbook has room for, each under its tab; none where none are registered.

    Parameters
    ----------
    found : Result
    most : int
        At most so many rows of what has to be walked through.
    """
    return ()


class Result(ABC):
    """What a question found: give `scenario`, `to_dict` and, where there is something to list, `rows` and `COLUMNS`.

    Examples
    --------
    >>> import negsim
    >>> room = negsim.load("harbour").room()
    >>> room.to_csv().splitlines()[0]
    'kind,path,reservation_value,room,because,sole_blocker_of,zone,floor,zone_one_step,floor_one_step'
    """

    COLUMNS: ClassVar[tuple[str, ...]] = ()

    if TYPE_CHECKING:

        @property
        def scenario(self) -> Scenario:
            """The scenario, with its variants applied."""

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `--format json` writes, numbers still exact."""

    def rows(self) -> Sequence[Row]:
        """Give what `--format csv` writes, a mapping a row, with those of `COLUMNS` that say something of it."""
        return ()

    def to_json(self) -> str:
        """Write what `--format json` writes: the same findings, the same bytes."""
        return to_json(self.to_dict())

    @property
    def columns(self) -> Sequence[str]:
        """Columns of the CSV: `COLUMNS`, but where they hang on what was asked."""
        return self.COLUMNS

    def to_csv(self) -> str:
        """Write what `--format csv` writes."""
        return to_csv(self.rows(), self.columns)

    def to_frame(self) -> pd.DataFrame:
        """List the rows of the CSV as a table."""
        rows = [{name: row.get(name) for name in self.columns} for row in self.rows()]
        return frame(rows, self.columns)

    def _repr_html_(self) -> str:
        return answer_html(self.scenario, told(self))
