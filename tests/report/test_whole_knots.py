"""A knot is never cut: every demand of it is named in every output."""

from __future__ import annotations

import io
from functools import cache
from html import unescape

import docx
import pytest

import negsim
from negsim.cli.commands.run import AFTER
from negsim.cli.terminal.answer import answer_text
from negsim.document.document import Document, spans
from negsim.document.notes import all_notes
from negsim.language.labels import line
from negsim.lesson.instructor import instructor_sheet
from negsim.report.chapters import every_knot
from negsim.report.front import front
from negsim.report.html import html
from negsim.report.material import Material, gather
from negsim.report.parts import Settings
from negsim.report.word.word import word

STRAIT = "strait_2031"
CASES = [
    # What a case comes to is gathered once: all that ask for it are in one process.
    pytest.param(name, variant, marks=pytest.mark.xdist_group(name))
    for name, variant in ((STRAIT, ""), ("minsk_2015", "stated_wide"), ("cyprus_2004", ""))
]


@cache
def found(name: str, variant: str) -> Material:
    study = negsim.load(name)
    return gather(study.base, (variant,) if variant else (), (), Settings(short=True))


def terminal(name: str, variant: str) -> str:
    return answer_text(found(name, variant).findings, AFTER)


def notebook(name: str, variant: str) -> str:
    return unescape(found(name, variant).findings._repr_html_())


def page(name: str, variant: str) -> str:
    return unescape(html(knots_of(name, variant)))


def office(name: str, variant: str) -> str:
    file = docx.Document(io.BytesIO(word(knots_of(name, variant))))
    cells = (cell for table in file.tables for row in table.rows for cell in row.cells)
    return " ".join([*(p.text for p in file.paragraphs), *(cell.text for cell in cells)])


def lesson(name: str, variant: str) -> str:
    return " ".join(span.text for span in spans(instructor_sheet(found(name, variant))))


@cache
def knots_of(name: str, variant: str) -> Document:
    """The first page, which has them in short, and the chapter that tells them demand by demand; no picture."""
    material = found(name, variant)
    return Document(
        title=material.scenario.title,
        dateline=(),
        lead="",
        answer="",
        front=front(material),
        annex=(),
        known=all_notes(material.scenario),
        body=tuple(every_knot(material)),
    )


@pytest.mark.parametrize("output", [terminal, notebook, page, office, lesson])
@pytest.mark.parametrize(("name", "variant"), CASES)
def test_every_demand_of_every_knot_is_named(name: str, variant: str, output: object) -> None:
    material = found(name, variant)
    assert callable(output)
    text = " ".join(output(name, variant).split())
    members = {m.path for c in material.findings.conflicts for m in c.members}
    assert members
    for path in members:
        # Where all of a knot answer one question, it stands over them.
        says = line(material.scenario, path).rpartition(" (")[0] or line(material.scenario, path)
        assert " ".join(says.split()) in text, path
    assert "more set" not in text
