"""Names that are ours too: whatever a file may name, and whatever we name beside it, never meet."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negsim
from negsim.document.csv_cells import harmful_again
from negsim.interop.exporting import Form, export
from negsim.interop.importing import import_files
from negsim.interop.write.minizinc import minizinc_model
from negsim.language.model.scenario import Scenario
from negsim.lesson.agreements import form, nobody, option_choices, read_agreements
from negsim.lesson.debrief import GroupAgreement
from negsim.report.briefing import briefing
from negsim.report.html import html
from negsim.report.material import gather
from negsim.report.parts import Settings
from negsim.study import Study
from tests.interop.reading import reservations, worths

# Files, columns, sheets, words of forms, variables and keys of ours that an id may be.
IDS = (
    "domain group remark walked_out nobody scores options agreements criterion share step gmr in_zone utility_domain"
    " gain_group accepts_remark stable_domain constructor x_group unit floor welfare egalitarian issue option weight"
    " consent total instructor form index report title name utility_space objective prototype self"
).split()
LABELS = (
    "Group",
    "Remark",
    "Issue",
    "Option",
    "Weight",
    "Consent",
    "Total",
    "nobody",
    "x",
    "=1+1",
    "-1 +- 1",
    "@domain",
    "'Weight",
    "ordered",
    "from 0 to 3 step 1",
    "Scores run to",
    "constructor",
    "1.000",
    "<b>&amp;</b>",
    "domain; group, remark",
)
SOME = st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Draw a scenario of two issues and two actors, all of it called as things of ours."""
    issues, actors = draw(SOME), draw(SOME)
    plain: dict[str, Any] = {
        "negsim": 1,
        "scenario": draw(st.sampled_from(IDS)),
        "issues": {
            issue: {
                "ask": draw(st.sampled_from(LABELS)),
                "options": {name: draw(st.sampled_from(LABELS)) for name in draw(SOME)},
            }
            for issue in issues
        },
    }
    plain["actors"] = {
        actor: {
            "name": draw(st.sampled_from(LABELS)),
            "reservation_value": "0.25",
            "preferences": {
                issue: {
                    "weight": draw(st.integers(1, 3)),
                    "scores": dict(zip(plain["issues"][issue]["options"], scores, strict=True)),
                }
                for issue, scores in zip(
                    issues, draw(st.permutations([[0, 1], [1, 0]])), strict=True
                )
            },
        }
        for actor in actors
    }
    return negsim.loads(json.dumps(plain)).base


def names_of(scenario: Scenario) -> list[list[str]]:
    return [
        [actor.name for actor in scenario.actors],
        [issue.ask for issue in scenario.issues],
        *([option.label for option in issue.options] for issue in scenario.issues),
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("names")


COUNT = iter(range(10**9))


@settings(max_examples=10, deadline=None)
@given(scenario=scenarios(), form_=st.sampled_from(["genius", "negmas", "csv", "xlsx"]))
def test_a_scenario_comes_back_from_every_format_whatever_it_names(
    folder: Path, scenario: Scenario, form_: str
) -> None:
    path = folder / str(next(COUNT))
    is_folder = form_ in ("genius", "negmas")
    path = path if is_folder else path.with_suffix(f".{form_}")
    kind: Form = form_ if form_ in ("genius", "negmas") else "spreadsheet"  # type: ignore[assignment]
    done = export(scenario, path, kind)
    assert len(set(done.paths)) == len(done.paths) == (1 + len(scenario.actors) if is_folder else 1)
    assert all(one.is_file() for one in done.paths)
    back = import_files([str(path)]).scenario
    ours, theirs = (columns(one, is_folder) for one in (scenario, back))
    assert ours == theirs
    if len({name for names in names_of(scenario) for name in names}) == 8:
        mine, his = (sorted(map(sorted, names_of(one))) for one in (scenario, back))
        assert mine == his


def columns(scenario: Scenario, is_folder: bool) -> list[tuple[object, ...]]:
    """Give what every package is worth to each actor, and what it asks; folders list actors by their files."""
    asked = reservations(scenario)
    found = [(tuple(row[at] for row in worths(scenario)), asked[at]) for at in range(len(asked))]
    return sorted(found) if is_folder else list(found)


@settings(max_examples=15, deadline=None)
@given(scenario=scenarios())
def test_tables_have_a_column_for_everything_whatever_issues_are_called(scenario: Scenario) -> None:
    found = Study(scenario).run()
    head, *rows = csv.reader(io.StringIO(found.zone_csv(100)[0]))
    assert len(set(head)) == len(head) == 2 + 4
    assert len(rows) == found.zone.size
    assert [[harmful_again(cell) for cell in row[:2]] for row in rows] == [
        list(map(str, row[:2])) for row in found.zone_rows()
    ]
    for frame in (found.zone_packages(), found.solutions_frame()):
        assert frame.columns.is_unique
    assert set(found.solutions_frame()[named("criterion", scenario)]) <= {
        "nash",
        "kalai_smorodinsky",
        "egalitarian",
        "utilitarian",
    }
    stable = Study(scenario).stability()
    assert len(set(stable.columns)) == len(stable.columns)
    for row in stable.rows():
        assert set(row) <= set(stable.columns)


def named(column: str, scenario: Scenario) -> str:
    return f".{column}" if column in {issue.id for issue in scenario.issues} else column


@settings(max_examples=10, deadline=None)
@given(scenario=scenarios())
def test_parquet_has_every_column_whatever_issues_are_called(
    folder: Path, scenario: Scenario
) -> None:
    import pyarrow.parquet as pq

    path = folder / f"{next(COUNT)}.parquet"
    export(scenario, path)
    table = pq.read_table(path)
    assert len(set(table.column_names)) == len(table.column_names) == 2 + 3 * 2 + 1
    zone = table[named("in_zone", scenario)].to_pylist()
    assert sum(zone) == Study(scenario).run().zone.size


@given(scenario=scenarios())
def test_a_model_declares_every_name_once(scenario: Scenario) -> None:
    text, _ = minizinc_model(scenario)
    declared = re.findall(r"^(?:array\[[^\]]*\] of )?(?:var )?[\w.]+: (\w+)", text, re.MULTILINE)
    assert len(declared) > 8
    assert sorted(set(declared)) == sorted(declared)


@settings(max_examples=15, deadline=None)
@given(scenario=scenarios(), ending=st.sampled_from(["csv", "xlsx"]))
def test_a_filled_in_form_of_a_class_is_read_whatever_issues_are_called(
    folder: Path, scenario: Scenario, ending: str
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(form(scenario)))
    sheet = book.worksheets[0]
    packages = list(product(*(range(len(issue.options)) for issue in scenario.issues)))
    for row, package in enumerate(packages, 3):
        for column, (issue, place) in enumerate(zip(scenario.issues, package, strict=True), 2):
            sheet.cell(row, column, option_choices(issue)[place]).data_type = "s"
        sheet.cell(row, 4, nobody(scenario))
        sheet.cell(row, 5, f"agreed {row}")
    path = folder / f"{next(COUNT)}.{ending}"
    if ending == "xlsx":
        book.save(path)
    else:
        rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        path.write_text(out.getvalue(), "utf-8")
    assert read_agreements(str(path), scenario) == tuple(
        GroupAgreement(
            str(row - 2),
            {i.id: i.options[k].id for i, k in zip(scenario.issues, package, strict=True)},
            (),
            f"agreed {row}",
        )
        for row, package in enumerate(packages, 3)
    )


class Ids(HTMLParser):
    """Collects the anchors of a page, and where its links go."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes of an element."""
        for name, value in attrs:
            if name == "id":
                self.anchors.append(str(value))
            elif name == "href" and str(value).startswith("#"):
                self.links.add(str(value)[1:])


@settings(max_examples=3, deadline=None)
@given(scenario=scenarios())
def test_anchors_of_a_report_are_there_once_whatever_is_named(scenario: Scenario) -> None:

    page = Ids(html(briefing(gather(scenario, (), (), Settings(draws=12, futures=8)))))
    assert len(set(page.anchors)) == len(page.anchors) > 3
    assert page.links <= set(page.anchors)
