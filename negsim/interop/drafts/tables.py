"""Drafts from spreadsheets: a column an issue and a row a draft, or a row an issue and a column a draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from negsim.errors import Where, quoted
from negsim.interop.drafts.gathering import NAMES, Gathering
from negsim.interop.read.cells import CellTable
from negsim.language.model.scenario import Scenario
from negsim.language.named_packages import issue_named
from negsim.language.names import one_of

# What the form of an exercise has beside the package, and what negsim itself writes there.
_BESIDE = (
    *("walked out", "remark", "zone", "in_zone", "rank", "feasible", "breaks", "refused_by"),
    *("steps", "efficient", "better_for_all", "smallest_gain"),
)
_WORTHS = ("utility_", "gain_")

_Place = Callable[[int, int], Where]


def gather_table(gathering: Gathering, tables: Sequence[CellTable]) -> None:
    """Gather the drafts of the first table that names issues; of the first, where none does."""
    known = _Known(gathering.scenario)
    if not tables:
        return
    table = next((one for one in tables if known.are_named(one.rows)), tables[0])
    rows = [list(row) for row in table.rows]
    if rows and _is_on_its_side(rows, known):
        if rows[0] and known.issue(rows[0][0]) is None:
            rows[0][0] = ""  # what the first column is called is no draft's name
        _gather(gathering, _turned(rows), known, lambda row, column: table.where(column, row))
    else:
        _gather(gathering, rows, known, table.where)


class _Known:
    """What the head of a table may say."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def issue(self, title: str) -> str | None:
        """The issue that is named by its id, its question or its short name."""
        return issue_named(self.scenario, title.strip())

    def are_named(self, rows: Sequence[Sequence[str]]) -> bool:
        """Whether issues stand in the first row, or in the first column."""
        if not rows:
            return False
        return any(map(self.issue, (*rows[0], *(row[0] for row in rows if row))))

    def is_beside(self, title: str) -> bool:
        title = title.strip().casefold().removeprefix(".")
        return title in _BESIDE or title.startswith(_WORTHS)


def _is_on_its_side(rows: Sequence[Sequence[str]], known: _Known) -> bool:
    """Whether issues stand in the first column, not in the first row."""
    across = sum(known.issue(title) is not None for title in rows[0])
    down = sum(bool(row) and known.issue(row[0]) is not None for row in rows)
    return down > across


def _turned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [[row[place] if place < len(row) else "" for row in rows] for place in range(width)]


def _gather(gathering: Gathering, rows: list[list[str]], known: _Known, where: _Place) -> None:
    head = _head(gathering, rows[0] if rows else [], known, where)
    issues, named = head
    if gathering.reading.faults or not issues:
        return
    asks = {issue.ask for issue in gathering.scenario.issues}
    first = 2 if len(rows) > 1 and asks & {cell.strip() for cell in rows[1]} else 1
    for number in range(first, len(rows)):
        row = rows[number]
        cells = {issue: _cell(row, column) for issue, column in issues.items()}
        if not any(cells.values()):
            continue
        name = next(filter(None, (_cell(row, column) for column in named)), None)

        def place(issue: str | None, number: int = number) -> Where:
            return where(number, issues.get(issue or "", 0))

        gathering.add(cells.items(), place, name)


def _head(
    gathering: Gathering, titles: Sequence[str], known: _Known, where: _Place
) -> tuple[dict[str, int], list[int]]:
    """The column of each issue, and those that name the draft."""
    issues: dict[str, int] = {}
    named = []
    for column, title in enumerate(titles):
        issue = known.issue(title)
        if issue is not None and issue not in issues:
            issues[issue] = column
        elif issue is not None:
            gathering.reading.fault(
                where(0, column), f"{quoted(issue)} has a column already", "keep one of them"
            )
        elif title.strip().casefold().removeprefix(".") in (*NAMES, "draft", ""):
            named.append(column)
        elif not known.is_beside(title):
            gathering.reading.fault(
                where(0, column),
                f"no issue: {quoted(title)}",
                one_of(title, gathering.scenario.issue),
            )
    missing = [issue.id for issue in gathering.scenario.issues if issue.id not in issues]
    if missing and not gathering.reading.faults:
        gathering.reading.fault(
            where(0, 0), f"no column for {', '.join(missing)}", "add one: every issue has one"
        )
    return issues, named


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""
