"""A report's file is what the ending of its name says."""

from __future__ import annotations

from pathlib import Path

import pytest

import negsim
from negsim.cli import main
from negsim.errors import InputError
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
