"""The pages hang together: every command has a guide, every result its place, every source its title."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import negsim.questions
from negsim.charts.kinds import KINDS
from negsim.cli.frame import COMMANDS
from negsim.document.result import Result
from negsim.language.shipped import shipped_names

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
BIBLIOGRAPHY = DOCS / "explanation" / "bibliography.md"
TOCTREE = re.compile(r"^```\{toctree\}\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# A work as text cites it: (Nash 1950), Brams & Taylor (1996), Lahdelma, Hokkanen and Salminen 1998, Lex et al. 2014.
NAME = r"[A-Z][\w'’]+"
CITED = re.compile(
    rf"\b({NAME})(?:(?:, {NAME})*,? (?:&|and) {NAME},? \(?|,? et al\. \(?)((?:18|19|20)\d\d)\b"
    rf"|(?:[;:,] |\()({NAME}) ((?:18|19|20)\d\d)(?=[,;)])"
)
ENTRY = re.compile(r"^\* (?:van den )?(?P<who>.+?), (?P<all>.+?\((?P<year>\d{4})\))", re.MULTILINE)
MONTHS = set("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())


def pages(folder: str) -> dict[str, str]:
    """Read the pages of a folder of the documentation."""
    found = sorted((DOCS / folder).rglob("*.md"))
    return {path.name: path.read_text(encoding="utf-8") for path in found}


def cited(text: str) -> set[tuple[str, str]]:
    """List the works that a text cites, by first author and year."""
    found = set()
    for match in CITED.finditer(re.sub(r"\s*\n[ #/*]*", " ", text)):
        name, year = (part for part in match.groups() if part)
        found.add((name, year))
    return {(name, year) for name, year in found if name[:3] not in MONTHS}


def entries() -> list[re.Match[str]]:
    """List the entries of the bibliography."""
    return list(ENTRY.finditer(BIBLIOGRAPHY.read_text(encoding="utf-8")))


def texts() -> Iterator[str]:
    """Read the code, and the pages that may cite."""
    for folder, pattern in (("negsim", "*.py"), ("negsim", "*.js"), ("docs", "*.md")):
        for path in sorted((ROOT / folder).rglob(pattern)):
            if path != BIBLIOGRAPHY:
                yield path.read_text(encoding="utf-8")


def results() -> Iterator[type]:
    """List the classes of answers: those that can be handed on as JSON."""
    for module in pkgutil.walk_packages(negsim.questions.__path__, "negsim.questions."):
        for value in vars(importlib.import_module(module.name)).values():
            is_its_own = isinstance(value, type) and value.__module__ == module.name
            if is_its_own and (
                "to_json" in vars(value) or (issubclass(value, Result) and value is not Result)
            ):
                yield value


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_shown_in_a_guide(command: str) -> None:
    told = re.compile(rf"negsim {command}\b")
    assert [name for name, text in pages("how-to").items() if told.search(text)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_chart_is_in_the_reference(kind: str) -> None:
    assert f"| `{kind}` |" in (DOCS / "reference" / "results.md").read_text(encoding="utf-8")


def test_every_page_stands_in_the_table_of_contents_once() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    listed = [line for tree in TOCTREE.findall(index) for line in tree.split() if line[0] != ":"]
    names = [entry for entry in listed if (DOCS / f"{entry}.md").exists()]
    there = {path.relative_to(DOCS).with_suffix("") for path in DOCS.rglob("*.md")}
    hidden = {path for path in there if path.parts[0].startswith("_")} | {Path("index")}
    assert sorted(names) == sorted(str(path) for path in there - hidden)


def test_every_page_can_be_reached_from_the_first() -> None:
    index = TOCTREE.sub("", (DOCS / "index.md").read_text(encoding="utf-8"))
    linked = set(re.findall(r"\]\(([\w/-]+)\.md\)", index))
    there = {path.relative_to(DOCS).with_suffix("") for path in DOCS.rglob("*.md")}
    assert {str(path) for path in there if path.parts[0][0] != "_"} - linked == {"index"}


def test_every_result_is_described_on_the_page_about_python() -> None:
    page = (DOCS / "reference" / "python.md").read_text(encoding="utf-8")
    found = {f"{one.__module__}.{one.__name__}" for one in results()}
    assert len(found) > 10
    assert {name for name in found if f"autoclass:: {name}\n   :members:\n" not in page} == set()


def test_every_public_name_is_described_on_the_page_about_python() -> None:
    page = (DOCS / "reference" / "python.md").read_text(encoding="utf-8")
    names = [*negsim.__all__, *importlib.import_module("negsim.testing").__all__]
    names += [name for name in importlib.import_module("negsim.charts").__all__ if name.islower()]
    assert [
        n
        for n in names
        if not re.search(rf"^\.\. [\w:]+:: [\w.]*\b{n}(?:\(\))?$", page, re.MULTILINE)
    ] == []


def test_what_the_code_and_the_pages_cite_is_in_the_bibliography() -> None:
    known = {(entry["who"], entry["year"]) for entry in entries()}
    # A case is named like a work: (Korea 1953).
    places = {name.partition("_")[0] for name in shipped_names()}
    found = set().union(*(cited(text) for text in texts()))
    assert len(found) > 30
    assert {work for work in found - known if work[0].lower() not in places} == set()


def test_nothing_is_in_the_bibliography_that_nobody_cites() -> None:
    tests = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("*.py")))
    everything = [*texts(), *tests]
    found = set().union(*(cited(text) for text in everything))
    idle = [
        entry[0]
        for entry in entries()
        if (entry["who"], entry["year"]) not in found
        and not any(
            re.search(rf"\b{entry['who']}\b(?:\W+\w+){{0,6}}?\W+{entry['year']}\b", text)
            for text in everything
            if entry["who"] in text
        )
    ]
    assert len(entries()) > 30
    assert idle == []


# Pages whose numbers are written and compared by programs of this project: the table of back-tests, and measurements.
MEASURED = {"back-tests.md", "benchmarks.md", "bibliography.md"}
# Numbers that nobody measured or found: how things are called, what follows from the words beside them.
NO_FINDING = {
    ("0001-integers.md", "0.1"): "an example of rounding",
    ("0001-integers.md", "0.2"): "an example of rounding",
    ("0001-integers.md", "0.3"): "an example of rounding",
    ("0001-integers.md", "0.4"): "an example of rounding",
    ("0003-yaml-reader.md", "1.1"): "a version of YAML",
    ("0003-yaml-reader.md", "1.2"): "a version of YAML",
    ("0007-pdf.md", "2.0"): "a version of a licence",
    ("formats.md", "0.16"): "a version of NegMAS",
    ("clarify-the-words.md", "3.5"): "three readings of twenty demands: 3^20, in billions",
    ("answer-a-large-space.md", "95%"): "how sure an interval is made to be",
    ("results.md", "95%"): "how sure an interval is made to be",
    ("results.md", "50%"): "a point of a distribution",
    ("results.md", "5%"): "a point of a distribution",
    ("language.md", "0.25"): "the middle of the range beside it",
    ("laws.md", "0.1"): "an example that shows that two laws differ",
    ("laws.md", "0.2"): "an example that shows that two laws differ",
    ("laws.md", "0.9"): "an example that shows that two laws differ",
}
FIGURE = re.compile(
    r"(?<![\w.])\d+\.\d+(?![\w.])|(?<![\w.])\d+(?:\.\d+)?(?=\s?(?:%|per cent))(?:\s?%)?"
)


def test_every_number_of_the_pages_is_printed_there_or_stands_beside_its_source() -> None:
    known = {(entry["who"], entry["year"]) for entry in entries()}
    places = {name.partition("_")[0] for name in shipped_names()}
    lost, used = [], set()
    for path in sorted(DOCS.rglob("*.md")):
        if path.name in MEASURED:
            continue
        text = path.read_text(encoding="utf-8")
        shown = "".join(re.findall(r"^ *```.*?^ *```|`[^`\n]*`", text, re.MULTILINE | re.DOTALL))
        told = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
        told = re.sub(r"`[^`\n]*`|\]\([^)]*\)|<!--.*?-->", "", told, flags=re.DOTALL)
        for paragraph in re.split(r"\n\n|\n(?=\| )", told):
            works = {work for work in cited(paragraph) if work[0].lower() not in places}
            for number in FIGURE.findall(paragraph):
                if number in shown or works & known:
                    continue
                if (path.name, number) in NO_FINDING:
                    used.add((path.name, number))
                    continue
                lost.append(f"{path.name}: {number}: {' '.join(paragraph.split())[:80]}")
    assert lost == []
    assert used == set(NO_FINDING)
