"""How long draws will take, and what is left out because it would take too long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from negsim.errors import TooLarge
from negsim.language.phrases import counted
from negsim.questions.draws.sampling import Job, Progress
from negsim.solve.choose import in_words
from negsim.solve.patience import ANNOUNCED, BESIDE_DRAWS, REPORTED

__all__ = ["REPORTED", "Ahead", "ahead"]


@dataclass(frozen=True)
class Ahead:
    """What is to be done, about how many seconds it takes, and what is left out, in sentences."""

    job: Job
    seconds: float
    left_out: tuple[str, ...] = ()


def ahead(
    job: Job,
    costs: Callable[[Job], tuple[float, float]],
    progress: Progress | None,
    unit: str,
    within: float | None = None,
) -> Ahead:
    """Say beforehand how long it takes; who could open it alone is left out where that alone takes too long.

    Parameters
    ----------
    job : Job
    costs : callable
        Gives the seconds of all draws, and those that it takes beside to see who could open an empty zone alone.
    progress : callable, optional
        Told of what takes long.
    unit : str
        What is counted: "draws", "futures".
    within : float, optional
        Seconds that it may take.

    Raises
    ------
    TooLarge
        There are too many packages, or it takes longer.
    """
    found = _affordable(job, costs)
    if within is not None and found.seconds > within:
        raise TooLarge.one(
            f"{counted(job.draws, unit.removesuffix('s'))} would take {in_words(found.seconds)}",
            f"ask for fewer: `{unit}`",
            arguments=(unit,),
        )
    if progress is not None and found.seconds >= ANNOUNCED:
        progress(0, job.draws, in_words(found.seconds), unit)
    return found


def _affordable(job: Job, costs: Callable[[Job], tuple[float, float]]) -> Ahead:
    try:
        seconds, beside = costs(job)
    except TooLarge:
        how = "more packages than can be listed"
    else:
        if beside <= BESIDE_DRAWS:
            return Ahead(job, seconds + beside)
        how = in_words(beside)
    alone = replace(job, blockers=False)
    told = f"Who could open it alone was not looked into: that would take {how}."
    return Ahead(alone, costs(alone)[0], (told,))
