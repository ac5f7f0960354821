"""Scorable games, derived from Harborco, of Abdelnabi et al. (2024): the authors' score files, counted through.

The paper's own counts were not read; what is asserted here was found by an independent brute force over those files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import negsim
from tests.published.score_files import game

# total, acceptable to all, to all but any one, to all but one with both vetoes
COUNTS = {
    "base": (720, 12, 133, 55),
    "seven": (2880, 52, 563, 204),
    "game1": (720, 21, 67, 57),
}
ACCEPTABLE = {
    "base": {
        "mayor": 646,
        "other_cities": 555,
        "union": 462,
        "sportco": 354,
        "dot": 195,
        "environment": 320,
    },
    "seven": {
        "mayor": 2118,
        "other_cities": 2325,
        "union": 1917,
        "sportco": 1348,
        "dot": 1083,
        "environment": 1200,
        "heritage": 1700,
    },
    "game1": {
        "bank": 310,
        "environment": 306,
        "proposing": 313,
        "construction": 364,
        "community": 444,
        "tourism": 418,
    },
}
# The unanimous packages, with the points of the parties in the order of the score files.
UNANIMOUS = {
    "base": {
        "A1B3C2D2E3": (66, 46, 76, 58, 68, 55),
        "A1B3C2D2E4": (69, 31, 78, 63, 65, 55),
        "A1B3C3D2E3": (60, 44, 66, 63, 70, 55),
        "A1B3C3D3E4": (56, 34, 58, 59, 81, 55),
        "A2B3C2D2E4": (63, 35, 83, 57, 76, 77),
        "A2B3C3D1E3": (64, 40, 81, 63, 65, 77),
        "A2B3C3D2E3": (54, 48, 71, 57, 81, 77),
        "A2B3C3D2E4": (57, 33, 73, 62, 78, 77),
        "A2B3C4D1E3": (52, 34, 56, 70, 70, 77),
        "A3B2C2D2E4": (63, 41, 63, 56, 65, 70),
        "A3B2C3D2E3": (54, 54, 51, 56, 70, 70),
        "A3B2C3D2E4": (57, 39, 53, 61, 67, 70),
    },
    "game1": {
        "A2B3C3D2E3": (82, 72, 61, 74, 77, 58),
        "A3B3C2D3E3": (83, 60, 67, 63, 52, 86),
        "A3B3C2D4E3": (85, 62, 65, 61, 57, 83),
        "A3B3C2D5E2": (83, 60, 69, 66, 62, 69),
        "A3B3C2D5E3": (87, 64, 63, 59, 62, 81),
        "A3B3C3D2E2": (82, 73, 71, 64, 57, 71),
        "A3B3C3D2E3": (86, 77, 65, 57, 57, 83),
        "A3B3C3D3E2": (84, 75, 69, 62, 62, 67),
        "A3B3C3D4E2": (86, 77, 67, 60, 67, 64),
        "A3B3C3D5E2": (88, 79, 65, 58, 72, 62),
        "A3B3C4D2E2": (87, 84, 67, 62, 51, 64),
        "A3B3C4D3E2": (89, 86, 65, 60, 56, 60),
        "A3B3C4D4E2": (91, 88, 63, 58, 61, 57),
        "A3B4C3D4E3": (60, 76, 72, 64, 65, 81),
        "A3B4C3D5E3": (62, 78, 70, 62, 70, 79),
        "A3B4C4D2E3": (61, 83, 72, 66, 49, 81),
        "A3B4C4D3E3": (63, 85, 70, 64, 54, 77),
        "A3B4C4D4E2": (61, 83, 74, 69, 59, 62),
        "A3B4C4D4E3": (65, 87, 68, 62, 59, 74),
        "A3B4C4D5E2": (63, 85, 72, 67, 64, 60),
        "A3B4C4D5E3": (67, 89, 66, 60, 64, 72),
    },
}
LARGEST_PRODUCT = {
    "base": ("A2B3C3D2E3", (54, 48, 71, 57, 81, 77)),
    "seven": ("A2B3C3D1E3F2", (64, 50, 80, 57, 68, 76, 80)),
    "game1": ("A3B3C3D2E2", (82, 73, 71, 64, 57, 71)),
}


def name(package: Mapping[str, Any]) -> str:
    return "".join(str(option).upper() for option in package.values())


@pytest.mark.parametrize("which", COUNTS)
def test_abdelnabi_2024_score_files_counts_of_deals_that_all_and_all_but_one_accept(
    which: str,
) -> None:
    played = game(which)
    total, all_of_them, all_but_one, with_vetoes = COUNTS[which]
    n = len(played.roles)
    unanimous = negsim.loads(played.text()).run()
    assert (unanimous.total, unanimous.zone.size) == (total, all_of_them)
    any_one = negsim.loads(played.text(f"agreement: {{at_least: {n - 1}}}")).run()
    assert any_one.zone.size == all_but_one
    both = negsim.loads(played.text(played.quota())).run()
    assert both.zone.size == with_vetoes


@pytest.mark.parametrize("which", ACCEPTABLE)
def test_abdelnabi_2024_score_files_deals_that_each_party_accepts(which: str) -> None:
    assert negsim.loads(game(which).text()).run().accepted_by == ACCEPTABLE[which]


@pytest.mark.parametrize("which", UNANIMOUS)
def test_abdelnabi_2024_score_files_unanimous_deals_and_their_points(which: str) -> None:
    played = game(which)
    frame = negsim.loads(played.text()).run().zone_packages()
    issues = [issue.lower() for issue in played.options]
    found = {
        name(dict(zip(issues, row[issues], strict=True))): tuple(
            round(100 * row[f"utility_{party}"]) for party in played.roles
        )
        for _, row in frame.iterrows()
    }
    assert found == UNANIMOUS[which]


@pytest.mark.parametrize("which", LARGEST_PRODUCT)
def test_abdelnabi_2024_score_files_the_deal_with_the_largest_product_of_surpluses(
    which: str,
) -> None:
    deal, points = LARGEST_PRODUCT[which]
    (found,) = negsim.loads(game(which).text()).run().solutions["nash"].deals
    assert name(found.package) == deal
    assert [100 * utility for utility in found.utilities.values()] == list(points)
