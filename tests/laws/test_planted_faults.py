"""A deliberate fault in the zone, the frontier, consent, a ladder, a variant or a solution breaks a law by name."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from negsim.language.load import load
from negsim.language.model.actors import Actor
from negsim.language.model.preferences import Ladder
from negsim.language.overlay.stack import Stack
from negsim.questions.laws.law import LAWS
from negsim.questions.laws.trying import try_laws
from negsim.questions.zone import find as run
from negsim.solve.listing.scan import Window
from negsim.solve.tables import bargaining, bits, efficient
from negsim.testing.documents import random_draft
from tests.comparison.agreement import written

SEEDS = 300
Plant = Callable[[pytest.MonkeyPatch], Any]


def zone_forgets_reservation_values(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Window, "zone", property(lambda window: window.red_line_zone))


def red_lines_are_traded(patch: pytest.MonkeyPatch) -> None:
    whole = Window.keeps_lines
    patch.setattr(
        Window,
        "keeps_lines",
        lambda window, a: whole(window, a) | (window.reaches(a) if a == 0 else np.uint64(0)),
    )


def conditional_consent_is_always_asked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Window, "needed", lambda *_: np.full((1, 1), bits.FULL))


def consent_is_never_asked_of_the_last(patch: pytest.MonkeyPatch) -> None:
    agreed = Window.agreed
    patch.setattr(
        Window,
        "agreed",
        lambda window, accepted: agreed(
            window, {**accepted, max(accepted): window.selected} if len(accepted) > 1 else accepted
        ),
    )


def the_frontier_keeps_what_is_dominated(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(efficient, "is_efficient", lambda vectors: np.ones(len(vectors), dtype=bool))


def the_frontier_loses_a_package(patch: pytest.MonkeyPatch) -> None:
    keep = efficient.is_efficient

    def all_but_one(vectors: Any) -> Any:
        found = keep(vectors).copy()
        found[np.flatnonzero(found)[1:2]] = False
        return found

    patch.setattr(efficient, "is_efficient", all_but_one)


def nash_takes_the_sum(patch: pytest.MonkeyPatch) -> None:
    def largest_sum(gains: Any, can_gain: Any) -> Any:
        sums = gains.sum(axis=1)
        return sums >= sums.max(initial=-np.inf) - bargaining.TIE

    patch.setattr(bargaining, "nash_bargaining_solution", largest_sum)


def the_egalitarian_helps_the_best_off(patch: pytest.MonkeyPatch) -> None:
    def most(gains: Any) -> Any:
        best = gains.max(axis=1, initial=-np.inf)
        return best >= best.max(initial=-np.inf) - bargaining.TIE

    patch.setattr(bargaining, "egalitarian_solution", most)


def a_conflict_has_a_member_too_many(patch: pytest.MonkeyPatch) -> None:
    whole = run.label

    def padded(space: Any, given: Any) -> Any:
        found = whole(space, given)
        if len(found.conflicts) > 1:
            first, second, *rest = found.conflicts
            both = {m.path: m for m in (*first.members, *second.members)}
            members = tuple(both[path] for path in sorted(both))
            return replace(found, conflicts=(replace(first, members=members), second, *rest))
        return found

    patch.setattr("negsim.questions.laws.case.label", padded)


def a_double_step_counts_once(patch: pytest.MonkeyPatch) -> None:
    def scores(ladder: Ladder) -> dict[str, Fraction]:
        top = max(1, len(ladder.groups) - 1)
        return {
            option: Fraction(height, top) if len(ladder.groups) > 1 else Fraction(1)
            for height, group in enumerate(ladder.groups)
            for option in group
        }

    patch.setattr(Ladder, "scores", scores)


def a_bar_takes_one_option_too_many(patch: pytest.MonkeyPatch) -> None:
    def barred(ladder: Ladder) -> tuple[str, ...]:
        groups = () if ladder.bar is None else ladder.groups[: ladder.bar + 2]
        return tuple(option for group in groups for option in group)

    patch.setattr(Ladder, "barred", property(barred))


def a_variant_drops_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Stack, "_drop", lambda *_: None)


def a_variant_fixes_for_good(patch: pytest.MonkeyPatch) -> None:
    apply = Stack.apply

    def once(stack: Stack, variant: Any) -> None:
        fixed = list(stack._fixed)
        apply(stack, variant)
        if fixed:
            stack._fixed = fixed

    patch.setattr(Stack, "apply", once)


def a_ladder_red_line_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Actor, "red_lines", property(lambda actor: actor.written_red_lines))


FAULTS: dict[Plant, set[str]] = {
    zone_forgets_reservation_values: {"the_zone_agrees_with_the_definition"},
    red_lines_are_traded: {
        "a_crossed_red_line_is_never_bought_off",
        "the_zone_agrees_with_the_definition",
    },
    conditional_consent_is_always_asked: {
        "conditional_consent_counts_where_its_condition_holds",
        "the_zone_agrees_with_the_definition",
    },
    consent_is_never_asked_of_the_last: {
        "order_of_actors_changes_nothing",
        "the_zone_agrees_with_the_definition",
    },
    the_frontier_keeps_what_is_dominated: {"the_frontier_agrees_with_the_definition"},
    the_frontier_loses_a_package: {"the_frontier_agrees_with_the_definition"},
    nash_takes_the_sum: {
        "every_solution_is_the_best_of_its_kind",
        "nash_ignores_positive_affine_rescaling",
    },
    the_egalitarian_helps_the_best_off: {"every_solution_is_the_best_of_its_kind"},
    a_conflict_has_a_member_too_many: {
        "every_correction_hits_every_conflict",
        "every_conflict_is_enough_by_itself",
    },
    a_double_step_counts_once: {"a_ladder_means_its_scores"},
    a_bar_takes_one_option_too_many: {"a_ladder_means_its_scores"},
    a_variant_drops_nothing: {"a_variant_does_what_editing_the_file_does"},
    a_variant_fixes_for_good: {"variants_of_different_elements_commute"},
    a_ladder_red_line_is_forgotten: {"a_ladder_means_its_scores"},
}

# Where few scenarios show a fault, the first that does; others are tried after it.
FROM: dict[Plant, int] = {
    nash_takes_the_sum: 8,
    a_double_step_counts_once: 9,
    a_variant_fixes_for_good: 39,
}


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_breaks_the_law_that_forbids_it(
    plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = set(FAULTS[plant])
    plant(monkeypatch)
    with tempfile.TemporaryDirectory() as directory:
        for number in range(SEEDS):
            seed = (FROM.get(plant, 0) + number) % SEEDS
            draft = random_draft(random.Random(seed), 60)
            scenario = load(written(draft, Path(directory)))
            laws = [LAWS[name] for name in wanted]
            tried = try_laws(scenario, random.Random(seed), laws=laws)
            wanted -= {one.law.name for one in tried if not one.held}
            if not wanted:
                return
    pytest.fail(f"nothing broke {', '.join(sorted(wanted))}")
