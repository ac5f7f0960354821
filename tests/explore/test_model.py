"""What is put on the page of `negsim explore`, and what is said of that which is not."""

from __future__ import annotations

import json
import random
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest

import negsim
from negsim.errors import TooLarge
from negsim.explore.model import limits
from negsim.explore.model.halves import halves
from negsim.explore.model.limits import carried, not_counted
from negsim.explore.model.model import explorable
from negsim.language.load import loads
from negsim.solve.tables.counting import count_outside
from negsim.solve.tables.formula import holds
from negsim.solve.tables.problem import Count, Linear, ScopeTable

LARGE = """
negsim: 1
scenario: large
title: A table too large for a page
issues:
{issues}
actors:
  one:
    preferences: {{issue_0: {{weight: 1, ladder: a < b < c < d}}}}
    red_lines: {{never_a: {{forbid: {{issue_1: a}}}}}}
variants:
  narrow: {{fix: {{issue_2: a, issue_3: a, issue_4: b}}}}
  other: {{drop: [one.never_a]}}
levers:
  wider:
    say: A thirteenth question
    issues: {{more: {{ask: More?, range: {{from: 0, to: 99, step: 1}}, status_quo: 0}}}}
    preferences: {{one: {{more: {{weight: 1, scores: {{0: 0, 99: 1}}}}}}}}
"""


def large(issues: int = 12) -> str:
    """Write a scenario of 4^12 packages, or of so many issues, all of them feasible."""
    options = "{a: a, b: b, c: c, d: d}"
    asked = (f"  issue_{k}: {{ask: What of {k}?, options: {options}}}" for k in range(issues))
    return LARGE.format(issues="\n".join(asked))


def test_packages_too_many_to_be_listed_are_counted_in_two_halves() -> None:
    model = explorable(loads(large()))
    [base, wider] = model["compiled"]["spaces"]
    assert [sorted(one["halves"][0] + one["halves"][1]) for one in (base, wider)] == [
        [*range(12)],
        [*range(13)],
    ]
    [told] = model["limits"]
    assert told.startswith("There are 16,777,216 packages, too many to be listed: this page counts")
    assert told.endswith("it leaves to the commands that it names.")


def test_what_a_page_cannot_count_is_refused_with_the_commands_that_do() -> None:
    with pytest.raises(TooLarge, match=r"17,179,869,184 packages, and a page in a browser counts"):
        explorable(loads(large(issues=17)))
    assert halves([*combinations(range(12), 2)], [4] * 12) is None
    fault = str(not_counted([4] * 12))
    assert "16,777,216 packages, and the issues are tied too densely" in fault
    assert "ask `run` or the studio" in fault


def test_what_a_variant_takes_off_the_table_may_stay_off_the_page() -> None:
    model = explorable(loads(large()), ["other", "narrow"])
    assert model["locked"] == ["narrow"]
    assert model["limits"] == [
        "What narrow takes off the table stays off this page: there are too many packages with it."
    ]
    [space, wider] = model["compiled"]["spaces"]
    assert len(space["always"]) == 1
    assert space["halves"] is None
    assert wider["halves"] is not None


def test_a_large_page_says_that_it_is_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "QUICK", 100)
    told = explorable(negsim.load("harbour").base)["limits"]
    assert told == ["There are 215 feasible packages: a change may take a second to be answered."]


def test_more_actors_than_a_page_tells_apart_are_refused() -> None:
    actors = "\n".join(f"  actor_{k}: {{consent: always}}" for k in range(31))
    text = f"negsim: 1\nscenario: crowd\nissues: {{one: {{options: {{a: a, b: b}}}}}}\nactors:\n{actors}\n"
    with pytest.raises(TooLarge, match="30 actors apart, and here are 31"):
        explorable(loads(text))


def test_counting_outside_tables_is_counting_one_by_one() -> None:
    rng = random.Random(3)
    for _ in range(60):
        sizes = [rng.randint(2, 4) for _ in range(rng.randint(1, 5))]
        tables = []
        for _ in range(rng.randint(0, 4)):
            scope = tuple(sorted(rng.sample(range(len(sizes)), rng.randint(0, len(sizes)))))
            values = np.array(
                [rng.random() < 0.4 for _ in range(int(np.prod([sizes[i] for i in scope])))]
            )
            tables.append(ScopeTable(scope, values.reshape([sizes[i] for i in scope])))
        packages = product(*(range(size) for size in sizes))
        wanted = sum(not any(holds(t, package) for t in tables) for package in packages)
        assert count_outside(tables, sizes) == wanted


def test_what_is_too_wide_for_a_table_is_counted_all_the_same() -> None:
    sizes = [8] * 6
    wide = Linear(tuple((i, np.arange(8)) for i in range(6)), 30, None)
    some = Count(tuple(ScopeTable((i,), np.arange(8) > 4) for i in range(6)), 5, None)
    packages = product(range(8), repeat=6)
    wanted = sum(sum(p) < 30 and sum(o > 4 for o in p) < 5 for p in packages)
    assert carried([wide, some], sizes) == wanted


def test_a_model_names_no_folder_of_whoever_made_the_page(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(large().replace("a: a, b: b, c: c, d: d", "a: a, b: b").replace(" < c < d", ""))
    model = explorable(negsim.load(file).base)
    assert model["file"] == "mine.yaml"
    assert str(tmp_path) not in json.dumps(model)
    assert explorable(negsim.load("harbour").base)["file"] == "harbour"


def test_what_may_stand_is_every_reading_and_what_variants_bring() -> None:
    model = explorable(negsim.load("ukraine_2025").base)
    [line] = [one for one in model["lines"] if one["path"] == "russia.neutrality"]
    assert [one["id"] for one in line["alternatives"]] == [
        "permanent",
        "moratorium_is_enough",
        "strict",
    ]
    [brought] = [one for one in model["lines"] if one["id"] == "neutral_only_if_guaranteed"]
    assert (brought["base"], brought["alternatives"][0]["variant"]) == (None, "istanbul_swap")
    assert brought["alternatives"][0]["evidence"]["status"] == "assumed"
