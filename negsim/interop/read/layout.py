"""Where a form says what: its head, the rows about actors, and issues with their options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from negsim.errors import quoted
from negsim.interop import form
from negsim.interop.read.cells import CellTable, is_head
from negsim.interop.read.numerals import Numerals, parts_of
from negsim.interop.read.workbook import Place
from negsim.interop.reading import FileReading
from negsim.language.names import listed, nearest


@dataclass
class FormIssue:
    """An issue of the form: its question, where its weights stand, and its options' rows."""

    ask: str
    row: int
    weights: int | None = None
    options: list[tuple[str, int]] = field(default_factory=list)
    order: tuple[str | None] | None = None
    numbers: tuple[Fraction, Fraction, Fraction, str | None] | None = None


@dataclass(frozen=True)
class FormLayout:
    """A form as it lies in a table.

    Parameters
    ----------
    table : Table
        Its numbers as the language writes them.
    head : int
        The row that names the actors.
    names : tuple of (int, str)
        Column and name of each actor.
    about : dict of str to int
        The row of each thing said of actors.
    issues : tuple of FormIssue
    unread : frozenset of Place
        Cells whose numbers cannot be told, which is told already.
    """

    table: CellTable
    head: int
    names: tuple[tuple[int, str], ...]
    about: dict[str, int]
    issues: tuple[FormIssue, ...]
    unread: frozenset[Place]


def lay_out(table: CellTable, reading: FileReading) -> FormLayout | None:
    """Find the parts of a form; None where the table is none."""
    rows = table.rows
    head = next((row for row in range(len(rows)) if is_head(rows[row], form.ISSUE)), None)
    if head is None:
        return None
    if any(map(any, rows[:head])):
        reading.note(table.path, f"what stands above row {head + 1} was not read")
    names = tuple(
        (column, form.unguarded(table.cell(head, column)))
        for column in range(form.FIRST_ACTOR, len(rows[head]))
        if table.cell(head, column)
    )
    _refuse_uncomputed(table, head, [0, 1, *(column for column, _ in names)], reading)
    table, unread = _with_plain_numbers(table, head, [column for column, _ in names], reading)
    about, issues = _Rows(table, head, reading).sorted()
    if not names:
        reading.fault(table.where(head, 2), "the first row names no actor", "one column per actor")
    if not issues:
        reading.fault(table.where(head, 0), "there is no issue", "write its question into column A")
    return FormLayout(table, head, names, about, tuple(issues), unread)


def formulas(table: CellTable, places: Sequence[Place]) -> str:
    """Name cells that are formulas."""
    names = listed([table.name(*place) for place in places], most=8)
    return f"cells {names} are formulas" if len(places) > 1 else f"cell {names} is a formula"


def _refuse_uncomputed(
    table: CellTable, head: int, columns: list[int], reading: FileReading
) -> None:
    """Stop where formulas hold no value, also in the first row: the rest would be read as if they were empty cells."""
    found = sorted(
        (row, column)
        for (row, column), cell in table.cells.items()
        if cell.is_formula and not cell.text and (row == head or (row > head and column in columns))
    )
    if found:
        reading.fault(
            table.where(*found[0]),
            f"{formulas(table, found)} without a value: nothing ever computed"
            f" {'them' if len(found) > 1 else 'it'}",
            "open the file in a spreadsheet program, save it, and import that",
        )
        reading.stop_if_faulty()


def _with_plain_numbers(
    table: CellTable, head: int, columns: list[int], reading: FileReading
) -> tuple[CellTable, frozenset[Place]]:
    """Write every number of the form as the language does, once its sign before decimals is known."""
    written = dict(_numbers(table, head, columns))
    numerals = Numerals.of((text for texts in written.values() for text in texts), table.delimiter)
    plain: dict[Place, str] = {}
    unread: list[Place] = []
    supposed: list[Place] = []
    for place, texts in written.items():
        told = [numerals.plain(text) for text in texts]
        if None in told:
            unread.append(place)
            continue
        if any(numerals.is_by_delimiter(text) for text in texts):
            supposed.append(place)
        plain[place] = _put(table.cell(*place), texts, [text for text in told if text is not None])
    if unread:
        _refuse(table, unread, written[unread[0]], reading)
    if supposed:
        first = supposed[0]
        because = "semicolons" if table.delimiter == ";" else "commas"
        reading.note(
            table.path,
            f"{quoted(table.cell(*first))} was read as {plain[first]}, as files whose cells are parted by"
            f" {because} mean it ({listed([table.name(*place) for place in supposed], 6)})",
        )
    return table.with_texts(plain), frozenset(unread)


def _numbers(table: CellTable, head: int, columns: list[int]) -> Iterator[tuple[Place, list[str]]]:
    """Give the cells where numbers are written by hand, with the numbers in them."""
    is_range = False
    for row in range(head + 1, len(table.rows)):
        second = table.cell(row, 1)
        if table.cell(row, 0):
            is_range = False
        numbers = form.range_numbers(second)
        if numbers is not None:
            is_range = True
            yield (row, 1), list(numbers[:3])
        elif is_range and parts_of(second) is not None and table.kind(row, 1) == "text":
            yield (row, 1), [second]
        for column in columns:
            text = form.split_mark(table.cell(row, column))[0]
            if table.kind(row, column) == "text" and parts_of(text) is not None:
                yield (row, column), [text]


def _put(cell: str, written: list[str], told: list[str]) -> str:
    """Put numbers into the place of others in a cell."""
    out, rest = "", cell
    for old, new in zip(written, told, strict=True):
        before, _, rest = rest.partition(old)
        out += before + new
    return out + rest


def _refuse(
    table: CellTable, unread: list[Place], written: list[str], reading: FileReading
) -> None:
    first = next(part for text in written for part in parts_of(text) or () if part.is_open)
    named = listed([table.name(*place) for place in unread], 6)
    small, large = sorted((first.with_point or "", first.with_comma or ""), key=Fraction)
    reading.fault(
        table.where(*unread[0]),
        f"cell{'s' if len(unread) > 1 else ''} {named}: {quoted(table.cell(*unread[0]))} may be"
        f" {_short(small)} or {_short(large)}, and nothing else in the file tells which",
        f"write {_unmistakable(small)} for the one, or {_short(large)} for the other",
    )


def _unmistakable(number: str) -> str:
    """Write a number so that its point can only stand before decimals."""
    whole, _, places = _short(number).partition(".")
    return f"{whole}.{places or '0'}{'0' if len(places) == 3 else ''}"


def _short(number: str) -> str:
    whole, _, places = number.partition(".")
    places = places.rstrip("0")
    return f"{whole}.{places}" if places else whole


class _Rows:
    """The rows below the head: those about actors, wherever they stand, and issues with their options."""

    def __init__(self, table: CellTable, head: int, reading: FileReading) -> None:
        self.table = table
        self.reading = reading
        self.rows = [row for row in range(head + 1, len(table.rows)) if any(table.rows[row])]
        self.about: dict[str, int] = {}
        self.issues: list[FormIssue] = []
        self.words = {name.casefold(): name for name in form.ABOUT_ACTORS}

    def sorted(self) -> tuple[dict[str, int], list[FormIssue]]:
        """Go through the rows."""
        for place, row in enumerate(self.rows):
            first, second = self.table.cell(row, 0), self.table.cell(row, 1)
            if not (
                self._is_stray(row, first, second)
                or (not second and not self._opens(place) and self._is_about_all(row, first))
                or self._is_misspelt(row, first, second)
            ):
                self._take(row, form.unguarded(first), second)
        return self.about, self.issues

    def _opens(self, place: int) -> bool:
        """Whether a row without an option begins an issue: it holds nothing, and an option follows it."""
        if any(self.table.rows[self.rows[place]][form.FIRST_ACTOR :]) or place + 1 == len(
            self.rows
        ):
            return False
        follower = self.rows[place + 1]
        return not self.table.cell(follower, 0) and bool(self.table.cell(follower, 1))

    def _is_about_all(self, row: int, first: str) -> bool:
        """Take a row about actors, wherever it stands; pass over one of sums, and tell it."""
        word = self.words.get(first.casefold())
        if word is None:
            if form.is_total(first):
                what = f"row {row + 1} ({first}) is no issue, and was left out"
                self.reading.note(self.table.path, what)
            return form.is_total(first)
        if word in self.about:
            self.reading.fault(
                self.table.where(row, 0), f"{quoted(word)} stands twice", "keep one of them"
            )
        self.about[word] = row
        return True

    def _is_stray(self, row: int, first: str, second: str) -> bool:
        """Refuse what is said of actors, and stands in the column of options."""
        word = None if first else self.words.get(second.casefold())
        if word is None or word == form.CONSENT:
            return False
        self.reading.fault(
            self.table.where(row, 1),
            f"cell {self.table.name(row, 1)}: {quoted(second)} stands in the column of options",
            "write it into column A",
        )
        return True

    def _is_misspelt(self, row: int, first: str, second: str) -> bool:
        meant = None if second or self.issues or not first else nearest(first, form.ABOUT_ACTORS)
        if meant is None:
            return False
        self.reading.fault(
            self.table.where(row, 0),
            f"{quoted(first)} is no row of the form",
            f"did you mean {meant}?",
        )
        return True

    def _take(self, row: int, first: str, second: str) -> None:
        if first and (not self.issues or first != self.issues[-1].ask):
            self.issues.append(FormIssue(first, row))
        if not self.issues:
            self.reading.fault(
                self.table.where(row, 1),
                f"the option {quoted(second)} stands under no issue",
                "name its issue in column A",
            )
            return
        issue = self.issues[-1]
        if second.casefold() == form.WEIGHT.casefold():
            issue.weights = row
        elif (order := form.read_order(second)) is not None:
            issue.order = order
        elif (numbers := form.read_range(second)) is not None:
            issue.numbers = numbers
        elif not second:
            self._refuse_cells(row)
        else:
            self._option(row, issue, form.unguarded(second))

    def _refuse_cells(self, row: int) -> None:
        if any(self.table.rows[row][form.FIRST_ACTOR :]):
            self.reading.fault(
                self.table.where(row, 1),
                f"the cell {self.table.name(row, 1)} says neither {form.WEIGHT} nor which option this row is about",
                f"write {form.WEIGHT}, or the option",
            )

    def _option(self, row: int, issue: FormIssue, label: str) -> None:
        if label in {known for known, _ in issue.options}:
            self.reading.fault(
                self.table.where(row, 1),
                f"the option {quoted(label)} is there twice",
                "keep one of them",
            )
        else:
            issue.options.append((label, row))


def aligned(layout: FormLayout, other: FormLayout) -> FormLayout | None:
    """Give another sheet's form with issues and options in the order of the first; None where it has others."""
    theirs = {issue.ask: issue for issue in other.issues}
    if len(other.issues) != len(layout.issues) or theirs.keys() != {i.ask for i in layout.issues}:
        return None
    issues = []
    for issue in layout.issues:
        mine = theirs[issue.ask]
        rows = dict(mine.options)
        labels = [label for label, _ in issue.options]
        if issue.numbers is not None and mine.numbers == issue.numbers:
            issues.append(mine)
            continue
        if mine.numbers != issue.numbers or rows.keys() != set(labels):
            return None
        issues.append(replace(mine, options=[(label, rows[label]) for label in labels]))
    return replace(other, issues=tuple(issues))
