"""Which kind of file drafts are in, and the reading of each."""

from __future__ import annotations

import json
import re
from pathlib import Path

from negsim.interop.drafts.gathering import Drafts, Gathering
from negsim.interop.drafts.nodes import gather_lines, gather_node
from negsim.interop.drafts.tables import gather_table
from negsim.interop.json_nodes import read_json
from negsim.interop.read.cells import read_tables
from negsim.interop.sources import read_source
from negsim.language.model.scenario import Scenario
from negsim.language.yaml.nodes import read_nodes
from negsim.language.yaml.text import read_text

_TABLES = (".csv", ".tsv", ".xlsx")
_LINES = (".jsonl", ".ndjson")
_CELL = re.compile(r'"([^"]*)"|([^,;\t\r\n]*)')


def read_drafts(path: str, scenario: Scenario) -> Drafts:
    """Read packages from a file.

    Parameters
    ----------
    path : str
        YAML or JSON: one package, or a list, or a mapping from names to packages; JSON lines: one a line; CSV or a
        workbook: a column an issue and a row a draft, or a row an issue and a column a draft; the form of
        `negsim class` that groups have filled in.
    scenario : Scenario
        Whose packages they are.

    Raises
    ------
    InputError
        With every fault of the file at once, in line order: an issue or option that the scenario has not, issues left
        out.

    Notes
    -----
    A package may stand under `package`, `agreement`, `deal`, `draft`, `outcome`, `offer`, `articles` or `bid`, with
    other keys beside it, as logs of negotiations have it; entries that say that there was no deal are counted. Issues
    go by id, question or short name, options by id, label or number, and in a list also in the order of the issues; of
    an article that is in or out, `1`, `x`, `yes` say that it is in, and so does its name alone.
    """
    gathering = Gathering(path, scenario)
    ending = Path(path).suffix.lower()
    if ending in _TABLES:
        source = read_source(path, gathering.reading)
        gather_table(gathering, read_tables(source, _first_cell(source.text)))
        return gathering.done()
    text = read_text(path)
    gathering.reading.texts[path] = text
    if ending in _LINES or _is_one_a_line(text):
        gather_lines(gathering, text)
    elif text.lstrip()[:1] in ("{", "[") and (ending == ".json" or _is_json(text)):
        gather_node(gathering, read_json(text, path))
    else:
        gather_node(gathering, read_nodes(text, path))
    return gathering.done()


def _first_cell(text: str) -> str:
    """The first cell of a CSV file, whatever parts its cells."""
    found = _CELL.match(text.lstrip("\ufeff\r\n"))
    assert found is not None
    return (found[1] or found[2] or "").strip()


def _is_one_a_line(text: str) -> bool:
    """Whether a text has several lines, of which the first is a whole JSON by itself."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and lines[0].lstrip()[:1] in ("{", "[") and _is_json(lines[0])


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
