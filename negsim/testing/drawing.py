"""Where the choices of a generated scenario come from: dice with a seed, or a property-based test."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw(ABC):
    """A source of choices. Everything is made from whole numbers, so that a failing case shrinks towards 0."""

    @abstractmethod
    def integer(self, low: int, high: int) -> int:
        """Some whole number from `low` to `high`, both included."""

    def choice(self, options: Sequence[T]) -> T:
        """One of several."""
        return options[self.integer(0, len(options) - 1)]

    def chance(self, wins: int, of: int) -> bool:
        """Whether something happens that does so `wins` times in `of`; False is the simpler case."""
        return self.integer(0, of - 1) >= of - wins

    def some(self, options: Sequence[T], least: int = 0, most: int | None = None) -> list[T]:
        """Several different ones, in the order given."""
        most = len(options) if most is None else min(most, len(options))
        wanted = self.integer(min(least, most), most)
        left = list(range(len(options)))
        picked = [left.pop(self.integer(0, len(left) - 1)) for _ in range(wanted)]
        return [options[index] for index in sorted(picked)]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All of them, in some order."""
        left = list(options)
        return [left.pop(self.integer(0, len(left) - 1)) for _ in range(len(left))]


class Dice(Draw):
    """Choices from a generator of random numbers.

    Parameters
    ----------
    rng : random.Random
        Where the numbers come from; the same seed makes the same choices.
    """

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def integer(self, low: int, high: int) -> int:
        """Some whole number from `low` to `high`, both included."""
        return self.rng.randint(low, high)
