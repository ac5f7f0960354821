import pickle

import pytest

from negsim.errors import (
    Fault,
    InputError,
    NegsimError,
    OutputError,
    TooLarge,
    Where,
    quoted,
    spelled,
)


def test_message_is_place_then_fault_then_mend() -> None:
    fault = Fault(Where("mine.yaml", 44, 38), "a score is 0 to 1: 12", "0.12, or give points")
    assert str(fault) == "mine.yaml:44:38: a score is 0 to 1: 12\n      mend: 0.12, or give points"


def test_what_has_no_place_is_told_without_one() -> None:
    assert str(Fault(None, "no file is named")) == "no file is named"


def test_excerpt_is_underlined_under_its_own_characters() -> None:
    line = "      alignement: {weight: high}"
    fault = Fault(
        Where("m.yaml", 31, 7, length=10), "no such issue", "did you mean 'alignment'?", line
    )
    assert str(fault).splitlines() == [
        "m.yaml:31:7: no such issue",
        "      alignement: {weight: high}",
        "      ^^^^^^^^^^",
        "      mend: did you mean 'alignment'?",
    ]


def test_wide_characters_take_two_carets() -> None:
    fault = Fault(Where("m.yaml", 1, 4, length=2), "what", None, "a: 港口 x")
    assert str(fault).splitlines()[2] == "         ^^^^"


def test_place_beyond_its_line_still_gets_a_caret() -> None:
    fault = Fault(Where("m.yaml", 1, 99), "what", None, "a: b")
    assert str(fault).splitlines()[1:] == ["      a: b", "          ^"]


def test_long_line_is_cut_around_the_place() -> None:
    line = "x" * 5000 + "HERE" + "y" * 5000
    shown, carets = str(Fault(Where("m.yaml", 1, 5001, 4), "what", None, line)).splitlines()[1:]
    assert len(shown) < 110
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_no_text_of_a_file_can_steer_the_terminal() -> None:
    fault = Fault(Where("\x1b[2J", 1, 1), "\x1b[31mred\u202e", "\r\x07", "\x1b]0;title\x07")
    assert not set(str(fault)) & set("\x1b\x07\r\u202e")


def test_faults_are_told_once_each_in_line_order_files_as_they_came() -> None:
    later, first = Where("b.yaml", 10, 2), Where("b.yaml", 9, 30)
    other = Where("a.yaml", 1, 1)
    faults = [
        Fault(later, "3"),
        Fault(other, "4"),
        Fault(first, "2"),
        Fault(None, "1"),
        Fault(later, "3"),
    ]
    assert [fault.what for fault in InputError(faults).faults] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("kind", [InputError, OutputError, TooLarge])
def test_users_faults_exit_with_2_and_cross_processes(kind: type[NegsimError]) -> None:
    error = kind.one("what", "mend", Where("m.yaml", 1, 2))
    copy = pickle.loads(pickle.dumps(error))
    assert isinstance(copy, kind)
    assert (copy.faults, copy.exit_status) == (error.faults, 2)
    assert str(copy) == "m.yaml:1:2: what\n      mend: mend"


def test_quoted_text_is_cut_and_stays_on_one_line() -> None:
    assert quoted("a\nb" + "c" * 100, limit=5) == "'a\\nbcc…'"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (-1234, "-1,234"),
        (10**24 - 1, "999,999,999,999,999,999,999,999"),
        (10**24, "about 10^24"),
        (10**25 - 1, "about 10^24"),
        (-(10**4000), "about -10^4000"),
    ],
)
def test_a_number_is_spelled_out_until_it_fills_a_line(number: int, words: str) -> None:
    assert spelled(number) == words
