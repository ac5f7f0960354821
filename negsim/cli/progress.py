"""How far long work is: a bar where a person watches, one line at the end where none does."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from negsim.errors import spelled

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 0.5  # seconds before a bar appears
MOST_SHOWN = 10**15  # of anything, in a bar
WORTH_A_LINE = 5.0  # seconds after which unwatched work says that it is done


@contextmanager
def progress(label: str, unit: str) -> Iterator[Callable[..., None]]:
    """Give a function to call with how much is done, of how much, and perhaps a word on what was found so far.

    Parameters
    ----------
    label : str
        What is being done, one word.
    unit : str
        What is counted: "packages", "draws".
    """
    shown = _Shown(label, unit)
    try:
        yield shown.update
    except BaseException:
        shown.is_stopped = True
        raise
    finally:
        shown.end()


class _Shown:
    def __init__(self, label: str, unit: str) -> None:
        self.label, self.unit = label, unit
        self.begun = time.monotonic()
        self.done: dict[str, int] = {}
        self.is_stopped = False
        self.watched = sys.stderr.isatty()
        self.bar: Bar | None = None
        self.task: TaskID | None = None

    def update(self, done: int, total: int, note: str = "", unit: str = "") -> None:
        """Show how much is done, of how much; of another unit where a new part has begun."""
        unit = unit or self.unit
        if not (done or self.watched) and note:
            click.echo(f"{self.label}: {spelled(total)} {unit}, {note}", err=True)
        self.done[unit], self.is_stopped = done, done < total
        if not self.watched or (self.bar is None and time.monotonic() - self.begun < PATIENCE):
            return
        if total > MOST_SHOWN:  # what floats cannot hold is shown as a share of what they can
            done, total = done * MOST_SHOWN // total, MOST_SHOWN
        if self.bar is None:
            self.bar = _bar()
            self.task = self.bar.add_task(self.label, total=total, unit=self.unit)
            self.bar.start()
        assert self.task is not None
        label = f"{self.label} · {note}" if note else self.label
        self.bar.update(self.task, completed=done, total=total, description=label, unit=unit)

    def end(self) -> None:
        if self.bar is not None:
            self.bar.stop()
        seconds = time.monotonic() - self.begun
        if not self.watched and seconds >= WORTH_A_LINE and not self.is_stopped:
            done = ", then ".join(f"{spelled(number)} {unit}" for unit, number in self.done.items())
            click.echo(f"{self.label}: {done or 'done'} in {seconds:,.0f} s", err=True)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed:,.0f}/{task.total:,.0f} {task.fields[unit]}", markup=False),
        TimeRemainingColumn(compact=True),
        TextColumn("left · Ctrl-C stops", markup=False),
        console=Console(stderr=True),
        transient=True,
    )


def announce(packages: int, seconds: float) -> None:
    """Say beforehand that something will take long."""
    from negsim.solve.patience import ANNOUNCED

    if seconds < ANNOUNCED:
        return
    length = f"{seconds / 60:,.0f} min" if seconds >= 90 else f"{seconds:,.0f} s"
    what = f"{spelled(packages)} packages to go through: " if packages else "To be done: "
    click.echo(f"{what}about {length}.", err=True)
