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


def one_of(given: str, names: Iterable[str]) -> str:
    """Say what could have been meant: the names there are, and the nearest.

    Examples
    --------
    >>> one_of("nutral", ["moratorium", "neutral"])
    'use one of moratorium, neutral (did you mean neutral?)'
    """
    known = list(names)
    if not known:
        return "there is none to name"
    if len(known) == 1:
        return f"use {known[0]}"
    near = nearest(given, known)
    guess = f" (did you mean {near}?)" if near else ""
    return f"use one of {listed(known)}{guess}"


def listed(names: Iterable[str], most: int = 12) -> str:
    """List names with commas, cut where there are many.

    Examples
    --------
    >>> listed("abcd", most=2)
    'a, b, … (4 in all)'
    """
    known = list(names)
    more = f", … ({len(known)} in all)" if len(known) > most else ""
    return ", ".join(known[:most]) + more
