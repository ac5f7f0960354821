"""The columns of a table of codings: those that we write, and what other programs call theirs."""

from __future__ import annotations

from typing import Any

from negsim.errors import InputError
from negsim.language.writer import plain_of, write_flow
from negsim.language.yaml.nodes import read_nodes
from negsim.language.yaml.tree import Mapping
from negsim.language.yaml.tree import Sequence as NodeList

COLUMNS = (
    "claim document at from to sha256 passage coder speaker reported_by about kind grade says bears_on status date"
    " supersedes note"
).split()
LISTS = ("speaker", "reported_by", "about", "supersedes")
# Names in other programs' tables, in small letters: MAXQDA, ATLAS.ti, NVivo, Taguette, and people.
CALLED = {
    "document": ("document name", "doc", "source", "file", "file name"),
    "at": ("paragraph", "para", "begin"),
    "from": ("start", "start_offset"),
    "to": ("stop", "end_offset"),
    "passage": (
        "quote",
        "quotation",
        "quotation content",
        "segment",
        "coded segment",
        "coded text",
        "selected text",
        "content",
        "text",
    ),
    "coder": ("user", "annotator", "created by", "modified by"),
    "code": ("codes", "tag", "tags", "label", "labels"),
    "reported_by": ("reported by",),
    "bears_on": ("bears on",),
    "says": ("comment", "memo", "paraphrase", "summary"),
}
CODE, ISSUE, TEST = "code", "issue", "test"
KNOWN = (*COLUMNS, CODE, ISSUE, TEST)


def column_of(head: str) -> str | None:
    """Give which column a head names; None where it names none that is read.

    Examples
    --------
    >>> column_of("Quotation Content"), column_of("kind"), column_of("Colour")
    ('passage', 'kind', None)
    """
    plain = " ".join(head.split()).casefold()
    if plain in KNOWN:
        return plain
    return next((name for name, others in CALLED.items() if plain in others), None)


def is_codings(heads: list[str]) -> bool:
    """Whether the first row of a table is that of codings: it names a document, and a passage or what is said of it."""
    named = {column_of(head) for head in heads}
    return "document" in named and bool(named & {"passage", CODE, "says", "from", "kind"})


def list_cell(names: tuple[str, ...]) -> str:
    """Write a list of texts in a cell.

    Examples
    --------
    >>> list_cell(("port", "ships")), list_cell(("port; ships", "x"))
    ('port; ships', '[port; ships, x]')
    """
    is_plain = all(";" not in name and name == name.strip() and name for name in names)
    if is_plain and not "; ".join(names).startswith("["):
        return "; ".join(names)
    return write_flow(list(names))


def read_list_cell(text: str) -> list[str]:
    """Read what `list_cell` wrote, or what people write: names with semicolons between."""
    if text.startswith("["):
        try:
            node = read_nodes(text, "")
        except InputError:
            node = None
        if isinstance(node, NodeList):
            return [str(one) for one in plain_of(node)]
    return [part.strip() for part in text.split(";") if part.strip()]


def cell_of_tests(tests: dict[str, Any]) -> str:
    """Write tests of issues in a cell.

    Examples
    --------
    >>> cell_of_tests({"depth": "at most ten", "fee": ["a", "b"]})
    'depth: at most ten, fee: [a, b]'
    """
    return write_flow(tests)[1:-1]


def read_tests_cell(text: str) -> dict[str, Any] | None:
    """Read what `cell_of_tests` wrote; None where it is none."""
    try:
        node = read_nodes(text if text.startswith("{") else f"{{{text}}}", "")
    except InputError:
        return None
    tests = plain_of(node) if isinstance(node, Mapping) else {}
    return tests if tests and None not in tests.values() else None
