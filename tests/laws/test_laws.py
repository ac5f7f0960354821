"""Every law of the preference model, on made-up scenarios with every word of the language.

`NEGSIM_EXAMPLES=night pytest tests/laws` tries thousands of each.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from negsim.language.load import load
from negsim.language.overlay.apply import apply
from negsim.questions.laws.case import Case
from negsim.questions.laws.law import LAWS, DoesNotApply, Law
from negsim.questions.laws.trying import MODULES
from negsim.testing.documents import MadeUp
from negsim.testing.strategies import drafts
from tests.comparison.agreement import VERSIONS, written

assert MODULES

LAWS_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "laws.md"
# Saved and loaded, a scenario is what its file says, without variants.
WITHOUT_VARIANTS = {"saving_and_loading_changes_nothing", "variants_of_different_elements_commute"}


def trial_of(law: Law) -> Callable[[], None]:
    """A test of one law on made-up scenarios, under a stack of their variants."""

    @settings(
        max_examples=settings().max_examples * 3 // 4,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.filter_too_much,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )
    @given(
        st.sampled_from(VERSIONS).flatmap(lambda v: drafts(version=v)),
        st.randoms(use_true_random=False),
        st.integers(0, 2**32),
    )
    def test(draft: MadeUp, rng: Random, number: int) -> None:
        with tempfile.TemporaryDirectory() as directory:
            scenario = load(written(draft, Path(directory)))
            stack = draft.stacks[number % len(draft.stacks)]
            if law.name not in WITHOUT_VARIANTS:
                scenario = apply(scenario, stack)
            try:
                found = law.trial(Case(scenario), rng)
            except DoesNotApply:
                return
        assert found is None, f"{found}\n{draft.document}"

    return test


for _law in LAWS.values():
    globals()[f"test_{_law.name}"] = trial_of(_law)


def test_the_page_states_every_law_under_its_number_and_name() -> None:
    text = LAWS_PAGE.read_text(encoding="utf-8")
    for law in LAWS.values():
        assert f"| {law.number} | `{law.name}` | {law.statement} |" in text
    assert sorted(law.number for law in LAWS.values()) == list(range(1, len(LAWS) + 1))


def test_a_law_that_is_unknown_is_told() -> None:
    from negsim.testing import assert_laws

    with pytest.raises(KeyError, match="no_such_law"):
        assert_laws(load("scenarios/harbour.yaml"), laws=["no_such_law"])
