"""Where two coders agree, field by field, and which of their differences turn the answer."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from negsim.language.model.evidence import CODED, GRADES, Register
from negsim.language.model.scenario import Scenario
from negsim.questions.agree.matching import Matching, match, meaning
from negsim.questions.agree.result import Differing, TwoCoders
from negsim.questions.agree.turning import answered
from negsim.solve.ahead import Told
from negsim.solve.kernels.krippendorff import alpha

ABSENT = "absent"  # a value of its own; of grades the last

Progress = Callable[[int, int], None]


def agree(
    first: Register,
    second: Register,
    scenario: Scenario | None = None,
    *,
    progress: Progress | None = None,
    told: Told | None = None,
) -> TwoCoders:
    """Say where two registers of one document agree and, in a scenario, what their differences do to the answer.

    Parameters
    ----------
    first, second : Register
        Two codings of one document: of the same id, or the same `sha256`.
    scenario : Scenario, optional
        As written. Either coding is put in the place of its register of that document, or added; demands are drafted
        from both, and the answers compared.
    progress : callable, optional
        Called with the number of sets of differences tried, and of how many.
    told : callable, optional
        Called beforehand with the number of packages to go through, and about how many seconds that takes.

    Raises
    ------
    InputError
        The registers hold no document in common.
    """
    matching = match(first, second)
    return TwoCoders(
        first=first,
        second=second,
        matched=len(matching.pairs),
        only_first=tuple(claim.id for claim in matching.only_first),
        only_second=tuple(claim.id for claim in matching.only_second),
        alpha={field: _alpha(matching, field) for field in CODED},
        share_equal={field: _share(matching, field) for field in CODED},
        differences=tuple(
            Differing(
                pair.first.id,
                pair.second.id,
                field,
                pair.first.written.get(field),
                pair.second.written.get(field),
            )
            for pair in matching.pairs
            for field in pair.differing
        ),
        within=scenario,
        answer=None
        if scenario is None
        else answered(scenario, first, second, matching, progress=progress, told=told),
    )


def _alpha(matching: Matching, field: str) -> Fraction | None:
    units = [
        tuple(
            ABSENT if (said := meaning(claim, field)) is None else said
            for claim in (pair.first, pair.second)
        )
        for pair in matching.pairs
    ]
    if field == "grade":
        return alpha(units, "ordinal", (*GRADES, ABSENT))
    return alpha(units)


def _share(matching: Matching, field: str) -> Fraction | None:
    if not matching.pairs:
        return None
    equal = sum(field not in pair.differing for pair in matching.pairs)
    return Fraction(equal, len(matching.pairs))
