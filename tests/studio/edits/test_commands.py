"""Commands edit the text at their place: it says what was asked, and every byte outside stays."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from negsim.errors import InputError
from negsim.language.load import loads
from negsim.language.shipped import locate
from negsim.language.yaml.extents import Extent, extents
from negsim.studio.edits.commands import done
from negsim.studio.edits.tree import tree_of
from negsim.studio.edits.values import is_same
from negsim.studio.journal import splice
from tests.studio.edits.drawn_edits import commands, look, meaning, texts

HARBOUR = locate("harbour").read_text("utf-8")
IN_PLACE = "this cannot be changed in place"


def extent_at(text: str, path: list[Any]) -> Extent:
    found = extents(text)
    for key in path:
        inner = found.get(key) if found.kind == "mapping" else found.parts[key]
        assert inner is not None
        found = inner
    return found


@given(st.data(), texts())
def test_the_text_says_what_was_asked_and_nothing_else(data: Any, text: str) -> None:
    tree = tree_of(extents(text))
    command = data.draw(commands(tree))
    try:
        after = meaning(tree, command)
    except (KeyError, TypeError):
        with pytest.raises(InputError, match=r"(?s).+"):
            done(text, "drawn.yaml", [command])
        return
    found = done(text, "drawn.yaml", [command])
    assert is_same(tree_of(extents(found)), after)


@given(st.data(), texts())
def test_outside_the_place_of_the_edit_every_character_stays(data: Any, text: str) -> None:
    tree = tree_of(extents(text))
    command = data.draw(commands(tree))
    try:
        after = meaning(tree, command)
    except (KeyError, TypeError):
        reject()
    found = done(text, "drawn.yaml", [command])
    if is_same(tree, after):
        assert found == text
        return
    start, old, new = splice(text.encode(), found.encode())
    place = _place(text, tree, command)
    before, behind = text[: place[0]], text[place[1] :]
    assert found.startswith(before.rstrip(" \r\n-")), (before, found)
    assert found.endswith(behind.lstrip(" \r\n")) or behind.strip() == "", (behind, found)
    assert text.encode()[start : start + len(old)] == old
    assert found.encode()[start : start + len(new)] == new


def _place(text: str, tree: Any, command: dict[str, Any]) -> tuple[int, int]:
    """Where an edit may change something: its part, or, of what holds its part, the whole lines."""
    path = list(command["path"])
    while True:
        try:
            look(tree, path)
            break
        except (KeyError, IndexError, TypeError):
            path.pop()
    if command["do"] in ("remove", "move"):
        path.pop()
    if not path:
        return 0, len(text)
    extent = extent_at(text, path)
    holder = extent_at(text, path[:-1])
    start = extent.start
    if holder.kind == "mapping":
        key = holder.key(path[-1])
        assert key is not None
        start = key.stop
    end = text.find("\n", extent.stop)
    return start, len(text) if end < 0 else end


def test_comments_blank_lines_and_quotes_stay_in_a_real_file() -> None:
    found = done(
        HARBOUR,
        "harbour.yaml",
        [
            {"do": "set", "path": ["actors", "port", "reservation_value"], "value": "0.6"},
            {
                "do": "insert",
                "path": ["issues", "mud", "options"],
                "at": 1,
                "key": "deep",
                "value": "to the deep sea",
            },
            {"do": "remove", "path": ["actors", "port", "wishes"]},
            {"do": "insert", "path": ["claims"], "value": "more.yaml"},
        ],
    )
    old, new = HARBOUR.splitlines(), found.splitlines()
    assert [line for line in new if line not in old] == [
        "claims: [../seeds/harbour_minutes.yaml, more.yaml]",
        "      deep: to the deep sea",
        "    reservation_value: 0.6",
    ]
    assert [line.strip() for line in old if line not in new] == [
        "claims: [../seeds/harbour_minutes.yaml]",
        "reservation_value: 0.50 +- 0.10",
        "wishes:                       # weighed like preferences, over several issues",
        "shallow_stays_cheap:",
        "weight: medium",
        "if: {depth: at most twelve}",
        "then: {fee: at most 200}",
        'from: "assumption: a dear and shallow harbour loses the ships it has"',
    ]


def test_line_ends_of_windows_stay() -> None:
    text = "issues:\r\n  depth:\r\n    ask: How deep?  # metres\r\n"
    port = {"name": "Port", "consent": "always", "note": "a\nb"}
    found = done(text, "d.yaml", [{"do": "set", "path": ["actors"], "value": {"port": port}}])
    added = ["actors:", "  port:", "    name: Port", "    consent: always", "    note: |-"]
    assert found == text + "\r\n".join([*added, "      a", "      b", ""])


def test_what_is_written_once_and_meant_twice_is_not_changed() -> None:
    text = "rules:\n  one: &deep {depth: ten}\n  two: *deep\n"
    shared = "'one' is shared by \\*deep: what becomes of one would become of the others"
    with pytest.raises(InputError, match=shared):
        done(text, "d.yaml", [{"do": "set", "path": ["rules", "one", "depth"], "value": "five"}])
    with pytest.raises(InputError, match="'two' is shared by \\*deep"):
        done(text, "d.yaml", [{"do": "remove", "path": ["rules", "two", "depth"]}])


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ({"do": "dance"}, "there is no command 'dance'"),
        ({"do": "set", "path": "depth"}, "a path is a list of keys and positions"),
        (
            {"do": "remove", "path": ["actors", "prot"]},
            "there is no 'prot' in 'actors'\n.*\n.*\n.*did you mean port",
        ),
        (
            {"do": "insert", "path": ["actors"], "key": "port", "value": {}},
            "'port' is in 'actors' already",
        ),
        (
            {"do": "insert", "path": ["title"], "key": "x", "value": 1},
            "'title' is a text, and has no entries",
        ),
        ({"do": "set", "path": ["title"], "value": "\ud800"}, "half a letter was sent"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(command: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message.replace("\n.*\n.*\n.*", r"[\s\S]*")):
        done(HARBOUR, "harbour.yaml", [command])


def renamed(*path: str, to: str = "called_so") -> str:
    found = done(HARBOUR, "harbour.yaml", [{"do": "rename", "path": list(path), "to": to}])
    loads(found, str(locate("harbour")))
    return found


@pytest.mark.parametrize(
    ("path", "places"),
    [
        (("issues", "nights"), 11),
        (("issues", "nights", "options", "none"), 7),
        (("issues", "depth", "options", "fifteen"), 8),
        (("actors", "ships"), 5),
        (("actors", "villages", "red_lines", "sleep"), 3),
        (("actors", "ships", "red_lines", "new_ships_come_in", "readings", "on_the_tide"), 2),
        (("variants", "quiet_machines"), 5),
    ],
)
def test_a_new_name_is_followed_wherever_the_old_one_stood(
    path: tuple[str, ...], places: int
) -> None:
    found = renamed(*path)
    assert len([1 for line in found.splitlines() if "called_so" in line]) == places
    back = [{"do": "rename", "path": [*path[:-1], "called_so"], "to": path[-1]}]
    assert done(found, "harbour.yaml", back) == HARBOUR


def test_a_name_that_is_taken_or_no_id_is_refused() -> None:
    with pytest.raises(InputError, match="'fee' is there already"):
        renamed("issues", "depth", to="fee")
    with pytest.raises(InputError, match="'Fee!' is no id"):
        renamed("issues", "depth", to="Fee!")
