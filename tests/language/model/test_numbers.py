import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.language.model.numbers import (
    WORDS,
    NumberFault,
    NumberText,
    Quantity,
    format_number,
    parse_number,
    parse_quantity,
    parse_quantity_text,
)
from negsim.language.writer import write_yaml
from negsim.language.yaml.nodes import Mapping, Node, read_nodes

USUAL = "write a number such as 0.4, a fraction such as 5/9, or a range such as 0.4 +- 0.1"
A_RANGE = "write {best: 8, low: 5, high: 12}"
IN_ORDER = "put low first, then best, then high"
MILLIONTHS = st.integers(-(10**18), 10**18).map(lambda value: Fraction(value, 10**6))
RATIONALS = st.fractions(max_denominator=10**12, min_value=-(10**12), max_value=10**12)
NUMBERS = MILLIONTHS | RATIONALS


def node_of(text: str) -> Node:
    node = read_nodes(f"a: {text}\n", "m.yaml")
    assert isinstance(node, Mapping)
    inner = node.get("a")
    assert inner is not None
    return inner


def fault_of(text: str, *, words: bool = False) -> NumberFault:
    with pytest.raises(NumberFault, match=r".") as caught:
        parse_quantity(node_of(text), words=words)
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"), ("-0", "0"), ("8", "8"), ("+5", "5"), ("-5", "-5"), (".5", "1/2"), ("-.5", "-1/2"), ("5.", "5"),
        ("012", "12"), ("0.000001", "1/1000000"), ("1e1", "10"), ("1E+2", "100"), ("1.5e-5", "3/200000"),
        ("1.5e1", "15"), ("0.0000010e1", "1/100000"), ("5/9", "5/9"), ("-5/9", "-5/9"), ("+10/4", "5/2"),
        ("0/7", "0"), (" 5\t", "5"), ("9" * 30, "9" * 30), ("0" * 5000 + "7", "7"),
        ("0" * 5000 + "1/" + "0" * 5000 + "2", "1/2"),
        ("1e0000000000000000000002", "100"),
    ],
)  # fmt: skip
def test_numbers_are_exact(text: str, value: str) -> None:
    assert parse_number(text) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ".", "-", "+", "e1", ".e1", "1e", "1_0", "0x10", "0o17", ".inf", "-.inf", ".nan", "nan", "NaN", "inf",
        "Infinity", "٣", "１", "½", "1,5", "1 000", "5 / 9", "5/", "/9", "5/-9", "0.5/2", "1e1/2", "--5", "1:30", "5%",
        "1\n", "1\u2028", "−5", "1e1.5", "true", "0b1", "1__0", "5/9/2",
    ],
)  # fmt: skip
def test_nothing_else_is_a_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    "text", ["0.1234567", "0.5000000", "1e-7", "-.0000001", "1e-999999999", "0e-7"]
)
def test_more_than_six_places_are_said_so(text: str) -> None:
    assert parse_number(text) is None
    assert fault_of(text).what == f"has more than 6 decimal places: '{text}'"


@pytest.mark.parametrize(
    "text", ["9" * 31, "1e30", "1e999999999", "1e" + "9" * 40, "1/" + "9" * 31, "9" * 31 + "/7"]
)
def test_more_than_thirty_digits_are_said_so_without_computing(text: str) -> None:
    assert parse_number(text) is None
    assert fault_of(text).what == f"has more than 30 digits: '{text}'"


def test_numbers_of_any_length_are_refused_not_crashed_on() -> None:
    for text in ("9" * 10_000, "1/" + "9" * 10_000, "1e" + "9" * 10_000, "0." + "0" * 10_000):
        with pytest.raises(NumberFault, match="has more than"):
            parse_quantity_text(text)


def test_zero_below_the_bar_is_said_so() -> None:
    assert fault_of("1/0").what == "has 0 below the bar: '1/0'"


@given(NUMBERS)
def test_written_number_is_read_back_the_same(value: Fraction) -> None:
    text = format_number(value)
    assert parse_number(text) == value
    assert isinstance(text, NumberText)


@given(MILLIONTHS)
def test_six_places_are_written_as_a_decimal(value: Fraction) -> None:
    text = format_number(value)
    assert re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]{0,5}[1-9])?", text)
    assert Fraction(Decimal(text)) == value


@given(st.text(alphabet="0123456789.eE+-/_ ", max_size=12))
def test_what_is_read_agrees_with_the_standard_library(text: str) -> None:
    value = parse_number(text)
    if value is not None:
        assert value == Fraction(text.strip())


@given(NUMBERS, st.sampled_from(["+-", " +- ", "±", " ± ", "  +-"]), NUMBERS.map(abs))
def test_uniform_range_is_as_stated(best: Fraction, sign: str, half: Fraction) -> None:
    quantity = parse_quantity_text(f"{format_number(best)}{sign}{format_number(half)}")
    assert quantity == Quantity(best, best - half, best + half, "uniform")


def test_range_is_not_cut_to_any_bounds() -> None:
    assert parse_quantity_text("1 +- 3").low == -2


@pytest.mark.parametrize("word", WORDS)
def test_words_are_weights_only(word: str) -> None:
    best, half = WORDS[word]
    assert parse_quantity(node_of(word), words=True) == Quantity(
        best, best - half, best + half, "word", word
    )
    assert (
        fault_of(word).mend
        == "write a number, such as 0.4 or 0.4 +- 0.1: words stand for weights only"
    )


def test_words_mean_what_the_language_says() -> None:
    ranges = {word: (str(best), str(half)) for word, (best, half) in WORDS.items()}
    assert ranges == {
        "decisive": ("8", "2"),
        "high": ("4", "1"),
        "medium": ("2", "1/2"),
        "low": ("1", "1/4"),
    }


def test_triangular_range_is_a_mapping() -> None:
    quantity = parse_quantity(node_of('{best: "8", low: 5, high: 25/2}'))
    assert quantity == Quantity(Fraction(8), Fraction(5), Fraction(25, 2), "triangular")


@pytest.mark.parametrize(
    ("text", "column", "what", "mend"),
    [
        ("many", 4, "is no number: 'many'", USUAL),
        ("''", 4, "is no number: ''", USUAL),
        ("1_000", 4, "is no number: '1_000'", "write 1000"),
        ("1,000", 4, "is no number: '1,000'", "write 1000"),
        ("0,5", 4, "is no number: '0,5'", "write 0.5"),
        ("−5", 4, "is no number: '−5'", "write -5"),
        ("5 / 9", 4, "is no number: '5 / 9'", "write 5/9"),
        ("8 +/- 3", 4, "is no number: '8 +/- 3'", "write 8 +- 3"),
        ("40%", 4, "is no number: '40%'", "write a share as a decimal: 0.4 for 40%"),
        ("8 +- -3", 4, "has a half-range below 0: '8 +- -3'", "write 8 +- 3"),
        ("8 +-", 4, "is no number: ''", USUAL),
        ("", 3, "is empty where a number should be", "write one, such as 8 or 8 +- 3"),
        ("[8]", 4, "is a list where a number should be", "write one number, such as 8 or 8 +- 3"),
        ("{}", 4, "has no 'best' in its range", A_RANGE),
        ("{best: 8, low: 5}", 4, "has no 'high' in its range", A_RANGE),
        ("{best: 8, lowest: 5, high: 9}", 14, "has no key 'lowest' in its range",
         "use best, low, high (did you mean low?)"),
        ("{best: 8, low: 5 +- 1, high: 9}", 19, "is no number: '5 +- 1'", A_RANGE),
        ("{best: 8, low: [5], high: 9}", 19, "has no single number as 'low' of its range", A_RANGE),
        ("{best: 8, low: 9, high: 12}", 4, "has a range out of order: low 9, best 8, high 12", IN_ORDER),
    ],
)  # fmt: skip
def test_one_fault_is_one_message(text: str, column: int, what: str, mend: str) -> None:
    fault = fault_of(text)
    assert (fault.what, fault.mend) == (what, mend)
    assert fault.at.where.column == column


def test_misspelt_word_is_recognised() -> None:
    assert fault_of("hihg", words=True).mend == (
        "write a number such as 8 or 8 +- 3, or decisive, high, medium, low (did you mean high?)"
    )


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    shape = draw(st.sampled_from(["plain", "uniform", "triangular", "word"]))
    if shape == "plain":
        return Quantity.plain(draw(NUMBERS))
    if shape == "uniform":
        return Quantity.uniform(draw(NUMBERS), abs(draw(NUMBERS)))
    if shape == "word":
        return parse_quantity_text(draw(st.sampled_from(sorted(WORDS))), words=True)
    low, best, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Quantity(best, low, high, "triangular")


@given(quantities())
def test_written_quantity_is_read_back_the_same(quantity: Quantity) -> None:
    node = read_nodes(write_yaml({"a": quantity.to_plain()}), "m.yaml")
    assert isinstance(node, Mapping)
    inner = node.get("a")
    assert inner is not None
    assert parse_quantity(inner, words=True) == quantity
