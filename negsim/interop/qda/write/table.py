"""A register of claims as a table, a row for each claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negsim.document.csv_cells import csv_text
from negsim.interop.qda.claims import test_to_plain
from negsim.interop.qda.table_columns import COLUMNS, cell_of_tests, list_cell
from negsim.interop.qda.write.refi import coder_of
from negsim.language.model.evidence import Claim, Register
from negsim.language.phrases import counted
from negsim.sources.anchor import find_anchors
from negsim.sources.text import Text


def claims_table(register: Register, texts: Mapping[str, Text]) -> tuple[str, tuple[str, ...]]:
    """Write a register as CSV.

    Parameters
    ----------
    register : Register
    texts : mapping of str to Text
        The texts of documents, by their ids, for the words of passages.

    Returns
    -------
    str
    tuple of str
        What the table does not hold, a line each.
    """
    words = _words(register, texts)
    rows = [_row(claim, words.get(claim.id, "")) for claim in register.claims]
    told = ["what the register says of its documents, but for their ids"]
    for held, what in ((register.conflicts, "conflict"), (register.silences, "silence")):
        if held:
            told.append(counted(len(held), what))
    return csv_text([COLUMNS, *rows]), tuple(told)


def _words(register: Register, texts: Mapping[str, Text]) -> dict[str, str]:
    """Give the words of each passage that stands in its text."""
    found = {}
    for document, text in texts.items():
        held = [
            (claim.id, claim.anchor)
            for claim in register.claims
            if claim.document == document and claim.anchor is not None
        ]
        standings = find_anchors(text, [anchor for _, anchor in held])
        for (name, anchor), standing in zip(held, standings, strict=True):
            here = anchor if standing.became == "unchecked" else standing.anchor
            if here is not None:
                found[name] = text.whole[here.start : here.stop]
    return found


def _row(claim: Claim, words: str) -> list[Any]:
    coder, note = coder_of(claim)
    anchor = claim.anchor
    cells = {
        "claim": claim.id,
        "document": claim.document,
        "at": claim.at,
        "from": None if anchor is None else anchor.start,
        "to": None if anchor is None else anchor.stop,
        "sha256": None if anchor is None else anchor.sha256,
        "passage": words,
        "coder": coder,
        "speaker": list_cell(claim.speaker),
        "reported_by": list_cell(claim.reported_by),
        "about": list_cell(claim.about),
        "kind": claim.kind,
        "grade": claim.grade,
        "says": claim.says,
        "bears_on": cell_of_tests({issue: test_to_plain(test) for issue, test in claim.bears_on}),
        "status": claim.standing,
        "date": claim.date,
        "supersedes": list_cell(claim.supersedes),
        "note": note,
    }
    return [cells[column] for column in COLUMNS]
