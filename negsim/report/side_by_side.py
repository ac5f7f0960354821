"""A report's answers and pictures, made by several processes: the same ones sooner, where they take a while."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from negsim.charts.kinds import KINDS
from negsim.charts.output import COLUMN, DPI, SLIDE, DrawingSheet, printed
from negsim.document.content import Image, Section
from negsim.report.material import Material, Progress, answer, gather
from negsim.report.parts import PARTS, Asked
from negsim.report.pictures import draw, first
from negsim.report.word.word import PICTURE_DPI
from negsim.spread import Spread, WorkersLost

# What takes longest comes first, so that nobody waits for it alone.
LONGEST = ("simulate", "levers", "compare", "codings", "ensemble", "wall", "knot", "positions")
READ = (("svg", DPI), ("png", PICTURE_DPI))  # what a page on the screen shows, and what paper does
HANDED_ON = READ[1:]

Drawings = Mapping[tuple[str, DrawingSheet], Section]


def make(asked: Asked, spread: Spread, progress: Progress | None = None) -> Material:
    """Ask every question that a report answers, and draw all its pictures, wherever the work is done.

    Parameters
    ----------
    asked : Asked
    spread : Spread
        One process draws no picture: each is drawn once it is needed.
    progress : callable, optional
        As for `negsim.report.material.gather`.

    Notes
    -----
    Where workers are lost over and over, as where memory is short, this process does it all.
    """
    if spread.is_elsewhere:
        with suppress(WorkersLost):
            return _shared(asked, spread, progress)
    return gather(
        asked.base,
        asked.variants,
        asked.sets,
        asked.settings,
        progress,
        findings=asked.findings,
    )


def _shared(asked: Asked, spread: Spread, progress: Progress | None) -> Material:
    whole, tasks = pickle.dumps(asked), _tasks(asked)
    steps = [*(task.waits for task in tasks), "pages"]

    def told(done: int) -> None:
        if progress is not None:
            progress(done, len(steps), steps[done])

    told(0)
    parts: dict[str, Any] = {}
    drawn: dict[tuple[str, DrawingSheet], Section] = {}
    for found, drawings in spread.map(_made, [(whole, task) for task in tasks], told):
        parts |= found
        drawn |= drawings
    return Material.made(asked, parts, drawn)


@dataclass(frozen=True)
class _Task:
    """A question to be asked, if any, and the kinds of chart to be drawn of its answer, or of what `run` found."""

    part: str | None
    kinds: tuple[str, ...]
    waits: str


def _tasks(asked: Asked) -> list[_Task]:
    tasks = [
        _Task(
            part.name, tuple(k for k, kind in KINDS.items() if kind.part == part.name), part.waits
        )
        for part in PARTS
        if part.arises(asked) or any(kind.part == part.name for kind in KINDS.values())
    ]
    tasks += [_Task(None, (k,), "pictures") for k, kind in KINDS.items() if not kind.part]

    def place(task: _Task) -> int:
        name = task.part or task.kinds[0]
        return LONGEST.index(name) if name in LONGEST else len(LONGEST)

    return sorted(tasks, key=place)


def _made(given: tuple[bytes, _Task]) -> tuple[dict[str, Any], Drawings]:
    """Answer a question, and draw what shows the answer."""
    whole, task = given
    asked = _asked(whole)
    found = {part.name: answer(part, asked) for part in PARTS if task.part == part.name}
    drawn: dict[tuple[str, DrawingSheet], Section] = {}
    for name in task.kinds:
        is_first = name == first(asked.findings)
        prints = HANDED_ON if is_first else READ
        drawn[name, SLIDE] = _printed(draw(asked.findings, found, name), prints)
        if is_first:
            drawn[name, COLUMN] = _printed(draw(asked.findings, found, name, COLUMN), READ)
    return found, drawn


@lru_cache(maxsize=1)
def _asked(whole: bytes) -> Asked:
    """What is asked, the same for all tasks of a process, so that they share what is found on the way."""
    found: Asked = pickle.loads(whole)  # noqa: S301 (our own, from the process that started this one)
    return found


def _printed(section: Section, prints: tuple[tuple[str, float], ...]) -> Section:
    blocks = tuple(
        replace(
            block,
            picture=printed(block.picture, *prints),
            upright=block.upright and printed(block.upright, READ[0]),
        )
        if isinstance(block, Image)
        else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks)
