"""What a code says of a claim: by the words of the code itself, or by a table that somebody fills in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from negsim.errors import InputError
from negsim.interop.qda.project import CodePath
from negsim.language.model.evidence import GRADES, KINDS, STANDINGS, Test
from negsim.language.writer import write_flow
from negsim.language.yaml.nodes import read_nodes
from negsim.language.yaml.tree import Scalar
from negsim.language.yaml.tree import Sequence as NodeList

ISSUE = "issue"
SEVERAL = ("about", "speaker", "reported_by")  # a passage may have several codes of each
ONE = {"kind": KINDS, "grade": GRADES, "status": STANDINGS}
_HEADS = (*ONE, *SEVERAL, ISSUE)
# Where codes have no codes above them, their names may say as much: `kind: aim`, `about/port`, `issue.depth.ten`.
_FLAT = re.compile(
    rf"({'|'.join(head.replace('_', '[ _]') for head in _HEADS)})\s*(?:::?|[/.>\\])\s*(\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(r"\s*(?:::?|[/.>\\])\s*")


@dataclass(frozen=True)
class CodeMeaning:
    """What one code, or one row of a table, says of a claim; all of it may be missing."""

    kind: str | None = None
    grade: str | None = None
    status: str | None = None
    about: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    tests: tuple[tuple[str, Test], ...] = ()
    says: str | None = None


def own_meaning(path: CodePath) -> CodeMeaning | None:
    """Give what a code says by its own words; None where it says nothing of that sort.

    Parameters
    ----------
    path : CodePath
        `kind` above one of the kinds of claims, `grade` above a letter, `status`, `about`, `speaker` or `reported_by`
        above a name, `issue` above an issue above a test of it.

    Examples
    --------
    >>> own_meaning(("kind", "Red line")).kind, own_meaning(("Issue", "depth", "[ten, twelve]")).tests
    ('red_line', (('depth', ('ten', 'twelve')),))
    >>> own_meaning(("about: russia",)).about, own_meaning(("borders", "kind")) is None
    (('russia',), True)
    """
    if len(path) == 1:
        flat = _FLAT.fullmatch(path[0].strip())
        if flat is None:
            return None
        rest = _PART.split(flat[2], maxsplit=1) if flat[1].casefold() == ISSUE else (flat[2],)
        path = (flat[1], *rest)
    head = path[0].strip().casefold().replace(" ", "_")
    if head in ONE and len(path) == 2:
        word = word_among(path[1], ONE[head])
        said: dict[str, Any] = {head: word}
        return None if word is None else CodeMeaning(**said)
    if head in SEVERAL and len(path) == 2:
        named: dict[str, Any] = {head: (path[1],)}
        return CodeMeaning(**named)
    if head == ISSUE and len(path) == 3:
        return CodeMeaning(tests=((path[1], test_of(path[2])),))
    return None


def word_among(text: str, words: Sequence[str]) -> str | None:
    """Give the word of the language that a text is, whatever its case and however its words are joined.

    Examples
    --------
    >>> word_among("Status quo", KINDS), word_among("b", GRADES), word_among("theme", KINDS)
    ('status_quo', 'B', None)
    """
    plain = re.sub(r"[\s_-]+", "_", text.strip()).casefold()
    return next((word for word in words if word.casefold() == plain), None)


def test_of(text: str) -> Test:
    """Read a test of an issue: a text, or a list in brackets; `test_in_words` writes it.

    Examples
    --------
    >>> test_of("at most ten"), test_of("[ten, twelve]"), test_of("[ten"), test_of('"[ten]"')
    ('at most ten', ('ten', 'twelve'), '[ten', '[ten]')
    """
    if text[:1] not in ("[", '"'):
        return text
    try:
        node = read_nodes(text, "")
    except InputError:
        return text
    if isinstance(node, NodeList) and all(isinstance(item, Scalar) for item in node.items):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return node.text if isinstance(node, Scalar) else text


def test_in_words(test: Test) -> str:
    """Write a test of an issue as the name of a code.

    Examples
    --------
    >>> test_in_words("at most ten"), test_in_words(("ten", "a, b")), test_in_words("[ten]")
    ('at most ten', '[ten, "a, b"]', '"[ten]"')
    """
    if isinstance(test, tuple):
        return write_flow(list(test))
    return write_flow(test) if test[:1] in ("[", '"') else test


class CodeMeanings:
    """What the codes of a project mean: by a table where there is one, else by their own words.

    Parameters
    ----------
    table : mapping of CodePath to sequence of CodeMeaning
        As `code_table.read_code_table` reads it; a code may have several rows.
    """

    def __init__(self, table: Mapping[CodePath, Sequence[CodeMeaning]]) -> None:
        self._table = table

    def of(self, path: CodePath) -> tuple[CodeMeaning, ...]:
        """Give what a code says; nothing where neither the table nor its own words say anything."""
        if path in self._table:
            return tuple(self._table[path])
        own = own_meaning(path)
        return () if own is None else (own,)

    def unexplained(self, paths: Iterable[CodePath]) -> list[CodePath]:
        """Give the codes of which nothing is said."""
        return [path for path in paths if not self.of(path)]
