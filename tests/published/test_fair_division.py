"""Adjusted winner on the two cases by which it is usually taught."""

from __future__ import annotations

from fractions import Fraction

import negsim


def test_panama_canal_1974_adjusted_winner_gives_66_points_each_as_the_page_of_new_york_university_prints() -> (
    None
):
    found = negsim.load("panama_canal_1974").divide()
    assert found.points == {"us": 66, "panama": 66}
    assert found.won == {"us": 64, "panama": 53}
    won = {one.issue: one.won_by for one in found.issues if not one.is_tied}
    assert [issue for issue, who in won.items() if who == "us"] == [
        "us_defence",
        "use",
        "expansion",
        "routes",
    ]
    assert [issue for issue, who in won.items() if who == "panama"] == [
        "duration",
        "compensation",
        "jurisdiction",
        "us_military",
        "panama_defence",
    ]


def test_panama_canal_1974_two_fifteenths_of_land_and_water_move_to_the_united_states() -> None:
    found = negsim.load("panama_canal_1974").divide()
    (divided,) = [one for one in found.issues if one.is_divided]
    assert divided.issue == "land_and_water"
    assert divided.shares == {"us": Fraction(2, 15), "panama": Fraction(13, 15)}
    # As printed: 0.133333 and 0.866667, and 79 points for the United States if it had all of it.
    assert [round(float(share), 6) for share in divided.shares.values()] == [0.133333, 0.866667]
    assert found.won["us"] + divided.points["us"] == 79


# The six issues of Brams & Togman (1996) were read, the points were not: they are from memory, unverified.
CAMP_DAVID = {
    "sinai": (35, 55),
    "recognition": (10, 5),
    "west_bank": (20, 10),
    "linkage": (10, 5),
    "palestinian_rights": (5, 20),
    "jerusalem": (20, 5),
}


def test_camp_david_1978_an_illustration_with_unverified_points_comes_to_a_sixth_of_sinai() -> None:
    issues = "\n".join(
        f"  {issue}: {{options: {{israel: Israel, egypt: Egypt}}}}" for issue in CAMP_DAVID
    )
    sheets = [
        "\n".join(
            f"      {issue}: {{points: {{{own}: {points[k]}, {other}: 0}}}}"
            for issue, points in CAMP_DAVID.items()
        )
        for k, (own, other) in enumerate((("israel", "egypt"), ("egypt", "israel")))
    ]
    text = (
        f"negsim: 1\nscenario: camp_david\nissues:\n{issues}\nactors:\n"
        f"  israel:\n    preferences:\n{sheets[0]}\n  egypt:\n    preferences:\n{sheets[1]}\n"
    )
    found = negsim.loads(text).divide()
    assert found.won == {"israel": 60, "egypt": 75}
    (handed,) = found.handed
    assert (handed.issue, handed.taker, handed.fraction) == ("sinai", "israel", Fraction(1, 6))
    assert [round(float(points), 4) for points in found.points.values()] == [65.8333, 65.8333]
