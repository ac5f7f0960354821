"""Labels of other tools to ids of the scenario language: legal, short, and each there once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from negsim.language.model.actors import ACTOR_KEYS
from negsim.language.read.context import RESERVED

_LONGEST = 40
# Paths begin with an actor's id or with one of these; and a red line is not named like a key of an actor.
_HEADS = frozenset(("rules", "agreement", "spread", *ACTOR_KEYS))


def ids_of(labels: Iterable[str], prefix: str) -> tuple[str, ...]:
    """Give each label an id of its own, in their order; the prefix stands in front of what begins with no letter.

    Examples
    --------
    >>> ids_of(["Night work", "night work", "30 days", "Zürich", "Київ", "not"], "o")
    ('night_work', 'night_work_2', 'o_30_days', 'zurich', 'o_5', 'o_not')
    """
    taken: set[str] = set()
    ids = []
    for place, label in enumerate(labels, start=1):
        base = _id(label, prefix, place)
        name, again = base, 1
        while name in taken:
            again += 1
            name = f"{base}_{again}"
        taken.add(name)
        ids.append(name)
    return tuple(ids)


def _id(label: str, prefix: str, place: int) -> str:
    plain = unicodedata.normalize("NFKD", label)[:1000].encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST].strip("_")
    if not words:
        return f"{prefix}_{place}"
    if not words[0].isalpha() or words in RESERVED or words in _HEADS:
        return f"{prefix}_{words}"
    return words
