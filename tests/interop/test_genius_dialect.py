"""What Genius writes and reads, and XML does not know: repaired where that is sure, and told."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.errors import InputError
from negsim.interop.importing import import_files
from negsim.study import Study
from tests.interop.genius_files import END, FIRST, ONES, TWO, WHOLE, files, folder, profile_xml
from tests.interop.reading import worths


def test_an_issue_without_a_type_is_discrete_as_for_genius(tmp_path: Path) -> None:
    texts = {name: text.replace(' type="discrete"', "") for name, text in WHOLE.items()}
    assert worths(import_files([folder(tmp_path, **texts)]).scenario) == [
        [Fraction(3, 4)],
        [Fraction(1, 2)],
        [Fraction(1)],
        [Fraction(3, 4)],
    ]


LOOSE = """<negotiation_template><!-- a & b > c --><utility_space><objective index="0">
<issue index="1"name="Rest & leave" type="discrete">
  <item value="< 5 days"/><item value="Bed &amp; board &#64; &nbsp;"/></issue>
</objective></utility_space></negotiation_template>"""
LOOSE_PROFILE = LOOSE.replace("negotiation_template", "x").replace("utility_space", "y")
LOOSE_PROFILE = LOOSE_PROFILE.replace("x>", "utility_space>").replace("y>", "z>")
LOOSE_PROFILE = LOOSE_PROFILE.replace('days"', "days\" evaluation='2'").replace(
    'nbsp;"', "nbsp;\"evaluation='1'"
)
LOOSE_PROFILE = LOOSE_PROFILE.replace("</issue>", '</issue><weight index="1" value="1"/>')


def test_names_that_genius_writes_and_xml_does_not_know_are_read_as_they_stand_and_told(
    tmp_path: Path,
) -> None:
    made = import_files([folder(tmp_path, d=LOOSE, p=LOOSE_PROFILE)])
    [issue] = made.scenario.issues
    assert issue.ask == "Rest & leave"
    assert [o.label for o in issue.options] == ["< 5 days", "Bed & board @ &nbsp;"]
    assert worths(made.scenario) == [[Fraction(1)], [Fraction(1, 2)]]
    told = [
        "attributes in it without a space between them were read",
        "a bare & in it was read as it stands",
        "a bare < in it was read as it stands",
    ]
    assert made.notes == tuple(f"{name}.xml: {what}" for name in "dp" for what in told)


def test_a_file_in_the_encoding_of_an_old_machine_is_read_and_told(tmp_path: Path) -> None:
    path = folder(tmp_path, **WHOLE)
    for name in ("d", "p"):
        file = tmp_path / f"{name}.xml"
        file.write_bytes(file.read_text("utf-8").replace('"a"', '"café"').encode("cp1252"))
    made = import_files([path])
    assert made.scenario.issues[0].options[0].label == "café"
    assert made.notes[0] == (
        "d.xml: it is not in the encoding that it states, and was read as Windows-1252"
    )


names_in_xml = st.text("ab &<'é;#&;", min_size=1, max_size=8).map(str.strip).filter(bool)


@settings(max_examples=24, deadline=None)
@given(labels=st.lists(names_in_xml, min_size=2, max_size=4, unique=True), spaced=st.booleans())
def test_whatever_stands_between_two_quotation_marks_is_the_name(
    tmp_path_factory: pytest.TempPathFactory, labels: list[str], spaced: bool
) -> None:
    gap = " " if spaced else ""
    issue = "".join(f'<item index="{k}"{gap}value="{v}"{{}}/>' for k, v in enumerate(labels))
    head = f'<objective index="0"{gap}name="n"><issue index="1"{gap}name="i">{issue}</issue>'
    domain = f"<negotiation_template>{head}</objective></negotiation_template>".replace("{}", "")
    scored = head.replace("{}", f'{gap}evaluation="1"', 1).replace("{}", f'{gap}evaluation="0.5"')
    profile = (
        f'<utility_space>{scored}<weight index="1"{gap}value="1"/></objective></utility_space>'
    )
    path = folder(tmp_path_factory.mktemp("loose"), d=domain, p=profile)
    made = import_files([path]).scenario
    assert [option.label for option in made.issues[0].options] == labels
    assert worths(made) == [[Fraction(1)], *[[Fraction(1, 2)]] * (len(labels) - 1)]


def test_a_value_listed_twice_is_one_value(tmp_path: Path) -> None:
    twice = '<item value="a" evaluation="1"/>'
    made = import_files(
        files(
            tmp_path,
            d=WHOLE["d"].replace('<item value="a"/>', '<item value="a"/><item value="a"/>'),
            p=WHOLE["p"].replace(twice, twice * 2),
        )
    )
    assert [option.label for option in made.scenario.issues[0].options] == ["a", "b"]
    assert made.notes == ("d.xml: the issue 'Issue 2' lists 'a' twice: taken once",)


@pytest.mark.parametrize("nothing", ["", 'evaluation="null"', 'evaluation=""'])
def test_values_without_an_evaluation_score_0_and_are_told_in_one_line(
    tmp_path: Path, nothing: str
) -> None:
    profile = WHOLE["p"].replace('evaluation="1"', nothing)
    made = import_files(files(tmp_path, d=WHOLE["d"], p=profile))
    assert worths(made.scenario) == [
        [Fraction(1, 2)],
        [Fraction(0)],
        [Fraction(1)],
        [Fraction(1, 2)],
    ]
    assert made.notes == (
        "p.xml: 1 of 2 values of 'Issue 2', 1 of 2 values of 'Issue 3' have no evaluation: they score 0",
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("often", "the discount factor 'often' cannot be read, and is left out: utilities are of"),
        ("0.5", "the discount factor 0.5 is left out: utilities are of an agreement at once"),
        ("1.0", ""),
        ("0.0", ""),
        ("null", ""),
        ("", ""),
    ],
)
def test_a_discount_is_left_out_whether_it_can_be_read_or_not(
    tmp_path: Path, said: str, told: str
) -> None:
    profile = WHOLE["p"].replace(END, f'<discount_factor value="{said}"/>{END}')
    notes = import_files(files(tmp_path, d=WHOLE["d"], p=profile)).notes
    assert [note[: len(told) + 7] for note in notes] == ([f"p.xml: {told}"] if told else [])


def test_what_time_costs_is_left_out_too(tmp_path: Path) -> None:
    profile = WHOLE["p"].replace(END, f'<cost value="0.01" variable="step"/>{END}')
    assert import_files(files(tmp_path, d=WHOLE["d"], p=profile)).notes == (
        "p.xml: the cost of time, '0.01', is left out: utilities are of an agreement at once",
    )


BAD = 'evaluation="many"'


def test_one_profile_at_fault_is_left_aside_and_told_where_two_others_are_sound(
    tmp_path: Path,
) -> None:
    spoilt = WHOLE["p"].replace(FIRST, BAD, 1)
    path = folder(tmp_path, **WHOLE, q=WHOLE["p"], r=spoilt, s="<utility_space>")
    made = import_files([path])
    assert [actor.name for actor in made.scenario.actors] == ["p", "q"]
    assert made.notes == (
        (
            "s.xml: this file is at fault and was left aside, with its party: line 1: the XML cannot be"
            " read: the file ends within <utility_space>, which begins on line 1"
        ),
        (
            "r.xml: this file is at fault and was left aside, with its party: line 1: the evaluation of"
            " 'a' in 'Issue 2' is no finite number: 'many'"
        ),
    )


def test_a_profile_at_fault_that_was_named_is_a_fault(tmp_path: Path) -> None:
    spoilt = WHOLE["p"].replace(FIRST, BAD, 1)
    paths = files(tmp_path, **WHOLE, q=WHOLE["p"], r=spoilt)
    with pytest.raises(InputError, match=r"r\.xml:1:\d+: the evaluation of 'a' in 'Issue 2' is no"):
        import_files(paths)


def test_a_domain_at_fault_is_not_left_aside(tmp_path: Path) -> None:
    path = folder(tmp_path, d="<negotiation_template>", p=WHOLE["p"], q=WHOLE["p"], r=WHOLE["p"])
    with pytest.raises(InputError, match=r"d\.xml:1:23: the XML cannot be read: the file ends"):
        import_files([path])


def test_a_party_to_which_nothing_matters_is_no_fault(tmp_path: Path) -> None:
    idle = profile_xml(TWO, ONES, ["0", "0"])
    made = import_files([folder(tmp_path, **WHOLE, idle=idle)])
    assert made.notes == ("idle.xml: every package is worth the same to idle: it takes anything",)
    assert [row[0] for row in worths(made.scenario)] == [0, 0, 0, 0]
    assert Study(made.scenario).run().zone.size == 4


def test_a_reservation_value_that_no_package_reaches_is_told(tmp_path: Path) -> None:
    asked = WHOLE["p"].replace(END, f'<reservation value="5.9"/>{END}')
    made = import_files(files(tmp_path, d=WHOLE["d"], p=asked))
    assert made.notes == (
        (
            "no package reaches the reservation value of p: it asks for 5.9, and the best package is"
            " worth 1"
        ),
    )


def test_notes_do_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    strange = "".join(f'<item value="old {k}" evaluation="1"/>' for k in range(9))
    profile = WHOLE["p"].replace('<item value="a"', f'{strange}<item value="a"', 1)
    made = import_files(files(tmp_path, d=WHOLE["d"], p=profile))
    assert made.notes == (
        (
            "p.xml: not in the domain, and left out: 'old 0', 'old 1', 'old 2', 'old 3', … (9 in all) of"
            " 'Issue 2'"
        ),
    )
