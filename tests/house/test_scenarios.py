"""What is shipped says what it promises."""

from __future__ import annotations

import re

import pytest

import negsim
from negsim.language.shipped import locate, shipped_folder

# Long runs of quoted words in a register would be a document's sentences, not our paraphrase.
QUOTED = re.compile("[“”«»„]")


@pytest.mark.parametrize("name", negsim.shipped_names())
def test_a_shipped_scenario_is_named_as_its_file(name: str) -> None:
    assert negsim.load(name).scenario.id == name


@pytest.mark.parametrize("name", negsim.shipped_names())
def test_every_expectation_of_a_shipped_scenario_holds(name: str) -> None:
    checked = negsim.load(name).check(laws=False)  # the laws are tried in tests/laws
    assert [(one.say, one.found) for one in checked.expectations if not one.held] == []
    assert checked.expectations


@pytest.mark.parametrize("name", negsim.shipped_names())
def test_every_variant_of_a_shipped_scenario_runs_and_says_what_it_is(name: str) -> None:
    study = negsim.load(name)
    for variant in study.scenario.variants:
        assert variant.say
        assert study.run(variant.id).feasible > 0


@pytest.mark.parametrize("name", negsim.shipped_names())
def test_every_claim_of_a_shipped_register_is_short_and_quotes_nobody(name: str) -> None:
    for claim in negsim.load(name).scenario.all_claims:
        assert len(claim.says) < 200
        assert not QUOTED.search(claim.says)


def test_every_register_is_named_by_a_scenario() -> None:
    named = {
        (locate(name).parent / path).resolve()
        for name in negsim.shipped_names()
        for path in negsim.load(name).scenario.claims
    }
    assert named == {path.resolve() for path in shipped_folder("seeds").glob("*.yaml")}
