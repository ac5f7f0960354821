"""Edits of a text in YAML: what is added is read back, and nothing else changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negsim.errors import InputError
from negsim.language.editing import Edits
from negsim.language.writer import write_flow, write_yaml
from negsim.language.yaml.nodes import read_nodes
from negsim.language.yaml.tree import Mapping, Node, Scalar

ROOT = Path(__file__).parents[2]


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.items}
    return [_plain(item) for item in node.items]


def _merged(old: Any, new: Any) -> Any:
    if not isinstance(new, dict) or not isinstance(old, dict):
        return new
    return {**old, **{key: _merged(old.get(key), value) for key, value in new.items()}}


def _check(text: str, added: Any) -> str:
    edits = Edits(text, "mine.yaml")
    edits.merge(added)
    result = edits.result()
    assert _plain(read_nodes(result, "x")) == _merged(_plain(read_nodes(text, "x")), added)
    return result


ADDED = {"actors": {"a": {"red_lines": {"c1": {"say": "It's so: never, ever.", "from": "c1"}}}}}


@pytest.mark.parametrize(
    "text",
    [
        "actors: {a: {name: A}}\n",
        "actors: {a: {}}",
        "actors:\n  a:\n  b: {name: B}\n",
        "actors:\n  a: ~ # nobody\n",
        "actors:\n  a:\n    name: A # first\n# the end\n",
        "actors:\n  a:\n    name: |\n      A\n      B\n\n  b: {name: B}\n",
        "actors:\r\n  a:\r\n    red_lines:\r\n      x: {from: c2}  # old\r\n  b:\r\n    name: B\r\n",
        "actors:\n  a:\n    red_lines: {x: {from: c2}, # old\n      y: {from: c3}   # older\n      }\n  b: {}\n",
        "\ufeff# ünïcode 🙂\nactors: {a: {name: Ä🙂, red_lines: {x: {from: [c2, c3,]},},}, b: {}}\nz: 1\n",
        "actors:\n    a:\n        red_lines:\n            x:\n                from: c2\n        wishes: {}\n",
        "actors: {a: &x {name: A}, b: {name: B}}\n",
        "---\nactors:\n  a: {name: 'it''s', batna: \"a, b\"}\n...\n",
    ],
)  # fmt: skip
def test_what_is_added_is_read_and_all_else_stays(text: str) -> None:
    result = _check(text, ADDED)
    kept = iter(result)
    assert all(sign in kept for sign in text if sign != "~")  # in order, nothing lost
    _check(text, {"actors": {"a": {"red_lines": {"c1": {"x": "1"}}, "wishes": {"c1": {"y": "2"}}}}})
    assert ("\r" in result) == ("\r" in text)
    assert "\n" not in result.replace("\r\n", "") or "\r" not in text


def test_deeper_additions_at_the_end_of_a_mapping_come_before_those_of_the_mapping() -> None:
    text = "actors:\n  a:\n    red_lines:\n      x: {from: c2}\n"
    result = _check(
        text, {"actors": {"a": {"wishes": {"w": {"y": "2"}}, "red_lines": {"c": {"z": "3"}}}}}
    )
    assert result.index("c:") < result.index("wishes:")


def test_what_a_line_in_brackets_cannot_hold_has_it_written_on_lines() -> None:
    added = {
        "actors": {
            name: {"red_lines": {"c1": {"say": "word " * 12, "from": "c1"}}} for name in "ab"
        }
    }
    for end in ("\n", "\r\n"):
        text = "actors:\n  a: {name: A}   # first\n  b: {name: B, consent: never,}\nz: 1\n"
        result = _check(text.replace("\n", end), added).replace(end, "\n")
        assert result.startswith(
            "actors:\n  a:\n    name: A   # first\n    red_lines:\n      c1:\n"
        )
        assert "\n  b:\n    name: B\n    consent: never\n    red_lines:\n" in result
        assert result.endswith("from: c1\nz: 1\n")
    for kept in ("a: {name: A, # first\n    }", "a: {red_lines: {x: {from: c2}}}", "a: {name: }"):
        _check(f"actors:\n  {kept}\n  b: {{}}\n", added)
    for whole in ("actors: {a: {name: A}, b: {name: B}}", "{actors: {a: {name: A}, b: {}}}"):
        _check(whole, added)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("actors:\n  b: &x {name: B}\n  a: *x\n", r"mine\.yaml:3:6: `a` is shared by \*x"),
        ("actors:\n  a: &x {name: A}\n  b: *x\n", r"mine\.yaml:2:6: `a` is shared by \*x"),
    ],
)
def test_what_is_shared_by_an_alias_is_not_added_to(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        _check(text, ADDED)


def test_comments_stand_before_their_key_in_lines_and_in_brackets() -> None:
    for text in ("claims:\n  c1: {x: 1}\n  c2: {y: 2}\n", "claims: {c1: {x: 1}, c2: {y: 2}}\n"):
        edits = Edits(text, "mine.yaml")
        claims = edits.find("claims")
        assert claims is not None
        for name in ("c1", "c2"):
            key = claims.key(name)
            assert key is not None
            edits.comment(key, [f"of {name}", "more"])
        result = edits.result()
        assert _plain(read_nodes(result, "x")) == _plain(read_nodes(text, "x"))
        assert result.index("# of c1") < result.index("c1: {") < result.index("# of c2")


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").glob("*.yaml")), ids=lambda p: p.stem)
def test_every_shipped_scenario_takes_additions_everywhere(path: Path) -> None:
    text = path.read_text("utf-8")
    plain = _plain(read_nodes(text, "x"))
    actors = {
        name: {"red_lines": {"c99": {"require": {"x": "y"}}}, "wishes": {"c99": {"weight": "low"}}}
        for name in plain["actors"]
    }
    result = _check(text, {"actors": actors})
    assert [line for line in result.splitlines() if "#" in line] == [
        line for line in text.splitlines() if "#" in line
    ]


KEYS = st.sampled_from(["a", "b", "c", "d"])
TREES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=5),
    lambda inner: st.dictionaries(KEYS, inner, max_size=3) | st.lists(inner, max_size=2),
    max_leaves=12,
)


def _texts(value: Any) -> Any:
    """A tree as texts: what an empty one is written as may be read as nothing."""
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    return [_texts(item) for item in value] if isinstance(value, list) else f"x{value}"


def _fits(old: Any, new: Any) -> bool:
    """Whether what is added meets mappings only where mappings are."""
    if not isinstance(new, dict):
        return False
    return all(
        key not in old or (isinstance(old[key], dict) and _fits(old[key], item))
        for key, item in new.items()
    )


@given(
    st.dictionaries(KEYS, TREES, min_size=1, max_size=3),
    st.dictionaries(KEYS, TREES, max_size=3),
    st.booleans(),
)
def test_any_tree_takes_any_addition_that_fits(old: Any, new: Any, in_brackets: bool) -> None:
    old, new = _texts(old), _texts(new)
    if _fits(old, new):
        _check(write_flow(old) if in_brackets else write_yaml(old), new)
