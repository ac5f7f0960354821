"""What is written once and stands for several: a change is for the one that is meant, or for all of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from negsim.errors import InputError
from negsim.language.load import loads
from negsim.language.shipped import locate
from negsim.language.yaml.extents import extents
from negsim.studio.edits.commands import done
from negsim.studio.edits.ground import Shared
from negsim.studio.edits.tree import tree_of

CYPRUS = locate("cyprus_2004").read_text("utf-8")


def plain(text: str) -> Any:
    """What a text says, with nothing in it that is the same as another part."""
    return json.loads(json.dumps(tree_of(extents(text))))


def changed(actor: str, command: dict[str, Any]) -> str:
    path = ["actors", actor, "preferences", *command.pop("path")]
    return done(CYPRUS, "cyprus.yaml", [{**command, "path": path}])


def sharing() -> list[str]:
    """Actors that share what they want, in the file's order."""
    with pytest.raises(Shared) as refused:
        changed("tc_denktash", {"do": "set", "path": ["territory", "weight"], "value": "low"})
    return [place.split(".")[1] for place in refused.value.places]


def test_whoever_shares_is_named() -> None:
    holders = {
        line.strip()
        for line in CYPRUS.splitlines()
        if "&turkish_cypriot" in line or "*turkish_cypriot" in line
    }
    assert len(sharing()) == len(holders) == 2


@pytest.mark.parametrize("shared", ["here", "all"])
@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    "command",
    [
        {"do": "set", "path": ["territory", "weight"], "value": "low"},
        {"do": "remove", "path": ["territory"]},
        {"do": "insert", "path": [], "key": "flag", "at": 1, "value": {"weight": "low"}},
        {"do": "move", "path": ["territory"], "to": 0},
    ],
)
def test_only_those_change_that_are_meant(command: dict[str, Any], place: int, shared: str) -> None:
    actors = sharing()
    found = plain(changed(actors[place], {**command, "shared": shared}))
    before = plain(CYPRUS)
    wanted = list(before["actors"][actors[place]]["preferences"].items())
    names = [name for name, _ in wanted]
    if command["do"] == "set":
        wanted[names.index("territory")][1]["weight"] = "low"
    elif command["do"] == "remove":
        del wanted[names.index("territory")]
    elif command["do"] == "move":
        wanted.insert(0, wanted.pop(names.index("territory")))
    else:
        wanted.insert(1, ("flag", {"weight": "low"}))
    for actor in actors if shared == "all" else [actors[place]]:
        before["actors"][actor]["preferences"] = dict(wanted)
    assert json.dumps(found) == json.dumps(before)


def test_what_was_told_apart_is_read_and_the_rest_of_the_file_stays() -> None:
    _, other = sharing()
    found = changed(
        other, {"do": "set", "path": ["territory", "weight"], "value": "low", "shared": "here"}
    )
    loads(found, str(locate("cyprus_2004")))
    before, behind = CYPRUS.split("    preferences: *turkish_cypriot\n")
    assert found.startswith(before)
    assert found.endswith(behind)


def test_a_single_value_that_several_share_is_another_for_all() -> None:
    text = "one: &deep ten  # metres\ntwo: {depth: *deep}\n"
    command = {"do": "set", "path": ["two", "depth"], "value": "five", "shared": "all"}
    assert done(text, "d.yaml", [command]) == text.replace("ten", "five")
    assert done(text, "d.yaml", [{**command, "shared": "here"}]) == text.replace("*deep", "five")


def test_what_stands_for_all_is_not_taken_away_under_the_others() -> None:
    first, _ = sharing()
    path = ["actors", first, "preferences"]
    command = {"do": "remove", "path": path, "shared": "all"}
    with pytest.raises(InputError, match="stands for it elsewhere"):
        done(CYPRUS, "cyprus.yaml", [command])
    with pytest.raises(InputError, match="changed `here` or for `all`"):
        done(CYPRUS, "cyprus.yaml", [{**command, "shared": "some"}])
