"""The laws of the preference model, for tests of models."""

from __future__ import annotations

import random
from collections.abc import Iterable

from negsim.language.model.scenario import Scenario
from negsim.questions.laws.law import LAWS
from negsim.questions.laws.trying import try_laws
from negsim.study import Study

__all__ = ["assert_laws"]


def assert_laws(
    scenario: Scenario | Study, *, seed: int = 0, laws: Iterable[str] | None = None
) -> None:
    """Assert that the laws of the preference model hold of a scenario, by changing it in ways that must not matter.

    Parameters
    ----------
    scenario : Scenario or Study
        With its variants applied. Of a large one some corners are tried: some options of each issue.
    seed : int
        Which changes are tried; the same seed, the same changes.
    laws : iterable of str, optional
        Names of laws, as in `docs/reference/laws.md`; all where absent.

    Raises
    ------
    AssertionError
        With every law that was found broken, and the smallest counterexample.
    KeyError
        There is no law of such a name.

    Examples
    --------
    >>> import negsim
    >>> assert_laws(negsim.load("harbour").scenario)
    """
    given = scenario.scenario if isinstance(scenario, Study) else scenario
    chosen = None if laws is None else [LAWS[name] for name in laws]
    rng = random.Random(seed)  # noqa: S311 (no secret hangs on it)
    broken = [tried for tried in try_laws(given, rng, laws=chosen) if not tried.held]
    if broken:
        lines = [f"law {one.law.number}, {one.law.title}: {one.found}" for one in broken]
        raise AssertionError("\n".join([f"scenario {given.id!r} breaks", *lines]))
