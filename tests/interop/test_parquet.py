"""The table of all feasible packages."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import negsim
from negsim.errors import InputError, TooLarge
from negsim.interop.exporting import export


def test_every_feasible_package_is_a_row(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    study = negsim.load("harbour", ["quiet_machines"])
    export(study.scenario, tmp_path / "harbour.parquet")
    table = pq.read_table(tmp_path / "harbour.parquet")
    found = study.run()
    rows = table.to_pylist()
    assert len(rows) == found.feasible
    assert [
        {k: v for k, v in row.items() if not k.startswith(("accepts", "in_zone"))}
        for row in rows
        if row["in_zone"]
    ] == found.zone_packages().to_dict("records")
    for name, count in found.accepted_by.items():
        assert sum(row[f"accepts_{name}"] for row in rows) == count
    assert str(table.schema.field("fee").type) == "int64"


def test_no_file_is_left_where_the_library_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"Parquet needs pyarrow[\s\S]*pip install 'negsim\[parq"):
        export(negsim.load("harbour").scenario, tmp_path / "harbour.parquet")
    assert list(tmp_path.iterdir()) == []


def test_too_many_packages_are_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negsim.interop.write.parquet.MOST_ROWS", 296)
    with pytest.raises(TooLarge, match="297 packages are too many for a table"):
        export(negsim.load("harbour").scenario, tmp_path / "harbour.parquet")
