"""Two coders held against the definition on made-up registers, and the rules of matching on small ones."""

from __future__ import annotations

import copy
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from negsim.cli import main
from negsim.document.plain import to_json
from negsim.errors import InputError
from negsim.language.load import load, load_register
from negsim.language.model.evidence import KINDS, Register
from negsim.questions.agree import agree
from negsim.testing.yaml_text import to_yaml
from tests.comparison.agreement import differences
from tests.language.claims.made_up import MadeUp, made_up
from tests.oracle import coders

AT = ["1", "1", "2", "3"]


def _written(tmp_path: Path, name: str, register: Any) -> Register:
    (tmp_path / name).write_text(to_yaml(register), encoding="utf-8")
    return load_register(tmp_path / name)


def _register(*claims: dict[str, Any], **document: Any) -> dict[str, Any]:
    held = {claim["id"]: {"grade": "B", "says": "x", **claim} for claim in claims}
    for claim in held.values():
        del claim["id"]
    return {"document": {"id": "minutes", **document}, "claims": held}


def _pairs(tmp_path: Path, first: Any, second: Any) -> Any:
    found = agree(_written(tmp_path, "a.yaml", first), _written(tmp_path, "b.yaml", second))
    wanted = coders.agree(first, second)
    assert differences(json.loads(to_json(found.to_dict())), json.loads(to_json(wanted))) == []
    return {one["claim"]: one["other"] for one in wanted["differences"]}, wanted


def test_passages_that_overlap_most_are_the_same_claim_and_too_little_is_none(
    tmp_path: Path,
) -> None:
    def at(name: str, start: int, stop: int, **more: Any) -> dict[str, Any]:
        anchor = {"from": str(start), "to": str(stop)}
        return {"id": name, "at": "1", "anchor": anchor, **more}

    first = _register(at("c1", 0, 10), at("c2", 20, 30), at("c3", 50, 60), {"id": "c4", "at": "1"})
    second = _register(
        at("k1", 2, 12, grade="C"), at("k2", 0, 9, grade="C"), at("k3", 56, 99, grade="C"), at("k4", 24, 30, grade="C")
    )  # fmt: skip
    pairs, wanted = _pairs(tmp_path, first, second)
    # k3 shares four of c3's ten characters: not half, so that `at` does not match them either.
    assert pairs == {"c1": "k2", "c2": "k4", "c4": "k1"}
    assert (wanted["only_first"], wanted["only_second"]) == (["c3"], ["k3"])


def test_of_claims_at_one_place_those_with_most_equal_fields_are_the_same(tmp_path: Path) -> None:
    first = _register(
        {"id": "c1", "at": "1", "kind": "aim", "about": ["a", "b"], "bears_on": {"x": "a | b"}},
        {"id": "c2", "at": "1", "kind": "aim"},
        {"id": "c3", "at": "2"},
    )
    second = _register(
        {"id": "k1", "at": "1", "kind": "aim", "about": "a"},
        {"id": "k2", "at": "1", "kind": "aim", "about": ["b", "a"], "bears_on": {"x": ["b", "a"]}},
        {"id": "k3", "at": "4"},
    )
    pairs, wanted = _pairs(tmp_path, first, second)
    assert wanted["matched"] == 2
    assert pairs == {"c2": "k1"}
    assert wanted["differences"] == [
        {"claim": "c2", "other": "k1", "field": "about", "first": None, "second": "a"}
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a | b", "b|a", True),
        ("a | b", ["b", "a"], True),
        ("a", ["a"], True),
        ("not a | b", "not  b | a", True),
        ("at least 300", "at least 3e2", True),
        ("at least 300", "at least  300.0", True),
        ("300", ["300.0"], True),
        ("between 1 and 2", "between 1 and 3", False),
        ("not a", "a", False),
        ("at least 300", "at most 300", False),
        ("at least 300 +- 10", "at least 300", False),
    ],
)
def test_how_a_test_is_written_makes_no_difference(
    tmp_path: Path, one: Any, other: Any, same: bool
) -> None:
    first = _register({"id": "c1", "at": "1", "bears_on": {"x": one}})
    second = _register({"id": "c1", "at": "1", "bears_on": {"x": other}})
    _, wanted = _pairs(tmp_path, first, second)
    assert (wanted["share_equal"]["bears_on"] == 1) is same


def test_registers_of_one_document_share_its_id_or_its_fingerprint(tmp_path: Path) -> None:
    first = _written(tmp_path, "a.yaml", _register({"id": "c1"}, sha256="AB12"))
    other = {**_register({"id": "c1"}, sha256="ab12"), "claims": {"k": {"grade": "A", "says": "x"}}}
    other["document"]["id"] = "protocol"
    assert agree(first, _written(tmp_path, "b.yaml", other)).matched == 1
    other["document"]["sha256"] = "cd34"
    with pytest.raises(InputError, match=r"b\.yaml are not of one document"):
        agree(first, _written(tmp_path, "b.yaml", other))


def _typed(value: Any) -> Any:
    """Numbers as JSON has them, where the file writes them without quotes."""
    if isinstance(value, dict):
        return {name: _typed(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    is_number = isinstance(value, str) and re.fullmatch(r"[-+]?\.?\d[\d.e]*", value)
    return float(value) if is_number else value


def _second(rng: random.Random, made: MadeUp, register: Any) -> Any:
    """Another coding of the same document: some fields otherwise, some claims missing, some new."""
    second: dict[str, Any] = {**copy.deepcopy(register), "claims": {}}
    names, renamed = list(register["claims"]), {}
    for name in rng.sample(names, max(1, len(names) - rng.choice([0, 0, 1]))):
        claim = copy.deepcopy(register["claims"][name])
        for _ in range(rng.choice([0, 1, 1, 2])):
            field = rng.choice(["kind", "kind", "about", "bears_on", "grade", "speaker"])
            source = rng.choice(list(register["claims"].values()))
            if field == "kind" and rng.random() < 0.7:
                claim["kind"] = rng.choice(KINDS)
            elif field == "grade":
                claim["grade"] = rng.choice("ABC")
            elif field in source:
                claim[field] = copy.deepcopy(source[field])
            else:
                claim.pop(field, None)
        renamed[name] = rng.choice([name, f"k{name[1:]}"])
        second["claims"][renamed[name]] = claim
    for name, claim in second["claims"].items():
        earlier = renamed.get(claim.pop("supersedes", ""), name)
        if earlier != name:
            claim["supersedes"] = earlier
    if rng.random() < 0.5:
        new = copy.deepcopy(rng.choice(list(register["claims"].values())))
        new.pop("supersedes", None)
        new |= {"at": "9", "kind": rng.choice(["red_line", "aim", "threat"])}
        if rng.random() < 0.3:
            new["supersedes"] = rng.choice(list(second["claims"]))
        second["claims"][rng.choice(["c1", "x1"])] = new
    return second


def _first(rng: random.Random, made: MadeUp) -> tuple[str, Any]:
    """The register, with claims that nothing cites, at few places, some with anchors."""
    (path, register), *_ = made.registers.items()
    cited = set(register["claims"])
    for k, name in enumerate(list(register["claims"])):
        register["claims"][f"n{k}"] = copy.deepcopy(register["claims"][name])
    for name, claim in register["claims"].items():
        claim["at"] = rng.choice(AT)
        if rng.random() < 0.2:
            start = rng.randrange(20)
            claim["anchor"] = {"from": str(start), "to": str(start + rng.randrange(1, 12))}
        if name not in cited and rng.random() < 0.2:
            claim["supersedes"] = rng.choice(sorted(cited))
    return path, register


@pytest.mark.parametrize("seeds", [(0, 1, 5, 11), (13, 15, 20, 26), (29, 31, 33, 42)])
def test_agreement_and_answer_are_those_of_the_definition(
    seeds: tuple[int, ...], tmp_path: Path
) -> None:
    turned = 0
    for seed in seeds:
        rng = random.Random(seed)
        made = made_up(rng, most_packages=30)
        while len(made.registers) > 1 or made.document["negsim"] != "1":
            made = made_up(rng, most_packages=30)
        path, register = _first(rng, made)
        second = _second(rng, made, register)
        file = made.write(tmp_path)
        found = agree(
            load_register(tmp_path / path), _written(tmp_path, "b.yaml", second), load(file)
        )
        wanted = coders.agree(register, second)
        if len(wanted["differences"]) + len(wanted["only_first"]) + len(wanted["only_second"]) <= 5:
            wanted["answer"] = coders.answer(made.document, register, second)
            turned += bool(wanted["answer"]["turned_by"])
        shown = json.loads(to_json(found.to_dict()))
        assert differences(shown, _typed(json.loads(to_json(wanted)))) == [], f"seed {seed}"
    assert turned


SCENARIO = """
negsim: 1
scenario: s
claims: [a.yaml]
issues: {depth: {options: {ten: x, twelve: x}}, noise: {options: {loud: x, quiet: x}}}
actors:
  port: {red_lines: {deep: {require: {depth: twelve}, from: c1}}}
  town: {name: The Town}
"""


def test_two_differences_that_only_together_turn_the_answer_are_named_together(
    tmp_path: Path,
) -> None:
    first = _register(
        {
            "id": "c1",
            "at": "1",
            "kind": "red_line",
            "about": "port",
            "bears_on": {"depth": "twelve"},
        },
        {"id": "c2", "at": "2", "kind": "aim", "about": "nobody", "bears_on": {"depth": "ten"}},
    )
    second = copy.deepcopy(first)
    second["claims"]["c2"] |= {"kind": "threat", "about": "the town", "grade": "C"}
    second["claims"]["c1"]["kind"] = "framing"  # cited: nothing is drafted from it either way
    (tmp_path / "s.yaml").write_text(SCENARIO)
    one, other = _written(tmp_path, "a.yaml", first), _written(tmp_path, "b.yaml", second)
    found = agree(one, other, load(tmp_path / "s.yaml")).answer
    assert found is not None
    assert found.to_dict() == {
        "same": False,
        "first": {"zone": "open", "conflicts": []},
        "second": {"zone": "closed", "conflicts": [["port.deep", "town.c2"]]},
        "turned_by": [["c2.about", "c2.kind"]],
        "complete": True,
    }


def test_a_register_that_the_scenario_does_not_name_is_added(tmp_path: Path) -> None:
    text = SCENARIO.replace("claims: [a.yaml]\n", "").replace("from: c1", 'from: "assumption: x"')
    (tmp_path / "s.yaml").write_text(text)
    claim = {"id": "c2", "kind": "threat", "about": "town", "bears_on": {"depth": "ten"}}
    one = _written(tmp_path, "a.yaml", _register(claim))
    other = _written(tmp_path, "b.yaml", {**_register(claim), "claims": {}})
    found = agree(one, other, load(tmp_path / "s.yaml")).answer
    assert found is not None
    assert (found.first.is_open, found.second.is_open) == (False, True)
    assert found.turned_by == (("-c2",),)


def test_where_there_are_too_many_sets_only_small_ones_are_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(3)
    made = made_up(rng, most_packages=30)
    while len(made.registers) > 1:
        made = made_up(rng, most_packages=30)
    path, register = _first(rng, made)
    second = copy.deepcopy(register)
    for claim in second["claims"].values():
        claim["kind"] = "threat" if claim["kind"] != "threat" else "red_line"
        claim["about"] = list(made.document["actors"])
    monkeypatch.setattr("negsim.questions.agree.turning.MOST_SETS", 1)
    file = made.write(tmp_path)
    found = agree(load_register(tmp_path / path), _written(tmp_path, "b.yaml", second), load(file))
    assert found.answer is not None
    assert found.answer.most == 0
    assert found.answer.to_dict()["complete"] is False


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two registers and a scenario in the working folder."""
    monkeypatch.chdir(tmp_path)
    first = _register(
        {
            "id": "c1",
            "at": "1",
            "kind": "red_line",
            "about": "port",
            "bears_on": {"depth": "twelve"},
        },
        {"id": "c2", "at": "2", "kind": "aim", "about": "town", "bears_on": {"depth": "ten"}},
        {"id": "c3", "at": "3"},
    )
    second = copy.deepcopy(first)
    second["claims"]["c2"]["kind"] = "ruling"
    del second["claims"]["c3"]
    second["claims"]["c9"] = {"grade": "A", "says": "y", "at": "9"}
    Path("a.yaml").write_text(to_yaml(first))
    Path("b.yaml").write_text(to_yaml(second))
    Path("s.yaml").write_text(SCENARIO)


@pytest.mark.usefixtures("two")
def test_the_command_says_how_far_they_agree_and_what_turns_the_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["agree", "a.yaml", "b.yaml", "--scenario", "s.yaml"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("THE ANSWER HANGS ON THE CODING: under the first a deal is possible,")
    assert "Only the first has c3." in shown
    assert "· the kind of c2" in shown
    assert main(["agree", "a.yaml", "b.yaml", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "claim,other,field,first,second",
        "c2,c2,kind,aim,ruling",
        "c3,,,,",
        ",c9,,,",
    ]
    assert main(["agree", "a.yaml", "b.yaml"]) == 0
    assert capsys.readouterr().out.startswith(
        "1 OF 2 ALIKE: 1 of 2 claims that both have are coded alike."
    )


@pytest.mark.usefixtures("two")
def test_a_notebook_shows_two_coders() -> None:
    found = agree(load_register("a.yaml"), load_register("b.yaml"))
    assert "1 of 2 alike" in found._repr_html_()
    assert list(found.to_frame().columns) == list(found.COLUMNS)
