"""The name that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Find the name that was probably meant.

    Returns
    -------
    str or None
        None where no candidate is close; the first of equally close ones.

    Examples
    --------
    >>> nearest("alignement", ["line", "alignment"])
    'alignment'
    >>> nearest("xyz", ["line", "alignment"]) is None
    True
    """
    from difflib import get_close_matches

    names = {candidate.casefold(): candidate for candidate in reversed(list(candidates))}
    # difflib is quadratic in the lengths; no id that was meant is this long.
    if len(name) > 200:
        return None
    close = get_close_matches(name.casefold(), reversed(names), n=1, cutoff=0.6)
    return names[close[0]] if close else None
