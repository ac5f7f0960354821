"""Fonts for every script: those of this machine that have the signs which the font of the pictures lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OWN = "DejaVu Sans"
# Of fonts that have as many of the signs, these come first, in this order: they are made to stand beside one another.
PREFERRED = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans", "Noto Emoji")
_PLACEHOLDER = "LastResort"  # a font that has a box for every sign, and no sign
# Join letters, keep directions, or choose how a letter looks.
_UNDRAWN = frozenset("\u200c\u200d\u200e\u200f\u2068\u2069\ufe0e\ufe0f")


@dataclass(frozen=True)
class Lent:
    """Fonts that draw what `OWN` lacks.

    Parameters
    ----------
    families : tuple of str
        Those that are needed, the one with most of the signs first.
    missing : str
        Signs that no font of this machine has, sorted.
    """

    families: tuple[str, ...]
    missing: str


@cache
def lacks(character: str) -> bool:
    """Whether the font of the pictures does not have a sign."""
    return (
        not character.isascii() and character not in _UNDRAWN and ord(character) not in _own_signs()
    )


@cache
def own_folder() -> Path:
    """Give the folder in which `OWN` stands, with fonts of its kin."""
    from matplotlib.font_manager import FontProperties, findfont

    return Path(findfont(FontProperties(family=OWN))).parent


def lent(texts: Iterable[str]) -> Lent:
    """Give the fonts of this machine that draw the signs of some texts which `OWN` lacks."""
    return _lent(frozenset(c for text in texts for c in text if lacks(c)))


@cache
def _lent(wanted: frozenset[str]) -> Lent:
    if not wanted:
        return Lent((), "")
    left, families = set(wanted), []
    signs = _signs_by_family()
    while left:
        # As many signs as can be from one font; which of several does not hang on the order of a folder.
        best = max(
            signs, key=lambda name: (_has(signs[name], left), _preference(name)), default=None
        )
        if best is None or not _has(signs[best], left):
            break
        families.append(best)
        left -= {c for c in left if ord(c) in signs[best]}
    return Lent(tuple(families), "".join(sorted(left)))


def _has(signs: frozenset[int], wanted: Iterable[str]) -> int:
    return sum(ord(c) in signs for c in wanted)


def _preference(name: str) -> tuple[int, tuple[int, ...]]:
    place = PREFERRED.index(name) if name in PREFERRED else len(PREFERRED)
    return -place, tuple(-ord(c) for c in name)


@cache
def _own_signs() -> frozenset[int]:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return frozenset(get_font(findfont(FontProperties(family=OWN))).get_charmap())


@cache
def _signs_by_family() -> dict[str, frozenset[int]]:
    """The signs of every family that this machine has, of its upright face of ordinary weight."""
    from matplotlib.font_manager import fontManager

    _meet_new_fonts()
    faces: dict[str, str] = {}
    for entry in sorted(fontManager.ttflist, key=lambda one: (one.name, one.fname)):
        if _PLACEHOLDER in entry.name.replace(" ", ""):
            continue
        if entry.style == "normal" and entry.weight in {400, "normal", "regular", "book"}:
            faces.setdefault(entry.name, entry.fname)
    return {name: _signs(path) for name, path in faces.items()}


def _meet_new_fonts() -> None:
    """Let matplotlib know fonts that were installed since it last looked."""
    from matplotlib.font_manager import findSystemFonts, fontManager

    known = {entry.fname for entry in fontManager.ttflist}
    for path in sorted(findSystemFonts()):
        if path not in known:
            try:
                fontManager.addfont(path)
            except (OSError, RuntimeError, ValueError):
                continue  # no font that can be drawn with


def _signs(path: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    try:
        font = FT2Font(path)
        # Fonts of pictures, such as coloured emoji, cannot be drawn at any size.
        return frozenset(font.get_charmap()) if font.scalable else frozenset()
    except (OSError, RuntimeError, ValueError):
        return frozenset()
