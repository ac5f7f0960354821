"""Ways to begin: three questions, a shipped scenario, a workshop's filled-in form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from negsim.errors import InputError, quoted
from negsim.interop.importing import import_files
from negsim.language.shipped import shipped_copy
from negsim.language.writer import write_yaml
from negsim.language.yaml.extents import extents
from negsim.studio.edits.tree import tree_of
from negsim.studio.folder import Folder, Leaf

MOST = 200  # actors, issues, or options of one
_LITTLE = frozenset(
    "a an the is are be been there of to will would must shall should does do did has have had how what able"
    " this that it its their too very".split()
)
_RESERVED = frozenset("not at least most between and sum count true false null none rules".split())


def begin(folder: Folder, sent: dict[str, Any]) -> Leaf:
    """Write the files to begin with, and give the one to open.

    Raises
    ------
    InputError
        What was sent says too little, or a file of that name is there.
    """
    way = str(sent.get("from", ""))
    name = named(str(sent.get("name") or "scenario"))
    if way == "questions":
        text = write_yaml(first_scenario(name.removesuffix(".yaml"), sent))
        return folder.new(name, text.encode(), "begun from three questions")
    if way.startswith("shipped:"):
        texts = shipped_copy(way.removeprefix("shipped:"))
        [*_, own] = texts
        for beside in texts:
            if beside != own and folder.path(beside).exists():
                raise InputError.one(
                    f"{quoted(beside)} is there already", "begin in another folder"
                )
        leaf = folder.new(name, texts.pop(own).encode(), f"copied from {way[8:]}")
        for beside, text in texts.items():
            folder.new(beside, text.encode(), f"copied with {way[8:]}")
        return leaf
    if way.startswith("second:"):
        first = way.removeprefix("second:")
        text = without_claims(folder.read(first).text)
        return folder.new(name, text.encode(), f"begun as a second coding beside {first}")
    if way == "spreadsheet":
        form = str(sent.get("file", ""))
        made = import_files([str(folder.path(form))], "spreadsheet")
        return folder.new(name, made.text.encode(), f"read from {form}")
    raise InputError.one(
        f"there is no way to begin {quoted(way)}",
        "use questions, shipped:NAME, second:REGISTER or spreadsheet",
    )


def without_claims(text: str) -> str:
    r"""Give a register of the same documents in which nothing is claimed yet.

    Examples
    --------
    >>> print(without_claims("document: {id: m, title: Minutes}\nclaims: {c1: {at: 1}}\n"), end="")
    document:
      id: m
      title: Minutes
    claims: {}
    """
    plain = tree_of(extents(text))
    kept = {key: value for key, value in plain.items() if key in ("document", "documents")}
    if not kept:
        raise InputError.one("this is no register of claims", "choose one")
    return write_yaml({**kept, "claims": {}})


def named(name: str) -> str:
    """Give the name of a file in YAML.

    Examples
    --------
    >>> named("my talks"), named("harbour.yaml")
    ('my talks.yaml', 'harbour.yaml')
    """
    return name if name.endswith((".yaml", ".yml")) else f"{name}.yaml"


def first_scenario(name: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Give a scenario of who must agree, what is open, and what each could become.

    Examples
    --------
    >>> plain = first_scenario("well", {"title": "A well", "who": ["The mill"], "issues": [
    ...     {"label": "Who digs?", "options": ["we", "they"]}]})
    >>> plain["issues"]
    {'who_digs': {'ask': 'Who digs?', 'options': {'we': 'we', 'they': 'they'}}}
    """
    who, asked = _texts(sent.get("who")), sent.get("issues")
    if not who or not isinstance(asked, list) or not asked:
        raise InputError.one(
            "somebody must agree, and something must be open", "name one of each at least"
        )
    issues: dict[str, Any] = {}
    for issue in asked[:MOST]:
        label = str(issue.get("label", "")) if isinstance(issue, dict) else ""
        options: dict[str, str] = {}
        for option in _texts(issue.get("options") if isinstance(issue, dict) else None):
            options[identifier(option, options, "option")] = option
        if not label.strip() or len(options) < 2:
            raise InputError.one(
                f"{quoted(label)} needs two answers or more", "write them one a line"
            )
        issues[identifier(_telling(label), issues, "issue")] = {"ask": label, "options": options}
    actors: dict[str, Any] = {}
    for one in who:
        taken = [*actors, *issues]
        actors[identifier(one, taken, "actor")] = {"name": one, "consent": "always"}
    title = str(sent.get("title") or name)
    return {
        "negsim": 1,
        "scenario": identifier(name, (), "scenario"),
        "title": title,
        "issues": issues,
        "actors": actors,
    }


def identifier(label: str, taken: Iterable[str], usual: str) -> str:
    """Make an id of a label that nothing else has: Latin letters, digits and underscores, a letter first.

    Examples
    --------
    >>> identifier("Who pays, and how much?", (), "issue"), identifier("12 metres", (), "option")
    ('who_pays_and_how_much', 'metres_12')
    >>> identifier("Київ", ["actor"], "actor")
    'actor_2'
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    words = re.sub(r"^([0-9][a-z0-9]*)_([a-z][a-z0-9]*)", r"\2_\1", words)[:40].strip("_")
    if not words or words[0].isdigit() or words in _RESERVED:
        words = f"{usual}_{words}" if words else usual
    there, number, found = set(taken), 1, words
    while found in there:
        number += 1
        found = f"{words}_{number}"
    return found


def _telling(label: str) -> str:
    """Give a question without its little words; all of it where there are no others."""
    words = [word for word in re.findall(r"\w+", label) if word.lower() not in _LITTLE]
    return " ".join(words) or label


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list):
        return []
    return [str(one).strip() for one in value[:MOST] if str(one).strip()]
