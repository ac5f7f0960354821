"""Fourteen at one table: every one of them is in every picture of who wants, takes or gains what."""

from __future__ import annotations

import re

import pytest

from tests.charts.cases import found, picture_of
from tests.charts.test_layout import texts_of

EACH = ("score", "profile", "coalitions", "terms")


def words_of(kind: str) -> list[str]:
    pages = picture_of(kind, "assembly").pages
    return [" ".join(text.get_text().split()) for page in pages for text in texts_of(page)]


def names() -> list[str]:
    return [actor.name for actor in found("assembly").scenario.actors]


@pytest.mark.parametrize("kind", EACH)
def test_every_actor_has_a_row_or_a_column_of_its_own(kind: str) -> None:
    told = re.sub(r"\b\d+  ?(?=[A-Z])", "", " | ".join(words_of(kind)))
    loose = told.replace(" | ", " ")  # names of a narrow column stand on two lines
    assert [name for name in names() if name not in loose] == []


def test_on_every_place_of_a_scale_all_are_named_who_stand_there() -> None:
    told = " ".join(words_of("positions"))
    assert [told.count(name) for name in names()] == [2] * 14  # two scales


def test_on_every_scale_of_the_ladder_names_and_shared_rows_come_to_all() -> None:
    words = words_of("ladder")
    alone = sum(word in names() for word in words)
    shared = sum(int(word.split()[0]) for word in words if word.endswith("others accept all of it"))
    assert alone + shared == 2 * 14


@pytest.mark.parametrize("kind", ["knot", "conflicts"])
def test_who_has_no_part_in_a_knot_is_counted(kind: str) -> None:
    told = " ".join(words_of(kind))
    within = [name for name in names() if name in told]
    assert len(within) == 3
    assert "The 11 others have no part in it." in told


def test_in_a_cell_of_the_wall_refusers_are_named_or_counted_of_all() -> None:
    told = " ".join(words_of("wall"))
    assert "✕ Delta State, Island of Reeds" in told
    assert "◆ 8 of 14" in told


def test_the_zone_says_whose_yes_alone_is_lacking_and_who_gains_least_and_most() -> None:
    told = " ".join(words_of("zone"))
    assert "all but Upper Valley would sign: 4" in told
    assert "Canton of Springs 22 to Island of Reeds 28, 12 between" in told


@pytest.mark.parametrize(
    "kind", [*EACH, "positions", "ladder", "knot", "conflicts", "wall", "zone"]
)
def test_nobody_is_left_out_for_want_of_room(kind: str) -> None:
    told = " ".join(words_of(kind))
    assert not re.search(r"and \d+ more|left out|[Nn]ot shown", told)
