from datetime import date
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from negsim.language.model.numbers import NumberText
from negsim.language.writer import write_yaml
from negsim.language.yaml.nodes import Mapping, Node, Scalar, read_nodes

TRAPS = [
    *(
        "no yes on off y n true False NULL ~ null = << 1_0 012 0x1F 0o17 1:30 .5 +5 1e1 -1 .inf .NaN 2025-01-18 - -- "
        "--- ... ? : # a: :a a# #a a:b @ ` % & * ! | > ' \" [ ] { } , [a] {a} a,b &a *a !a |a >a %a @a -a ?a 5/9 1,000 "
        "- ? ..a"
    ).split(),
    "", " ", " a", "a ", "a: b", "a #b", "- a", "? a", "a\n", "\na", "a\nb", "a\n\nb\n", "a\n  b\nc", "  a\nb",
    "a \nb", "a\n\n", "\n", "\t", "a\tb", "\ta", "a\n\tb", "a\r\nb", "\r", "\x85", "\u2028", "\u2029", "\ufeff",
    "\ufeffa",
    "\x00", "\x1b[31m", "\x7f", "\xa0", "\ue000\u2028", "\ufffe", "\uffff", "\U0010ffff", "😀", "ы", "\u200b", "\u202e",
    "a\u2028b\nc", "x" * 2000, "ы" * 1100, "8 +- 3", "a < b << c", "not a | b", "a\n# b", "a\n- b", "a\n\n  b",
    "\\", "\\n", 'a"b', "it's", "a\n---\nb", "a\n...\n", "---\n", "... a", "2025-01-18T00:00:00", "a : b",
    "a ,b", "key:",
]  # fmt: skip
TEXTS = (
    st.sampled_from(TRAPS)
    | st.text(max_size=30)
    | st.text(alphabet=" \n\t:#-a'\"[],{}&*!|>%@`~?", max_size=12)
)
PLAIN = st.recursive(
    TEXTS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=15,
)


def texts_of(node: Node) -> Any:
    if isinstance(node, Mapping):
        return {key.text: texts_of(value) for key, value in node.items}
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    return [texts_of(item) for item in node.items]


@given(PLAIN)
@example({"a": {"b": {"c": {text: text for text in TRAPS}}}})
@example([[[TRAPS]]])
@example("...")
@example("a:b")
@example([*({text: [text]} for text in TRAPS)])
@example([[], {}, [[]], [{}], {"a": {}}, {"a": []}, [[["a"]], [{"b": [["c"]]}]]])
@example(dict(zip(TRAPS, TRAPS, strict=True)))
def test_what_is_written_is_read_back_the_same(plain: Any) -> None:
    if plain is None:
        plain = {"a": None}
    text = write_yaml(plain)
    if plain == "":
        assert text == '""\n'
    assert texts_of(read_nodes(text, "m.yaml")) == plain
    assert texts_of(read_nodes(text.encode(), "m.yaml")) == plain


@given(PLAIN)
@example("...")
@example("a:b")
@example(TRAPS)
@example({text: text for text in TRAPS if len(text) < 1000})
def test_readers_that_resolve_find_texts_as_well(plain: Any) -> None:
    # The old line ends within block texts mean another thing to readers of YAML 1.1; the writer escapes them.
    assert yaml.load(write_yaml(plain), Loader=yaml.CSafeLoader) == plain


def test_numbers_dates_and_truth_are_written_as_such() -> None:
    plain = {
        "k": 8,
        "f": Fraction(1, 8),
        "q": Fraction(5, 9),
        "d": date(2025, 1, 18),
        "t": True,
        "x": NumberText("0.4"),
    }
    assert write_yaml(plain) == "k: 8\nf: 0.125\nq: 5/9\nd: 2025-01-18\nt: true\nx: 0.4\n"


def test_scenario_stays_pleasant_to_read() -> None:
    plain = {
        "negsim": NumberText("1"),
        "title": "Who dredges the harbour: a case",
        "issues": {
            "depth": {
                "ask": "How deep?",
                "options": {"ten": "10 metres", "none": "no"},
                "from": ["c1", "c2"],
            },
        },
        "actors": {
            "port": {
                "preferences": {
                    "fee": {"weight": "5 +- 1", "scores": {NumberText("0"): NumberText("0.5")}}
                },
                "batna": "keeps the channel\nas it is\n",
            }
        },
        "expect": [{"say": "x" * 95, "zone": "open"}, {"say": "short"}],
    }
    assert write_yaml(plain) == (
        "negsim: 1\n"
        'title: "Who dredges the harbour: a case"\n'
        "issues:\n"
        "  depth:\n"
        "    ask: How deep?\n"
        '    options: {ten: 10 metres, none: "no"}\n'
        "    from: [c1, c2]\n"
        "actors:\n"
        "  port:\n"
        "    preferences:\n"
        "      fee: {weight: 5 +- 1, scores: {0: 0.5}}\n"
        "    batna: |\n"
        "      keeps the channel\n"
        "      as it is\n"
        "expect:\n"
        f"  - say: {'x' * 95}\n"
        "    zone: open\n"
        "  - say: short\n"
    )


def test_floats_are_refused_for_they_are_not_exact() -> None:
    with pytest.raises(TypeError, match="exact numbers, not of float"):
        write_yaml({"a": 0.1})


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="half a surrogate pair"):
        write_yaml({"a": "\ud83d"})
