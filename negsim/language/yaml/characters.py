"""Characters on which libyaml and YAML 1.2 disagree."""

from __future__ import annotations

import re

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
