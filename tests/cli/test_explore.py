"""What is too much for a page is sent on to where it can be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.families import Family, scenario
from negsim.cli import main


def test_what_is_tied_too_densely_for_a_page_is_sent_on_to_the_studio(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dense one.yaml"
    dense = Family("dense", 15, 4, 4, 20, forbidden=4, kind="dense")
    path.write_text(scenario(dense), encoding="utf-8")
    page = tmp_path / "page.html"
    assert main(["explore", str(path), "-o", str(page)]) == 2
    said = capsys.readouterr().err
    assert f"can be changed in the studio: negsim studio '{path}'" in said
    assert "tied too densely to be counted in two halves on a page" in said
    assert not page.exists()
