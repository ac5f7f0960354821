"""Grapheme clusters: what a reader takes for one character, after Unicode Standard Annex 29 (2022)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_ZWJ, _ZWNJ = "\u200d", "\u200c"
_CONTROLS = {"Cc", "Cf", "Zl", "Zp"}
_SIGNS = set("©®‼⁉™ℹ〰〽㊗㊙")  # pictures outside the blocks of pictures


def grapheme_starts(text: str) -> Iterator[int]:
    """Give 1 for each code point that begins a grapheme cluster, else 0.

    Notes
    -----
    Rules GB3 to GB13, but for the few letters that lean on the next one (GB9b) and for Indic conjuncts (GB9c), which
    programs treat in several ways. What is a picture is told by its block and category.

    Examples
    --------
    >>> "".join(str(one) for one in grapheme_starts("e\u0301 👩\u200d🚒 🇺🇦🇵🇱"))
    '10110011010'
    """
    before, is_picture, flags = "", False, 0
    for sign in text:
        is_flag = "\U0001f1e6" <= sign <= "\U0001f1ff"
        joins = before != "" and (
            (before == "\r" and sign == "\n")
            or (_extends(sign) and not _is_control(before))
            or (is_picture and before == _ZWJ and _is_picture(sign))
            or (is_flag and flags % 2 == 1)
            or _goes_on_in_hangul(before, sign)
        )
        yield 0 if joins else 1
        flags = flags + 1 if is_flag else 0
        # A picture stays one over the marks and the joiner that follow it.
        is_picture = _is_picture(sign) or (is_picture and _extends(sign))
        before = sign


def _extends(sign: str) -> bool:
    return (
        sign in (_ZWJ, _ZWNJ)
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign <= "\U000e007f"
        or unicodedata.category(sign) in {"Mn", "Me", "Mc"}
    )


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in _CONTROLS and not _extends(sign)


def _is_picture(sign: str) -> bool:
    if "\U0001f000" <= sign <= "\U0001faff":
        return not "\U0001f1e6" <= sign <= "\U0001f1ff" and not _extends(sign)
    return sign in _SIGNS or (
        "\u2190" <= sign <= "\u2bff" and unicodedata.category(sign) in {"So", "Sm"}
    )


def _goes_on_in_hangul(before: str, sign: str) -> bool:
    """Whether letters of one syllable of Hangul stand together: L with L, V, LV, LVT; V with V, T; T with T."""
    first, second = _hangul(before), _hangul(sign)
    return second in {
        "L": {"L", "V", "LV", "LVT"},
        "LV": {"V", "T"},
        "V": {"V", "T"},
        "LVT": {"T"},
        "T": {"T"},
    }.get(first, ())


def _hangul(sign: str) -> str:
    if "\uac00" <= sign <= "\ud7a3":
        return "LVT" if (ord(sign) - 0xAC00) % 28 else "LV"
    for kind, first, last in (
        ("L", "\u1100", "\u115f"), ("V", "\u1160", "\u11a7"), ("T", "\u11a8", "\u11ff"),
        ("L", "\ua960", "\ua97c"), ("V", "\ud7b0", "\ud7c6"), ("T", "\ud7cb", "\ud7fb"),
    ):  # fmt: skip
        if first <= sign <= last:
            return kind
    return ""
