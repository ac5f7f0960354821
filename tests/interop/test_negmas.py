"""NegMAS folders, in and out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from negsim.errors import InputError
from negsim.interop.exporting import export
from negsim.interop.importing import import_files
from negsim.study import Study
from negsim.testing.strategies import scenarios
from tests.interop.reading import reservations, worths

DOMAIN = """\
name: mill_domain
type: DiscreteCartesianOutcomeSpace
issues:
- {name: Grain, type: CategoricalIssue, values: [rye, no, "3"]}
- {name: Sacks, type: negmas.outcomes.ContiguousIssue, values: [2, 5]}
"""
ADDITIVE = """\
name: Miller
type: LinearAdditiveUtilityFunction
reserved_value: 0.3
weights: [0.5, 0.5]
values:
- {type: TableFun, mapping: {rye: 1, no: 0.25, "3": 0}}
- {type: AffineFun, slope: -0.2, bias: 1.2}
"""
LISTED = """\
name: Farmer
type: MappingUtilityFunction
reserved_value: -.inf
mapping:
- [[rye, 2], 0.7]
- [[no, 5], 1]
- [["3", 5], 1]
"""


def files(folder: Path, **texts: str) -> list[str]:
    """Write YAML files into a folder, and give their paths."""
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.yml"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def test_tables_and_lines_score_every_package(tmp_path: Path) -> None:
    files(tmp_path, domain=DOMAIN, miller=ADDITIVE)
    made = import_files([str(tmp_path)])
    grain = [Fraction(1), Fraction(1, 4), Fraction(0)]
    sacks = [Fraction(12, 10) - Fraction(k, 5) for k in range(2, 6)]
    assert worths(made.scenario) == [[(g + s) / 2] for g in grain for s in sacks]
    assert made.scenario.issue["grain"].options[1].label == "no"


def test_a_continuous_issue_is_cut_into_steps_which_is_told(tmp_path: Path) -> None:
    domain = DOMAIN.replace("negmas.outcomes.ContiguousIssue", "ContinuousIssue")
    files(tmp_path, domain=domain.replace("CategoricalIssue", "OrdinalIssue"), miller=ADDITIVE)
    made = import_files([str(tmp_path)], steps=6)
    numbers = made.scenario.issue["sacks"].range
    assert numbers is not None
    assert [numbers.start, numbers.stop, numbers.step] == [2, 5, Fraction(1, 2)]
    assert made.notes == (
        (
            "domain.yml: the continuous issue 'Sacks' was cut into 6 equal steps; another number"
            " can be asked for"
        ),
    )
    assert worths(made.scenario)[1] == [Fraction(1, 2) + Fraction(7, 20)]


def test_a_utility_per_outcome_becomes_wishes(tmp_path: Path) -> None:
    files(tmp_path, domain=DOMAIN, farmer=LISTED)
    found = [worth for [worth] in worths(import_files([str(tmp_path)]).scenario)]
    assert found == [Fraction(7, 10), *[0] * 6, 1, 0, 0, 0, 1]


def test_no_reservation_value_accepts_even_what_is_worth_less_than_nothing(tmp_path: Path) -> None:
    text = ADDITIVE.replace("0.3", "-.inf").replace("rye: 1", "rye: -3")
    files(tmp_path, domain=DOMAIN, miller=text)
    made = import_files([str(tmp_path)])
    assert Study(made.scenario).run().zone.size == 12
    assert made.notes == (
        "miller.yml: anything is acceptable: a reservation value below every utility",
    )


def test_what_has_no_counterpart_is_told(tmp_path: Path) -> None:
    text = ADDITIVE + "constraint: somewhere\ndiscount: 0.9\n"
    files(tmp_path, domain=DOMAIN, miller=text)
    assert import_files([str(tmp_path)]).notes == (
        "miller.yml: 'constraint' has no counterpart here: left out",
        "miller.yml: 'discount' has no counterpart here: left out",
    )


def test_a_table_that_leaves_values_out_is_told_in_one_line(tmp_path: Path) -> None:
    text = ADDITIVE.replace("rye: 1, no: 0.25", "oats: 1, barley: 1, no: 0.25")
    files(tmp_path, domain=DOMAIN, miller=text)
    assert import_files([str(tmp_path)]).notes == (
        "miller.yml: not in the domain, and left out: 'oats', 'barley' of 'Grain'",
        "miller.yml: 1 of 3 values of 'Grain' are in no table: they score 0",
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("LinearAdditiveUtilityFunction", "Magic", r"p\.yml:1:1: .* cannot be imported: 'Magic'"),
        ("AffineFun", "LogFun", r"p\.yml:7:3: the value function of 'Sacks' cannot be imported"),
        ("rye: 1", "rye: .nan", r"the value of 'rye' in 'Grain' is no finite number: '\.nan'"),
        ("slope: -0.2", "slope: .inf", r"the slope of 'Sacks' is no finite number"),
        ("weights: [0.5", "weights: [much", r"the weight of 'Grain' is no finite number: 'much'"),
        ("weights: [0.5, 0.5]", "weights: &w [*w, 1]", r"p\.yml:4:\d+: .*w"),
        ("weights: [0.5, 0.5]", "weights: [1]", r"no profile beside it that speaks of its issues"),
        ("name: Miller", "name: !!python/object:os.system x", r"p\.yml:1:7: .*tag"),
    ],
)
def test_a_file_at_fault_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in ADDITIVE
    paths = files(tmp_path, d=DOMAIN, p=ADDITIVE.replace(old, new, 1))
    with pytest.raises(InputError, match=message):
        import_files(paths)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[rye, 2]", "[rye, 9]", r"l\.yml:5:4: an outcome names one value of each issue"),
        ("[rye, 2]", "[no, 5.0]", r"l\.yml:6:4: an outcome is there twice, with other utilities"),
        ("mapping:", "default: .nan\nmapping:", r"l\.yml:4:10: 'default' is no finite number"),
        ("mapping:", "more:", r"l\.yml:1:1: the mapping lists no outcomes with utilities, or mo"),
    ],
)
def test_a_listing_at_fault_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    paths = files(tmp_path, d=DOMAIN, l=LISTED.replace(old, new, 1))
    with pytest.raises(InputError, match=message):
        import_files(paths)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("CategoricalIssue", "FuzzyIssue", r"d\.yml:4:3: the issue 'Grain' is of an unknown kind"),
        ("[2, 5]", "[5, 2]", r"the range of 'Sacks' has no whole steps"),
        ("[2, 5]", "[0, 100000]", r"or more than 100,000"),
        ("rye, no", "no, no", r"'Grain' needs values, each there once"),
    ],
)
def test_a_domain_at_fault_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    paths = files(tmp_path, d=DOMAIN.replace(old, new, 1), p=ADDITIVE)
    with pytest.raises(InputError, match=message):
        import_files(paths)


@settings(max_examples=10, deadline=None)
@given(study=scenarios())
def test_what_is_exported_comes_back_with_the_same_utilities(
    tmp_path_factory: pytest.TempPathFactory, study: Study
) -> None:
    scenario = study.base
    folder = tmp_path_factory.mktemp("out") / "negmas"
    told = export(scenario, folder, "negmas").notes
    back = import_files([str(folder)]).scenario
    assert [len(i.options) for i in back.issues] == [len(i.options) for i in scenario.issues]
    if any(".wishes." in note for note in told):
        return
    order = sorted(range(len(scenario.actors)), key=lambda at: scenario.actors[at].id)
    ours = [[row[at] for at in order] for row in worths(scenario)]
    asked = [reservations(scenario)[at] for at in order]
    for mine, his in zip([*ours, asked], [*worths(back), reservations(back)], strict=True):
        assert all(abs(a - b) < Fraction(1, 10**12) for a, b in zip(mine, his, strict=True))
