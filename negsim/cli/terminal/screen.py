"""An answer that is longer than the screen: what matters of it, and by name what is left to those who ask for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from negsim.document.content import Section
from negsim.language.model.scenario import Scenario

ROWS = 20  # of a table, items of a list: no screen holds more of them beside all else
FEWEST = 2  # while there is something else that can go
Place = tuple[
    tuple[int, ...], int | None
]  # the way down to a section, and a block of it; None for what it says


def on_screen(
    section: Section,
    scenario: Scenario,
    most: int | None,
    is_short: Callable[[Section, Sequence[str]], bool],
) -> tuple[Section, list[str]]:
    """Give as much of a section as a screen holds: short names first, then fewer rows, then fewer sections.

    Parameters
    ----------
    section : Section
    scenario : Scenario
        Whose options and actors it speaks of.
    most : int or None
        At most so many rows of a table and items of a list.
    is_short : callable
        Whether the screen holds a section, with the titles of what was left out of it.

    Returns
    -------
    Section
        What states the question again goes first, then what comes last; its answer, and its first block, stay.
    list of str
        The titles of the sections that went.
    """
    from negsim.questions.brief.abridged import abridged

    if is_short(cut := _cut(section, most), ()):
        return cut, []
    section = abridged(section, scenario)
    first = [set(_places(one, way)) for one, way in _settings(section)]
    last = [{one} for one in reversed([*_places(section)]) if one[0]]
    kept, titles, gone = section, list[str](), set[Place]()
    for one in ({}, *first, *last[:-1]):
        gone.update(one)
        kept, titles = _without(section, gone)
        if is_short(_cut(kept, FEWEST), titles):
            break
    for number in range(ROWS if most is None else most, 1, -1):
        if is_short(cut := _cut(kept, number), titles):
            return cut, titles
    return _cut(kept, 1), titles


def _cut(section: Section, most: int | None) -> Section:
    return section if most is None else section.cut(most)


def _places(section: Section, way: tuple[int, ...] = ()) -> Iterator[Place]:
    """Give all blocks and sentences, in reading order."""
    if section.said is not None:
        yield way, None
    for place, _ in enumerate(section.blocks):
        yield way, place
    for place, inner in enumerate(section.sections):
        yield from _places(inner, (*way, place))


def _settings(
    section: Section, way: tuple[int, ...] = ()
) -> Iterator[tuple[Section, tuple[int, ...]]]:
    for place, inner in enumerate(section.sections):
        if inner.is_setting:
            yield inner, (*way, place)
        else:
            yield from _settings(inner, (*way, place))


def _without(
    section: Section, gone: set[Place], way: tuple[int, ...] = ()
) -> tuple[Section, list[str]]:
    blocks = tuple(one for place, one in enumerate(section.blocks) if (way, place) not in gone)
    inner, titles = [], []
    for place, one in enumerate(section.sections):
        kept, left = _without(one, gone, (*way, place))
        if kept.is_empty and not one.is_empty:
            titles.append(one.title if one.is_named else one.title[:1].lower() + one.title[1:])
        else:
            inner.append(kept)
            titles += left
    said = None if (way, None) in gone else section.said
    return replace(section, blocks=blocks, sections=tuple(inner), said=said), titles
