"""Domains of Genius, against an independent reading of the same files."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.errors import InputError
from negsim.interop.importing import import_files
from negsim.interop.xml_nodes import read_xml
from negsim.study import Study
from tests.interop.genius_files import (
    END,
    FIRST,
    ONES,
    TWO,
    WHOLE,
    domain_xml,
    files,
    profile_xml,
)
from tests.interop.genius_oracle import efficient, reservation, utilities
from tests.interop.reading import reservations, worths

DATA = Path(__file__).parent / "data"
ORCHARD = DATA / "orchard"
PROFILES = [ORCHARD / "orchard_1.xml", ORCHARD / "orchard_2.xml"]


SETTLED = (
    "the issue 'Currency' has the one option '€': it is settled and left out; what it is worth is"
    " kept in each actor's score sheet"
)


def close(ours: Sequence[Fraction], theirs: Sequence[Fraction]) -> bool:
    """Whether utilities are the same but for what a printed double loses."""
    return all(abs(a - b) < Fraction(1, 10**14) for a, b in zip(ours, theirs, strict=True))


def test_orchard_has_the_utilities_that_genius_gives_every_package() -> None:
    theirs = utilities(ORCHARD / "orchard_domain.xml", PROFILES)
    ours = worths(import_files([str(ORCHARD)]).scenario)
    assert len(ours) == len(theirs) == 3 * 9 * 21
    assert all(close(mine, his) for mine, his in zip(ours, theirs.values(), strict=True))


def test_orchard_has_the_zone_frontier_and_solutions_of_the_brute_force() -> None:
    found = Study(import_files([str(ORCHARD)]).scenario).run()
    asked = [reservation(path) for path in PROFILES]
    rational = [
        worth
        for worth in utilities(ORCHARD / "orchard_domain.xml", PROFILES).values()
        if all(u >= r for u, r in zip(worth, asked, strict=True))
    ]
    best = max(sum(worth) for worth in rational)
    assert found.zone.size == len(rational) == 419
    assert found.frontier.size == len(efficient(rational))
    deal = found.solutions["utilitarian"].deals[0]
    assert float(sum(deal.utilities.values())) == pytest.approx(float(best), abs=1e-12)


def test_orchard_tells_what_it_loses_line_by_line() -> None:
    assert import_files([str(ORCHARD)]).notes == (
        "orchard_domain.xml: the real issue 'Price' was cut into 20 equal steps; another number can be asked for",
        "orchard_domain.xml: an agent's profile '../../secrets.xml' lies in another folder, and was not read",
        "orchard_1.xml: 'Crates' is 'Boxes' here: issues are joined by their index",
        "orchard_1.xml: the discount factor 0.8 is left out: utilities are of an agreement at once",
        "orchard_2.xml: no evaluation of 'Currency' is above 0: every option scores 0",
        SETTLED,
    )


def test_steps_cut_a_real_issue_finer() -> None:
    made = import_files([str(ORCHARD)], steps=40)
    assert len(made.scenario.issue["price"].options) == 41


def test_labels_are_kept_whatever_they_hold() -> None:
    fruit = import_files([str(ORCHARD)]).scenario.issue["fruit"]
    assert [option.label for option in fruit.options] == ["apples", "pears", "plums & <b>sloes</b>"]


@pytest.mark.parametrize(
    "paths",
    [
        [ORCHARD / "orchard_domain.xml"],
        [ORCHARD / "orchard_domain.xml", *PROFILES],
        PROFILES,
    ],
    ids=["the domain alone", "the domain and its profiles", "the profiles alone"],
)
def test_a_domain_is_found_by_any_of_its_files(paths: list[Path]) -> None:
    made = import_files([str(path) for path in paths])
    assert made.scenario == import_files([str(ORCHARD)]).scenario


def test_a_profile_without_a_domain_beside_it_stands_for_it(tmp_path: Path) -> None:
    paths = files(tmp_path, alone=profile_xml(TWO, ONES, ["0.5", "0.5"]))
    made = import_files(paths)
    assert [issue.ask for issue in made.scenario.issues] == ["Issue 2", "Issue 3"]
    assert made.notes == (
        "alone.xml: no domain beside it: its own list of issues was taken for one",
    )


@pytest.mark.parametrize(
    ("weights", "keys"),
    [
        (["0.4", "0.6"], {"weight", "scores"}),
        (["0.39622042590756595", "0.603779574092434"], {"weight", "scores"}),
        (["0.4", "0.5"], {"points"}),
        (["0.4", "0.7"], {"points"}),
    ],
    ids=["sum 1", "sum 1 but for a double", "sum below 1", "sum above 1"],
)
def test_weights_that_do_not_sum_to_one_become_points(
    tmp_path: Path, weights: list[str], keys: set[str]
) -> None:
    paths = files(tmp_path, d=domain_xml(TWO), p=profile_xml(TWO, ONES, weights))
    actor = import_files(paths).scenario.actors[0].to_plain()
    assert {key for p in actor["preferences"].values() for key in p} == keys
    assert actor.get("score_sheet") == (None if "weight" in keys else {"from": "0", "to": "1"})


decimals = st.one_of(
    st.integers(0, 12).map(str),
    st.integers(0, 1000).map(lambda n: str(n / 1000)),
    st.floats(0, 5, allow_nan=False).map(repr),
)


@st.composite
def domains(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a domain of discrete issues and two profiles, as XML."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4).filter(lambda s: max(s) > 1))
    issues = [[f"v{n}" for n in range(size)] for size in sizes]
    profiles = []
    for _ in range(2):
        evaluations = [[draw(decimals) for _ in values] for values in issues]
        weights = [draw(decimals) for _ in issues]
        asked = f'<reservation value="{draw(st.integers(0, 10)) / 10}"/>'
        profiles.append(profile_xml(issues, evaluations, weights, asked))
    return domain_xml(issues), profiles


@settings(max_examples=16, deadline=None)
@given(drawn=domains())
def test_every_package_has_the_utility_that_genius_gives_it(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[str, list[str]]
) -> None:
    domain, profiles = drawn
    folder = tmp_path_factory.mktemp("domain")
    paths = files(folder, domain=domain, p1=profiles[0], p2=profiles[1])
    theirs = utilities(Path(paths[0]), [Path(path) for path in paths[1:]])
    scenario = import_files(paths).scenario
    ours = worths(scenario)
    assert len(ours) == len(theirs)
    assert all(close(mine, his) for mine, his in zip(ours, theirs.values(), strict=True))
    assert reservations(scenario) == [reservation(Path(path)) for path in paths[1:]]


def test_packages_too_many_to_be_cut_one_by_one_are_told(tmp_path: Path) -> None:
    issues = [[f"v{n}" for n in range(8)] for _ in range(6)]
    rows = [[str(997 + 13 * n * (k + 1)) for n in range(8)] for k in range(6)]
    paths = files(tmp_path, d=domain_xml(issues), p=profile_xml(issues, rows, ["0.7"] * 6))
    assert import_files(paths).notes == (
        "p.xml: utilities above 1 are cut to 1 there, and keep their size here: too many packages have one",
    )


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
KLINGON = '<?xml version="1.0" encoding="klingon"?>'


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("d", "", LAUGHS, r"d\.xml:1:13: the file declares a document type, 'x'"),
        ("d", "", KLINGON, r"the XML .*encoding"),
        ("d", "<objective", "<objective <", r"d\.xml:1:23: the XML cannot be read: a tag begins"),
        (
            "d",
            "<item",
            "<item a<b",
            r"d\.xml:1:\d+: the XML cannot be read: a tag begins here that",
        ),
        ("d", "<item", "<item value", r"d\.xml:1:\d+: .*: this is no attribute: 'value value="),
        (
            "d",
            "<item",
            '<item value="z"',
            r"d\.xml:1:\d+: the XML cannot be read: value is said tw",
        ),
        ("d", "</issue>", "", r"</objective> closes what is not open: <issue> of line 1 is"),
        ("d", "</negotiation_template>", "", r"the file ends within <negotiation_template>, which"),
        ("d", "</negotiation_template>", "</negotiation_template><a/>", r"something stands after"),
        ("d", "discrete", "fuzzy", r"d\.xml:1:\d+: the issue 'Issue 2' is of an unknown kind"),
        ("d", 'index="3"', 'index="2"', r"two issues have the index 2"),
        ("d", 'index="2"', 'index="two"', r"'Issue 2' has no whole number as index"),
        ("d", '<item value="a"/><item value="b"/>', "", r"the issue 'Issue 2' has no <item>"),
        ("p", FIRST, 'evaluation="NaN"', r"p\.xml:1:\d+: .* of 'a' in 'Issue 2' is no finite"),
        ("p", FIRST, 'evaluation="-inf"', r"is no finite number: '-inf'"),
        ("p", FIRST, 'evaluation="1e999999"', r"is no finite number: '1e999999'"),
        ("p", FIRST, f'evaluation="{"9" * 5000}"', r"is no finite number: '999"),
        ("p", 'value="0.5"', f'value="{"9" * 200}"', r"'p' has a score of more than 30 digits"),
        ("p", '"b"', '"a"', r"the evaluation of 'a' in 'Issue 2' is there twice, with other num"),
        ("p", 'weight index="2"', 'weight index="3"', r"the weight of 'Issue 3' is there twice"),
        ("p", END, f"<hyperRectangle/>{END}", r"the profile holds <hyperRectangle>: its utility"),
        ("p", END, f'<reservation value="x"/>{END}', r"the reservation value is no finite number"),
        ("p", 'index="3"', 'index="9"', r"has no profile beside it that speaks of its issues"),
        ("p", WHOLE["p"], "<party/>", r"p\.xml' is none of the files that can be imported"),
        ("p", WHOLE["p"], "<a>" * 99 + "</a>" * 99, r"more than 64 levels of elements"),
        ("p", WHOLE["p"], "", r"p\.xml:1:1: the XML cannot be read: there is no element in"),
    ],
)
def test_a_file_at_fault_is_told_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    assert old in WHOLE[file]
    texts = {**WHOLE, file: WHOLE[file].replace(old, new, 1)}
    with pytest.raises(InputError, match=message):
        import_files(files(tmp_path, **texts))


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negsim.interop.xml_tree.MOST_ELEMENTS", 3)
    assert len(read_xml(b"<a><b/><b/></a>", "few.xml").children) == 2
    with pytest.raises(InputError, match=r"many\.xml:1:12: more than 3 elements"):
        read_xml(b"<a><b/><b/><b/></a>", "many.xml")


def test_a_domain_of_settled_issues_has_nothing_to_negotiate(tmp_path: Path) -> None:
    paths = files(tmp_path, d=domain_xml([["a"]]), p=profile_xml([["a"]], [["1"]], ["1"]))
    with pytest.raises(InputError, match="'d' has no issue with two options or more"):
        import_files(paths)


def test_numeric_laws_that_are_unknown_are_refused(tmp_path: Path) -> None:
    text = (ORCHARD / "orchard_1.xml").read_text(encoding="utf-8")
    domain = (ORCHARD / "orchard_domain.xml").read_text(encoding="utf-8")
    paths = files(tmp_path, d=domain, p=text.replace('ftype="triangular"', 'ftype="faratin"'))
    with pytest.raises(
        InputError, match=r"p\.xml:14:9: 'Price' is evaluated by an unknown law: 'faratin'"
    ):
        import_files(paths)


def test_two_domains_in_a_folder_are_not_guessed_between(tmp_path: Path) -> None:
    files(tmp_path, d=domain_xml(TWO), e=domain_xml(TWO), p=profile_xml(TWO, ONES, ["1", "0"]))
    with pytest.raises(InputError, match=r"there are 2 domains: .*d\.xml, .*e\.xml"):
        import_files([str(tmp_path)])


def test_files_for_people_beside_a_domain_are_no_fault(tmp_path: Path) -> None:
    paths = files(tmp_path, d=domain_xml(TWO), p=profile_xml(TWO, ONES, ["0.5", "0.5"]))
    (tmp_path / "readme.txt").write_bytes("Café".encode("latin-1"))
    (tmp_path / "notes.txt").write_text("anything", "utf-8")
    (tmp_path / "log.csv").write_text("round,offer\n1,2\n", "utf-8")
    made = import_files([str(tmp_path)])
    assert made.scenario == import_files(paths).scenario
    assert made.notes == (
        "readme.txt: this file cannot be read, and was left aside",
        "log.csv: this file is no part of a domain, and was left aside",
    )


def test_a_broken_profile_in_a_folder_is_a_fault(tmp_path: Path) -> None:
    files(tmp_path, d=domain_xml(TWO), p=profile_xml(TWO, ONES, ["0.5", "0.5"]), q="<utility")
    with pytest.raises(InputError, match=r"q\.xml:1:1: the XML cannot be read"):
        import_files([str(tmp_path)])


def test_a_profile_of_fewer_issues_fits_and_one_of_more_does_not(tmp_path: Path) -> None:
    three = [*TWO, ["k", "l"]]
    files(
        tmp_path,
        d=domain_xml(TWO),
        less=profile_xml(TWO[:1], ONES[:1], ["1"]),
        more=profile_xml(three, [*ONES, ["1", "1"]], ["0.5", "0.3", "0.2"]),
    )
    made = import_files([str(tmp_path)])
    assert [actor.name for actor in made.scenario.actors] == ["less"]
    assert worths(made.scenario) == [[Fraction(1, 2)], [Fraction(1, 2)], [1], [1]]
    assert made.notes == (
        "more.xml: this profile speaks of other issues, and was left aside",
        "less.xml: no weight for 'Issue 3': taken as 0",
        "less.xml: nothing is said of 'Issue 3': every option scores 0",
    )


def test_numbers_that_are_listed_are_options(tmp_path: Path) -> None:
    listed = '" type="discrete" vtype="integer">'
    texts = {
        "d": domain_xml([["1", "5"]]).replace('" type="discrete">', listed),
        "p": profile_xml([["1", "5"]], [["1", "4"]], ["1"]).replace('" type="discrete">', listed),
    }
    made = import_files(files(tmp_path, **texts))
    assert [option.label for option in made.scenario.issues[0].options] == ["1", "5"]
    assert worths(made.scenario) == [[Fraction(1, 4)], [1]]
