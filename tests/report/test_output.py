"""A report's file is what the ending of its name says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pypdfium2
import pytest

import negsim
from negsim.charts.fonts import own_folder
from negsim.charts.output import render
from negsim.cli import main
from negsim.document.content import Paragraph
from negsim.document.pdf import pdf
from negsim.errors import InputError
from negsim.report.briefing import briefing
from negsim.report.material import gather
from negsim.report.output import format_of
from negsim.report.parts import Settings
from tests.report.made import ONE_ISSUE


@pytest.mark.parametrize(
    ("name", "magic"), [("a.html", b"<!DOC"), ("a.DOCX", b"PK"), ("a.xlsx", b"PK")]
)
def test_a_report_is_written_as_its_name_ends(tmp_path: Path, name: str, magic: bytes) -> None:
    nothing_drawn = Settings(draws=0, futures=0)
    negsim.loads(ONE_ISSUE).report(tmp_path / name, settings=nothing_drawn)
    assert (tmp_path / name).read_bytes().startswith(magic)


def test_an_ending_that_nothing_is_written_as_is_refused_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "harbour", "-o", str(tmp_path / "brief.odt")]) == 2
    said = capsys.readouterr().err
    mend = "mend: let its name end in .html, .pdf, .docx (Word) or .xlsx (Excel)\n"
    assert f"brief.odt'\n      {mend}" in said
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="no report can be written as 'brief'"):
        format_of("brief")


@pytest.mark.parametrize("case", ["harbour", "ukraine_2025"])
def test_the_first_page_is_one_side_of_a4(case: str) -> None:
    """Title, answer, picture and every section of the front stand on it, in print; what follows need not."""
    one = negsim.load(case)
    nothing_drawn = Settings(draws=0, futures=0, short=True)
    document = briefing(gather(one.base, one.variants, one.sets, nothing_drawn))
    made = pypdfium2.PdfDocument(pdf(document, partial(render, form="svg"), [own_folder()]))
    side = " ".join(made[0].get_textpage().get_text_bounded().split())
    *_, last = document.front[-1].blocks
    assert isinstance(last, Paragraph)
    ends = " ".join(span.text for span in last.words)
    for words in (document.title, *(part.title for part in document.front), ends):
        assert " ".join(words.split()) in side
