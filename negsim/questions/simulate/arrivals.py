"""When events come: each at a step of a future, by places of the unit cube, before a signature and after it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from negsim.language.model.numbers import Quantity
from negsim.language.model.timeline import Event
from negsim.questions.draws.numbers import RangedNumber
from negsim.questions.draws.values import MICRO

NEVER = 2**31

Places = NDArray[np.float64]
Steps = NDArray[np.int64]


class Arrival:
    """How one event comes.

    Parameters
    ----------
    event : Event
    first : int
        The step at which it is in force, of a dated one; of another, the first step at which it may come.

    Attributes
    ----------
    apply : mapping
        What comes into force, by what is said to have come: the event, or EVENT.RESULT.

    Notes
    -----
    An event without a date comes at the first step at which it happens: geometric, by inversion of one place between 0
    and 1. Where a signature changes its chance, what is left of the same place is spent at the other rate.
    """

    def __init__(self, event: Event, first: int) -> None:
        self.event, self.first = event, first
        self.is_dated = event.on is not None
        results = {f"{event.id}.{one.id}": one.apply for one in event.results}
        self.apply = results or {event.id: event.apply}
        after = event.after_signature
        self._after = Quantity.plain(Fraction(0)) if after == "stops" else after
        self._own = [event.chance] if event.chance is not None else []
        self._shares = [one.chance for one in event.results]
        later = [self._after] if self._after is not None else []
        decides = [*self._own, *later, *(self._shares if self.is_dated else ())]
        self._ranged = [q for q in (*self._own, *self._shares, *later) if q.low < q.high]
        self._is_drawn = any(q.low < q.high or 0 < q.best < 1 for q in decides)
        self._is_picked = not self.is_dated and len(self._shares) > 1

    @property
    def width(self) -> int:
        """Places of the unit cube that it takes: of each chance that has a range, of when it comes, of which result."""
        return len(self._ranged) + self._is_drawn + self._is_picked

    def begins(self, places: Places, signed: Steps | None = None) -> dict[str, Steps]:
        """Give the first step in force of each that may come, of shape (futures,); `NEVER` where it does not.

        Parameters
        ----------
        places : array
            Of shape (futures, width).
        signed : array, optional
            The step at which a package is signed, `NEVER` where none is; nothing is signed where absent.
        """
        at = 0

        def chances(quantity: Quantity) -> Places:
            nonlocal at
            if quantity.low >= quantity.high:
                return np.full(len(places), float(quantity.best))
            at += 1
            drawn = drawn_between(self.event.id, quantity, places[:, at - 1], low=0, high=1)
            return np.asarray(drawn / MICRO)

        own = [chances(one) for one in self._own]
        shares = np.array([chances(one) for one in self._shares])
        after = None if self._after is None or signed is None else chances(self._after)
        column = len(self._ranged)
        u = places[:, column] if self._is_drawn else np.zeros(len(places))
        if self.is_dated:
            per = shares if len(shares) else np.array(own or [np.ones(len(places))])
            if after is not None and signed is not None:
                whole = per.sum(axis=0)
                scaled = per * np.divide(after, whole, where=whole > 0, out=np.zeros(len(places)))
                per = np.where(signed < self.first, scaled, per)
            per = per / np.maximum(per.sum(axis=0), 1)
            return self._chosen(per, u, np.full(len(places), self.first))
        steps = self._waited(own[0], u)
        if after is not None and signed is not None:
            steps = np.where(steps > signed, self._later(own[0], after, u, signed), steps)
        if not len(shares):
            return {self.event.id: steps}
        v = places[:, -1] if self._is_picked else np.zeros(len(places))
        whole = shares.sum(axis=0)
        shares = np.where(whole > 0, shares / np.where(whole > 0, whole, 1), 1 / len(shares))
        return self._chosen(shares, v, steps, is_whole=True)

    def _chosen(
        self, shares: Places, u: Places, steps: Steps, *, is_whole: bool = False
    ) -> dict[str, Steps]:
        """Where each comes, whose share of the places from 0 to 1 holds `u`; in the last where all are shared out."""
        ends = np.cumsum(shares, axis=0)
        if is_whole:
            ends[-1] = np.inf
        chosen = (u >= ends).sum(axis=0)
        return {
            name: np.where(chosen == k, steps, NEVER).astype(np.int64)
            for k, name in enumerate(self.apply)
        }

    def _waited(self, chance: Places, u: Places) -> Steps:
        """The first step at which it happens by a chance per step."""
        waits = np.zeros(len(u))
        some = (chance < 1) & (chance > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            waits[some] = np.floor(_spent(u[some]) / _rate(chance[some]))
        waits[chance <= 0] = NEVER
        return np.asarray(np.minimum(self.first + np.minimum(waits, NEVER), NEVER), dtype=np.int64)

    def _later(self, chance: Places, after: Places, u: Places, signed: Steps) -> Steps:
        """The same where it has not happened by the signature, and goes on at another chance."""
        tried = np.maximum(signed - self.first + 1, 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            before = np.where(chance < 1, tried * _rate(chance), 0)
            left = np.maximum(_spent(u) - before, 0)
            waits = np.floor(left / _rate(after))
        waits = np.where(after >= 1, 0, np.where(after <= 0, NEVER, waits))
        start = np.maximum(self.first, np.minimum(signed, NEVER) + 1)
        return np.asarray(np.minimum(start + np.minimum(waits, NEVER), NEVER), dtype=np.int64)


def _spent(u: Places) -> Places:
    return np.asarray(-np.log1p(-np.clip(u, 0.0, 1 - 2.0**-53)))


def _rate(chance: Places) -> Places:
    return np.asarray(-np.log1p(-chance))


def drawn_between(
    name: str,
    quantity: Quantity,
    places: Places,
    low: int | None = None,
    high: int | None = None,
) -> Steps:
    """Draw a number of a range, cut to bounds, in millionths."""
    least = quantity.low if low is None else max(quantity.low, Fraction(low))
    most = quantity.high if high is None else min(quantity.high, Fraction(high))
    if least >= most:
        return np.full(len(places), round(most * MICRO), dtype=np.int64)
    best = min(max(quantity.best, least), most)
    is_triangular = quantity.shape == "triangular"
    return RangedNumber(name, name, "", "test", least, most, best, is_triangular).draw(places)
