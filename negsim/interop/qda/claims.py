"""Placed passages to claims: a code of a kind makes one, the other codes of the passage say the rest of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from negsim.interop.qda.code_table import SEPARATOR
from negsim.interop.qda.meanings import CodeMeaning, CodeMeanings
from negsim.interop.qda.placing import PlacedPassage
from negsim.interop.qda.project import CodePath
from negsim.interop.reading import FileReading
from negsim.language.model.evidence import GRADES, Anchor, Test
from negsim.language.model.numbers import NumberText, parse_number
from negsim.language.names import listed
from negsim.language.phrases import counted
from negsim.language.read.context import ID, RESERVED
from negsim.sources.register import plain_anchor
from negsim.sources.text import Text

WORST = GRADES[-1]
CODER = "Coder: "  # begins the note of a claim whose coder is known


@dataclass
class _Marked:
    """What one coder has of one passage."""

    placed: PlacedPassage
    codes: dict[CodePath, None]
    says: dict[str, None]


class ClaimsMaker:
    """Makes the claims of a register.

    Parameters
    ----------
    texts : mapping of str to Text
        By the keys of documents.
    ids : mapping of str to str
        The ids of documents by their keys.
    meanings : CodeMeanings
    reading : FileReading
        Told what was decided for want of words.
    """

    def __init__(
        self,
        texts: Mapping[str, Text],
        ids: Mapping[str, str],
        meanings: CodeMeanings,
        reading: FileReading,
    ) -> None:
        self._texts, self._ids, self._meanings, self._reading = texts, ids, meanings, reading
        self._wordless: list[str] = []
        self._ungraded: list[str] = []
        self._proposed: list[str] = []

    def make(self, placed: Sequence[PlacedPassage]) -> dict[str, dict[str, Any]]:
        """Give claims by their ids, as plain data, in the order of documents and places; ours in their own order."""
        marked = _joined(placed)
        order = {key: number for number, key in enumerate(self._ids)}
        is_own = any(one.passage.claim is not None for one in placed)
        if not is_own:
            marked.sort(key=lambda one: (order[one.placed.passage.document], _place(one.placed)))
        taken = {one.placed.passage.claim for one in marked if _is_id(one.placed.passage.claim)}
        claims: dict[str, dict[str, Any]] = {}
        for one in marked:
            for meanings in self._readings(list(one.codes)):
                own = one.placed.passage.claim
                name = own if _is_id(own) and own not in claims else _free(claims, taken)
                assert name is not None
                claims[name] = self._claim(name, one, meanings)
        self._tell()
        return claims

    def _readings(self, codes: Sequence[CodePath]) -> list[list[CodeMeaning]]:
        """Give what the codes of a passage say, once for each kind of claim that they name."""
        said = [meaning for path in codes for meaning in self._meanings.of(path)]
        kinds = list(dict.fromkeys(meaning.kind for meaning in said if meaning.kind))
        if len(kinds) < 2:
            return [said]
        return [[one for one in said if one.kind in (None, kind)] for kind in kinds]

    def _claim(self, name: str, one: _Marked, meanings: list[CodeMeaning]) -> dict[str, Any]:
        passage, anchor = one.placed.passage, one.placed.anchor
        says = list(one.says) or _distinct(meaning.says for meaning in meanings)
        if not says:
            self._wordless.append(name)
            says = [f"Marked as {_names(one.codes)}." if one.codes else "Marked, without a code."]
        kind, grade, status = (
            _first(getattr(meaning, key) for meaning in meanings)
            for key in ("kind", "grade", "status")
        )
        tests = self._tests(name, meanings)
        is_said = kind is not None or tests or {"kind", "bears_on"} & set(passage.more)
        if status is None and not is_said and passage.claim is None:
            status = "proposed"
            self._proposed.append(name)
        if grade is None and "grade" not in passage.more:
            self._ungraded.append(name)
        note = "\n".join(
            ([f"{CODER}{passage.coder}"] if passage.coder else [])
            + ([str(passage.more["note"])] if passage.more.get("note") else [])
        )
        made: dict[str, Any] = {
            "in": self._ids[passage.document] if len(self._ids) > 1 else None,
            "at": self._at(passage.document, anchor),
            "date": None,
            **{
                key: _one_or_list(_distinct(n for m in meanings for n in getattr(m, key)))
                for key in ("speaker", "reported_by", "about")
            },
            "kind": kind,
            "grade": grade or WORST,
            "says": "; ".join(says),
            "bears_on": {issue: test_to_plain(test) for issue, test in tests.items()},
            "status": None if status == "confirmed" else status,
            "supersedes": None,
            **passage.more,
            "note": note,
            "anchor": plain_anchor(anchor) if anchor is not None else passage.more.get("anchor"),
        }
        return {key: value for key, value in made.items() if value not in (None, "", [], {}, ())}

    def _tests(self, name: str, meanings: Sequence[CodeMeaning]) -> dict[str, Any]:
        tests: dict[str, Any] = {}
        for meaning in meanings:
            for issue, test in meaning.tests:
                if tests.setdefault(issue, test) != test:
                    self._reading.note(
                        "",
                        f"{name}: two codes test the issue {issue}; {tests[issue]} is kept, {test} is left out",
                    )
        return tests

    def _at(self, document: str, anchor: Anchor | None) -> str | None:
        text = self._texts.get(document)
        return None if text is None or anchor is None else text.at(anchor.start, anchor.stop)

    def _tell(self) -> None:
        for names, what in (
            (self._proposed, "proposed only: nothing says what their codes mean"),
            (
                self._ungraded,
                f"without a grade: {WORST}, the worst, stands until somebody gives one",
            ),
            (
                self._wordless,
                "without a note: `says` names their codes until somebody puts it in words",
            ),
        ):
            if names:
                some = listed(names, most=5)
                self._reading.note("", f"{counted(len(names), 'claim')} {what}: {some}")


def _joined(placed: Sequence[PlacedPassage]) -> list[_Marked]:
    """Join what one coder has of the same words: most programs write a passage anew for each of its codes."""
    found: dict[Any, _Marked] = {}
    for number, one in enumerate(placed):
        passage = one.passage
        where: Any = (passage.start, passage.stop, passage.words)
        if one.anchor is not None:
            where = (one.anchor.start, one.anchor.stop)
        is_alone = passage.claim is not None or where == (None, None, None)
        key = number if is_alone else (passage.document, where, passage.coder)
        marked = found.setdefault(key, _Marked(one, {}, {}))
        marked.codes |= dict.fromkeys(passage.codes)
        if passage.says and passage.says.strip():
            marked.says |= {passage.says.strip(): None}
        if marked.placed is not one and passage.more:
            more = {**passage.more, **marked.placed.passage.more}
            merged = replace(marked.placed.passage, more=more)
            marked.placed = replace(marked.placed, passage=merged)
    return list(found.values())


def _place(placed: PlacedPassage) -> tuple[bool, int, int]:
    """Where a passage sorts: those without an anchor come last."""
    anchor = placed.anchor
    return (anchor is None, anchor.start if anchor else 0, -anchor.stop if anchor else 0)


def _is_id(name: str | None) -> bool:
    return name is not None and ID.fullmatch(name) is not None and name not in RESERVED


def _free(claims: Mapping[str, Any], taken: set[str | None]) -> str:
    number = len(claims) + 1
    while f"c{number}" in claims or f"c{number}" in taken:
        number += 1
    return f"c{number}"


def _names(codes: Mapping[CodePath, None]) -> str:
    return ", ".join(f"“{SEPARATOR.join(path)}”" for path in codes)


def _distinct(items: Any) -> list[Any]:
    return list(dict.fromkeys(item for item in items if item))


def _first(items: Any) -> Any:
    return next((item for item in items if item is not None), None)


def _one_or_list(names: list[str]) -> Any:
    return names[0] if len(names) == 1 else names


def test_to_plain(test: Test) -> Any:
    """Give a test as people write it: numbers without quotes."""
    if isinstance(test, tuple):
        return [test_to_plain(one) for one in test]
    return NumberText(test) if parse_number(test) is not None else test
