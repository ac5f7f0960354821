"""Law 36: whichever engine answers, the answer is the same."""

from __future__ import annotations

from random import Random

from negsim.errors import TooLarge
from negsim.questions.laws.case import Case
from negsim.questions.laws.conflicts import ASKED
from negsim.questions.laws.law import DoesNotApply, law
from negsim.questions.laws.views import difference, view
from negsim.questions.zone.find import label
from negsim.solve.choose import answer, choose


@law(36)
def engines_agree(case: Case, rng: Random) -> str | None:
    """The engine that lists every package and the one that sweeps the issues give the same answers."""
    suspects = rng.choice(ASKED)
    try:
        given = answer(
            case.problem, choose(case.problem, "sweep"), suspects=suspects, names=case.space.name
        )
    except TooLarge as fault:
        raise DoesNotApply(fault.faults[0].what) from None
    swept = label(case.space, given)
    if not swept.exact:
        raise DoesNotApply("the sweep can only estimate some counts")
    found = difference(view(case.find(suspects)), view(swept))
    return found and f"listed before, swept after: {found}"
