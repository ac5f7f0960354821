"""Positions, influence and salience: the compromise model on three cases."""

from __future__ import annotations

import csv
import re
from fractions import Fraction

import pytest

import negsim
from tests.published.score_files import DATA


def test_emission_standards_1994_weighted_mean_is_7_4_as_scholz_2011_table_2_prints_for_round_1() -> (
    None
):
    (found,) = negsim.load("emission_standards_1994").position().issues
    assert round(float(found.forecast.mean), 1) == 7.4
    assert found.forecast.mean == Fraction(5003, 677)


def test_emission_standards_1994_recomputed_weighted_median_and_condorcet_position_are_7_years() -> (
    None
):
    (found,) = negsim.load("emission_standards_1994").position().issues
    assert (found.forecast.median, found.forecast.condorcet) == ("7", "7")


# Read: positions, salience and power. Not read: what the models printed. So these are tests of arithmetic only.
COMPROMISE = {
    "copenhagen_2009": {
        "newtreaty": 61.576,
        "devlopc2020": 58.145,
        "domestred": 30.707,
        "mrvdecrease": 52.236,
        "commitments": 51.95,
        "control": 57.621,
        "extra": 64.621,
    },
    "paris_2015": {
        "differentiation": 49.255,
        "mrv": 57.211,
        "legal": 57.969,
        "adapt_legal": 59.511,
        "adapt_inst": 59.64,
        "finance_vol": 47.644,
        "finance_who": 38.097,
        "adapt_finance": 55.122,
        "ld": 40.106,
        "progress": 45.596,
        "amb2050": 67.878,
        "amb2100": 85.709,
        "eaa": 57.101,
    },
}


def talks(case: str) -> str:
    """Write a table of positions in the scenario language."""
    with (DATA / f"{case}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = ["negsim: 1.1", f"scenario: {case}", "issues:"]
    lines += [
        f"  {issue}: {{range: {{from: 0, to: 100, step: 5}}}}"
        for issue in dict.fromkeys(row["issue"] for row in rows)
    ]
    lines.append("actors:")
    for actor in dict.fromkeys(row["actor"] for row in rows):
        own = [row for row in rows if row["actor"] == actor]
        power = Fraction(own[0]["power"]) * 100
        ident = re.sub("[^a-z0-9]+", "_", actor.lower()).strip("_")
        cares = ", ".join(f"{row['issue']}: {row['salience']}" for row in own)
        lines += [f"  {ident}:", f"    influence: {float(power):g}", f"    salience: {{{cares}}}"]
        lines += ["    preferences:"]
        lines += [
            f"      {row['issue']}: {{weight: 1, position: {row['position']}}}" for row in own
        ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", COMPROMISE)
def test_recomputed_not_printed_weighted_means_of_copenhagen_2009_and_paris_2015(case: str) -> None:
    found = negsim.loads(talks(case)).position()
    means = {one.forecast.issue: round(float(one.forecast.mean), 3) for one in found.issues}
    assert means == COMPROMISE[case]
