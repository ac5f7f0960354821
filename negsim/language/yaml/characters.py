"""Characters on which libyaml and YAML 1.2 disagree, and spaces that people take for others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from negsim.errors import Fault, InputError, Where
from negsim.language.yaml.text import split_lines

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# libyaml ends lines at these, as YAML 1.1 did.
_OLD_LINE_ENDS = "\x85\u2028\u2029"
# Legal in YAML 1.2, an error in libyaml; no value ever contains such indentation.
_TABBED_BLANK = re.compile(r"(?m)^\t[ \t]*(?=#|\r?$)")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
_PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))
_COUNT_FORBIDDEN = 20
# Signs that look like a space, or like nothing, and are part of a text to YAML.
ODD_SPACE = "[\xa0\xad\u1680\u180e\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]"
_ODD_INDENT = re.compile(rf"[ \t]*(?:[-?] +)*({ODD_SPACE})")
_ODD_AFTER_SIGN = re.compile(rf"[ \t]*(?:[-?] +)*[-?]({ODD_SPACE})")
_ODD_AFTER_COLON = re.compile(rf"[^:#'\"]*:({ODD_SPACE})")


def without_tabbed_blanks(text: str) -> str:
    """Indent lines that hold only tabs, or a comment after tabs, with as many spaces."""
    return _TABBED_BLANK.sub(lambda found: " " * len(found[0]), text)


def refuse_control_characters(text: str, path: str) -> None:
    """Raise an InputError that places the first such character of every line, up to 20 lines."""
    faults = []
    if _FORBIDDEN.search(text):
        for number, line in enumerate(split_lines(text), start=1):
            found = _FORBIDDEN.search(line)
            if found is not None:
                what = f"the character U+{ord(found[0]):04X} may not stand in YAML"
                faults.append(Fault(Where(path, number, found.start() + 1), what, "delete it"))
            if len(faults) == _COUNT_FORBIDDEN:
                break
    if faults:
        raise InputError(faults)


def odd_space(
    lines: Sequence[str], first: int, last: int, path: str, *, column: int = 0
) -> Fault | None:
    """Find a sign that indents, or comes after `- ` or a colon, and is no space, though it may look like one.

    Parameters
    ----------
    lines : sequence of str
        Those of the file.
    first, last : int
        The lines to look at, counted from 0, both included.
    path : str
        The file's name.
    column : int
        Where to begin in the first of them.
    """
    for number in range(first, min(last + 1, len(lines))):
        start = column if number == first else 0
        for pattern, where in (
            (_ODD_INDENT, "where a space should"),
            (
                _ODD_AFTER_SIGN,
                f"after the {lines[number][start:].lstrip()[:1]}, where a space should",
            ),
            (_ODD_AFTER_COLON, "after the colon, where a space should"),
        ):
            found = pattern.match(lines[number], start)
            if found is not None:
                return Fault(Where(path, number + 1, found.start(1) + 1), *_told(found[1], where))
    return None


def _told(sign: str, where: str) -> tuple[str, str]:
    """Say what the sign is, where it stands, and what to do."""
    name = unicodedata.name(sign).lower()
    named = f"{'an' if name[0] in 'aeiou' else 'a'} {name} (U+{ord(sign):04X})"
    if unicodedata.category(sign) == "Cf":
        return (
            f"{named} stands here, where nobody sees it",
            "delete it: an editor can show such signs",
        )
    return f"{named} stands {where}", "put plain spaces there: an editor can show which are not"


def stand_ins(text: str) -> dict[str, str]:
    """Choose private characters to stand for old line ends: such as the text holds neither as such nor escaped."""
    present = [character for character in _OLD_LINE_ENDS if character in text]
    if not present:
        return {}
    escaped = {
        int(code, 16) for found in _ESCAPED.finditer(text) for code in found.groups() if code
    }
    taken = {*map(ord, set(text)), *escaped}
    pool = (chr(code) for codes in _PRIVATE for code in codes if code not in taken)
    return {character: next(pool) for character in present}
