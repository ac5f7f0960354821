"""Numbers, tests, conditions and clauses for generated scenarios, worded in every way that the language has."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from negsim.testing.drawing import Draw

Plain = Any  # a text, a list or a mapping of these: a document without types


@dataclass(frozen=True)
class Topic:
    """An issue of a scenario that is being made up."""

    name: str
    options: tuple[str, ...]  # ids, or plain decimals; those that have a place in the order
    is_ordered: bool
    is_numeric: bool
    read_as: dict[str, dict[str, str]] = field(default_factory=dict)  # option -> actor -> target
    loose: tuple[str, ...] = ()  # `left_open`, where the issue may stay open

    @property
    def every_option(self) -> tuple[str, ...]:
        """All that a package may choose."""
        return self.options + self.loose

    def seen_by(self, actor: str) -> Topic:
        """The issue as an actor's own demands and preferences may name it."""
        own = [option for option in self.options if actor not in self.read_as.get(option, {})]
        return replace(self, options=tuple(own), read_as={})

    @property
    def numbers(self) -> list[Fraction]:
        """The options of a numeric issue."""
        return [Fraction(option) for option in self.options]


def decimal(number: Fraction) -> str:
    """A number whose decimals end, as a plain decimal; other numbers as a fraction."""
    if number.denominator == 1:
        return str(number.numerator)
    for places in range(1, 7):
        scaled = number * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    return f"{number.numerator}/{number.denominator}"


def numeral(draw: Draw, number: Fraction) -> str:
    """A number in one of its spellings."""
    plain = decimal(number)
    way = draw.integer(0, 9)
    if way == 9 and number > 0:
        return f"+{plain}"
    if way == 8 and plain.startswith("0."):
        return plain[1:]
    if way == 7 and number.denominator > 1:
        return f"{number.numerator}/{number.denominator}"
    if way == 6 and number.denominator == 1 and number != 0 and number % 10 == 0:
        return f"{number.numerator // 10}e1"
    return plain


def quantity(draw: Draw, number: Fraction, spread: Fraction | None = None) -> str:
    """A number, sometimes with a half-range, which changes no best value."""
    text = numeral(draw, number)
    if spread is not None and draw.chance(1, 4):
        return f"{text} {draw.choice(['+-', '±'])} {decimal(spread)}"
    return text


def option_text(draw: Draw, topic: Topic, option: str) -> str:
    """An option as a test names it."""
    return numeral(draw, Fraction(option)) if topic.is_numeric else option


def bound_text(draw: Draw, topic: Topic, place: int) -> str:
    """The bound of a test: an option, or a number on or beside the grid."""
    if not topic.is_numeric:
        return topic.options[place]
    numbers = topic.numbers
    step = numbers[1] - numbers[0]
    return quantity(draw, numbers[place] + step * Fraction(draw.choice([0, 0, 0, 1, -1]), 4), step)


def test_text(draw: Draw, topic: Topic) -> Plain:
    """A test on an issue, in one of its forms."""
    last = len(topic.options) - 1
    way = draw.integer(0, 7 if topic.is_ordered else 3)
    if way == 5:
        return f"at least {bound_text(draw, topic, draw.integer(1, last))}"
    if way in {4, 6}:
        return f"at most {bound_text(draw, topic, draw.integer(0, last - 1))}"
    if way == 7:
        low = draw.integer(0, last)
        high = draw.integer(low, last)
        if topic.is_numeric:
            numbers = topic.numbers
            return f"between {decimal(numbers[low])} and {quantity(draw, numbers[high])}"
        return f"between {topic.options[low]} and {topic.options[high]}"
    named = draw.some(topic.every_option, 1, 2 if way else 1)
    texts = [option_text(draw, topic, option) for option in named]
    if way == 3:
        return texts
    return ("not " if way == 2 else "") + " | ".join(texts)


def condition(draw: Draw, topics: list[Topic], depth: int = 0) -> Plain:
    """A condition: a mapping, or a list of mappings."""
    if depth == 0 and draw.chance(1, 5):
        return [mapping(draw, topics, 1) for _ in range(draw.integer(1, 3))]
    return mapping(draw, topics, depth)


def mapping(draw: Draw, topics: list[Topic], depth: int) -> Plain:
    """A mapping of tests, with a sum or a count among them now and then."""
    found: dict[str, Plain] = {
        topic.name: test_text(draw, topic) for topic in draw.some(topics, 1, 2)
    }
    numeric = [topic for topic in topics if topic.is_numeric]
    if numeric and draw.chance(1, 6):
        found = {} if draw.chance(1, 2) else found
        found["sum"] = sum_test(draw, numeric)
    if depth < 2 and draw.chance(1, 10):
        found = {} if draw.chance(1, 2) else found
        parts = [condition(draw, topics, depth + 1) for _ in range(draw.integer(1, 3))]
        found["count"] = {"of": parts, "is": is_text(draw, Fraction(draw.integer(0, len(parts))))}
    return found


def sum_test(draw: Draw, numeric: list[Topic]) -> Plain:
    """A test on the sum of numeric issues, with factors or without."""
    added = draw.some(numeric, 1)
    factors = [Fraction(draw.choice([1, 1, 2, -1]), draw.choice([1, 1, 2])) for _ in added]
    plain = draw.chance(1, 2)
    level = sum(
        (
            (Fraction(1) if plain else factor) * draw.choice(topic.numbers)
            for topic, factor in zip(added, factors, strict=True)
        ),
        Fraction(0),
    )
    of: Plain = [topic.name for topic in added]
    if not plain:
        of = {
            topic.name: numeral(draw, factor) for topic, factor in zip(added, factors, strict=True)
        }
    return {"of": of, "is": is_text(draw, level)}


def is_text(draw: Draw, level: Fraction) -> str:
    """What a sum or a count is asked to be."""
    way = draw.integer(0, 5)
    if way == 0:
        return numeral(draw, level)
    if way == 1:
        return f"between {decimal(level - 1)} and {decimal(level + draw.integer(0, 2))}"
    return f"at {'least' if way % 2 else 'most'} {numeral(draw, level)}"


def clause(draw: Draw, topics: list[Topic]) -> dict[str, Plain]:
    """A clause: require, forbid, or if and then."""
    way = draw.integer(0, 3)
    if way == 0:
        return {"forbid": condition(draw, topics)}
    if way == 1:
        return {"if": condition(draw, topics), "then": condition(draw, topics)}
    return {"require": condition(draw, topics)}
