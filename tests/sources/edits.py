"""Texts, passages in them and random edits, with what must hold of every anchor afterwards.

python -m tests.sources.edits --count 100000 --seed 1     # minutes; the gate tries a few hundred
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from negsim.sources.anchor import find_anchors, make_anchor, places_of
from negsim.sources.text import Text, normalise

_SIGNS = "ab é協🕊  \n"
Place = tuple[int, int]


@dataclass(frozen=True)
class Edited:
    """A text, passages of it, and the text after an edit: `[start, stop)` has become `put`."""

    before: Text
    places: tuple[Place, ...]
    after: Text
    start: int
    stop: int
    put: int  # characters

    def check(self) -> None:
        """Ask of every anchor that it is not said to be where another passage is."""
        anchors = [make_anchor(self.before, *place) for place in self.places]
        shift = self.put - (self.stop - self.start)
        standings = find_anchors(self.after, anchors, self.before.sha256)
        for anchor, standing in zip(anchors, standings, strict=True):
            passage = self.before.whole[anchor.start : anchor.stop]
            if standing.anchor is None:
                assert standing.became in {"changed", "lost", "ambiguous"}
                continue
            place = (standing.anchor.start, standing.anchor.stop)
            assert self.after.whole[slice(*place)] == passage
            assert (standing.became == "found") == (place == (anchor.start, anchor.stop))
            is_untouched = anchor.stop <= self.start or anchor.start >= self.stop
            if is_untouched and len(places_of(self.before, passage)) == 1:
                moved = shift if anchor.start >= self.stop else 0
                wanted = {anchor.start + moved}
                if self.start == self.stop == anchor.start:
                    wanted.add(anchor.start)  # what was put in may begin with the passage
                assert place[0] in wanted


def made(seed: random.Random) -> Edited:
    """Make one of a generator of random numbers."""

    def signs(most: int) -> str:
        return "".join(seed.choice(_SIGNS) for _ in range(seed.randint(0, most)))

    before = normalise("a" + signs(60), "lines").text
    whole = before.whole
    start = seed.randint(0, len(whole))
    stop = min(len(whole), start + seed.choice((0, 0, 1, 3, 20)))
    after = whole[:start] + signs(seed.choice((0, 1, 8))) + whole[stop:]
    return _edited(before, after, _places(before, seed), seed_place=(start, stop))


def _places(text: Text, seed: random.Random) -> tuple[Place, ...]:
    whole = text.whole
    found = []
    for _ in range(6):
        start = seed.randrange(len(whole))
        found.append((start, min(len(whole), start + seed.choice((1, 2, 5, 12)))))
    return tuple(found)


def _edited(before: Text, raw: str, places: tuple[Place, ...], seed_place: Place) -> Edited:
    """Normalise what an edit made; where that changed more than the edit did, the change is where both differ."""
    after = normalise(raw, "lines").text
    old, new = before.whole, after.whole
    if new == raw:
        start, stop = seed_place
        return Edited(before, places, after, start, stop, len(new) - len(old) + stop - start)
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), -1)
    start = min(len(old), len(new)) if start < 0 else start
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edited(before, places, after, start, len(old) - tail, len(new) - tail - start)


@st.composite
def texts(draw: Any) -> Text:
    """A text of at least one character."""
    return normalise("a" + draw(st.text(_SIGNS, max_size=60)), "lines").text


@st.composite
def passages(draw: Any, text: Text) -> list[Place]:
    """Some passages of a text."""
    starts = draw(st.lists(st.integers(0, len(text.whole) - 1), max_size=6))
    return [(one, draw(st.integers(one + 1, len(text.whole)))) for one in starts]


def edited() -> st.SearchStrategy[Edited]:
    """A text, passages and an edit."""
    return st.integers(0, 2**32).map(lambda seed: made(random.Random(seed)))


def main() -> None:
    """Try many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    seed = random.Random(arguments.seed)
    for number in range(arguments.count):
        case = made(seed)
        try:
            case.check()
        except AssertionError as error:
            raise AssertionError(f"edit {number} of seed {arguments.seed}: {case}") from error
    sys.stdout.write(f"{arguments.count:,} edits: no passage was found somewhere wrong\n")


if __name__ == "__main__":
    main()
