"""The answer on one screen: nothing is said that no key of the results and no word of the file says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

import negsim
from negsim.language.model.scenario import Scenario
from negsim.questions.brief import on_one_screen
from negsim.questions.codings import codings
from negsim.questions.zone.result import Findings
from tests.document.reading import texts

PAGES = [
    "harbour",
    "harbour+quiet_machines",
    "harbour_council",
    "strait_2031",
    "strait_2031+settled",
    "dayton_1995",
    "ukraine_2025",
]
LETTERS = "no one two three four five six seven eight nine ten eleven twelve".split()
SHARES = {"0", "100"}  # what points are of, and the ends of a scale


@cache
def page(name: str) -> tuple[Findings, dict[str, Any], list[str]]:
    """What was found, as JSON too, and the texts of a screen."""
    scenario, _, variant = name.partition("+")
    found = negsim.load(scenario).run(variant)
    coded = codings(found.scenario, findings=found)
    given = json.loads(found.to_json()) | {"codings": json.loads(coded.to_json())}
    return found, given, list(texts(on_one_screen(found, coded)))


def numbers_in(value: Any) -> Iterator[float]:
    """Every number of a mapping, and how many each list and mapping holds."""
    if isinstance(value, dict | list):
        yield len(value)
        for inner in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def known_numbers(found: Findings, given: dict[str, Any]) -> set[str]:
    """Numbers of the results as people write them; worths and walk-away values as points; sums over sides."""
    plain_ones = set(numbers_in(given))
    corrections = given["conflicts"]["minimal_corrections"]
    plain_ones |= {sum(n or 0 for n in one["steps"].values()) for one in corrections}
    plain_ones.add(sum(given["elements"]["demands"].values()))
    plain_ones.add(given["codings"]["codings"] - given["codings"]["open"])
    plain_ones |= {n - 1 for n in given["solutions"]["ties"].values()}
    whole = {f"{int(n):,}" for n in plain_ones if n == int(n)}
    worths = {
        str(round(abs(one) * 100))
        for some in given["solutions"].values()
        if isinstance(some, list)
        for deal in some
        for one in deal["gains"].values()
    }
    walk_aways = {
        f"{float(actor.reservation_value.value.best * 100):g}"
        for actor in found.scenario.actors
        if actor.reservation_value is not None and actor.reservation_value.value is not None
    }
    return whole | worths | walk_aways | SHARES


def words_of(scenario: Scenario) -> set[str]:
    """What the file says: options and their short names, questions, readings, demands."""
    said = {one.ask for one in scenario.issues}
    for issue in scenario.issues:
        said |= {text for option in issue.options for text in (option.label, option.short) if text}
    for line in scenario.red_lines.values():
        said |= {
            text for one in (line, *line.readings) for text in [getattr(one, "say", None)] if text
        }
        if line.said is not None:
            said.add(line.said)
    return said


@pytest.mark.parametrize("name", PAGES)
def test_every_number_is_one_of_the_results(name: str) -> None:
    found, given, said = page(name)
    known = known_numbers(found, given)
    files = " ".join(
        [
            *(
                text
                for one in found.scenario.issues
                for text in (one.ask, *(o.label for o in one.options))
            ),
            *(str(value) for one in found.scenario.issues for value in (o.id for o in one.options)),
        ]
    )
    for text in said:
        outside = re.sub("“[^”]*”", "", text)
        for number in re.findall(r"[0-9](?:[0-9,.]*[0-9])?", outside):
            assert number in known or number in files, f"{number} in: {text}"


@pytest.mark.parametrize("name", PAGES)
def test_every_quotation_is_a_word_of_the_file(name: str) -> None:
    found, _, said = page(name)
    known = words_of(found.scenario)
    for text in said:
        for quoted in re.findall("“([^”]*)”", text):
            assert quoted in known, f"{quoted} in: {text}"


@pytest.mark.parametrize("name", PAGES)
def test_every_demand_of_every_knot_is_named_by_its_holder(name: str) -> None:
    found, given, said = page(name)
    groups = given["conflicts"]["independent"]
    for conflict in (one for group in groups for one in group):
        for path in conflict:
            owner = path.split(".")[0]
            assert any(found.scenario.actor[owner].name in text for text in said), path
    if len(groups) > 1:
        assert f"{LETTERS[len(groups)]}, each enough by itself to prevent a deal" in " ".join(said)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_said_twice(name: str) -> None:
    _, _, said = page(name)
    sentences = [one for text in said for one in re.split(r"(?<=[.:?]) ", text) if len(one) > 40]
    assert len(sentences) == len(set(sentences))


def test_what_a_knot_leaves_is_said_on_the_issue_that_collides() -> None:
    """Each side's demand on the one issue, and of the other side's whole it says "anything but that"."""
    found, _, said = page("strait_2031")
    camp = next(place for place, text in enumerate(said) if "camp on the north shore" in text)
    assert said[camp + 1] == "Island anything but “it stays as it is” (grade A)"
    assert said[camp + 2] == "Mainland “it stays as it is” (assumed)"
    assert said[camp + 3] == (
        "Undone if Mainland took “it moves inland”, or Island “it stays as it is”."
    )
    assert not found.zone.is_open
