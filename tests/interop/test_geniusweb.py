"""Domains of GeniusWeb and NegoLog."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negsim.errors import InputError
from negsim.interop.importing import import_files
from negsim.interop.json_nodes import read_json
from negsim.language.yaml.nodes import Mapping, Node, Scalar
from negsim.study import Study
from tests.interop.reading import reservations, worths

DOMAIN: dict[str, Any] = {
    "name": "bakery",
    "issuesValues": {
        "Bread": {"values": ["rye", "spelt", 'Київ "loaf"']},
        "Price": {"range": {"low": 1.5, "high": 3.2, "step": 0.5}},
    },
}


def profile(name: str, **change: Any) -> dict[str, Any]:
    """Give a linear additive profile of the bakery, parts of it changed."""
    body = {
        "name": name,
        "issueUtilities": {
            "Bread": {
                "discreteutils": {"valueUtilities": {"rye": 1, "spelt": 0.3, 'Київ "loaf"': 0.55}}
            },
            "Price": {
                "numberutils": {
                    "lowValue": 1.5,
                    "lowUtility": 0.9,
                    "highValue": 3.2,
                    "highUtility": 0.05,
                }
            },
        },
        "issueWeights": {"Bread": 0.6, "Price": 0.4},
        "domain": DOMAIN,
    }
    return {"LinearAdditiveUtilitySpace": {**body, **change}}


BID = {"reservationBid": {"issuevalues": {"Bread": "spelt", "Price": 2.5}}}


def files(folder: Path, **contents: Any) -> list[str]:
    """Write JSON files into a folder, and give their paths; a text is written as it is."""
    paths = []
    for name, content in contents.items():
        path = folder / f"{name}.json"
        text = content if isinstance(content, str) else json.dumps(content, indent="\t")
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def test_every_package_has_the_utility_that_geniusweb_gives_it(tmp_path: Path) -> None:
    files(tmp_path, bakery=DOMAIN, baker=profile("baker", **BID))
    made = import_files([str(tmp_path)])
    bread = [Fraction(1), Fraction("0.3"), Fraction("0.55")]
    price = [
        Fraction("0.9") + Fraction("-0.85") * Fraction(k, 2) / Fraction("1.7") for k in range(4)
    ]
    theirs = [[Fraction("0.6") * b + Fraction("0.4") * p] for b, p in product(bread, price)]
    assert worths(made.scenario) == theirs
    assert reservations(made.scenario) == theirs[6]
    assert made.notes == ()


def test_profiles_of_the_python_version_say_the_same_by_other_names(tmp_path: Path) -> None:
    texts = {}
    for party in ("baker", "miller"):
        text = json.dumps(profile(party, **BID))
        text = text.replace('"discreteutils"', '"DiscreteValueSetUtilities"')
        text = text.replace('"numberutils"', '"NumberValueSetUtilities"')
        texts[party] = re.sub(
            r'("(?:low|high|step)(?:Value|Utility)?": )([0-9.]+)', r'\1"\2"', text
        )
    files(tmp_path, bakery=DOMAIN, **texts)
    (tmp_path / "java").mkdir()
    files(
        tmp_path / "java",
        bakery=DOMAIN,
        baker=profile("baker", **BID),
        miller=profile("miller", **BID),
    )
    assert texts["baker"].count('"1.5"') == 2
    made = import_files([str(tmp_path)])
    assert made.scenario == import_files([str(tmp_path / "java")]).scenario


def test_a_reservation_bid_stays_a_package(tmp_path: Path) -> None:
    files(tmp_path, bakery=DOMAIN, baker=profile("baker", **BID))
    actor = import_files([str(tmp_path)]).scenario.actors[0]
    assert actor.to_plain()["reservation_value"] == {
        "as_good_as": {"bread": "spelt", "price": "2.5"}
    }


def test_a_bid_that_leaves_issues_open_is_taken_at_its_worth(tmp_path: Path) -> None:
    open_bid = {"reservationBid": {"issuevalues": {"Bread": "spelt"}}}
    files(tmp_path, bakery=DOMAIN, baker=profile("baker", **open_bid))
    made = import_files([str(tmp_path)])
    assert reservations(made.scenario) == [Fraction("0.18")]
    assert made.notes == (
        "baker.json: the reservation bid names not every issue: its utility is taken instead",
    )


def test_profiles_hold_their_domain_where_none_lies_beside_them(tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    paths = files(alone, baker=profile("baker"), miller=profile("miller"))
    files(tmp_path, bakery=DOMAIN, baker=profile("baker"), miller=profile("miller"))
    made = import_files(paths)
    assert [actor.name for actor in made.scenario.actors] == ["baker", "miller"]
    assert made.scenario == import_files([str(tmp_path / "bakery.json")]).scenario


def test_values_that_a_profile_does_not_score_score_nothing_and_are_told(tmp_path: Path) -> None:
    utilities = {
        **profile("x")["LinearAdditiveUtilitySpace"]["issueUtilities"],
        "Bread": {"discreteutils": {"valueUtilities": {"rye": 1, "oats": 1}}},
    }
    files(tmp_path, bakery=DOMAIN, baker=profile("baker", issueUtilities=utilities))
    assert import_files([str(tmp_path)]).notes == (
        "baker.json: not in the domain, and left out: 'oats' of 'Bread'",
        "baker.json: 2 of 3 values of 'Bread' have no utility: they score 0",
    )


UTILITIES = profile("x")["LinearAdditiveUtilitySpace"]["issueUtilities"]


@pytest.mark.parametrize(
    ("domain", "party", "message"),
    [
        (DOMAIN, '{"a": 1, "a": 2}', r"p\.json:1:10: the key 'a' is there twice"),
        (DOMAIN, '{"a": NaN}', r"p\.json:1:7: a value was expected here, not 'NaN'"),
        (DOMAIN, '{"a": 01}', r"p\.json:1:7: a value was expected here, not '01'"),
        (DOMAIN, '{"a": [1,}', r"p\.json:1:10: a value was expected here"),
        (DOMAIN, '{"a": "', r"p\.json:1:7: the text in quotes cannot be read: Unterminated"),
        (DOMAIN, "{}x", r"p\.json:1:3: something stands after the end"),
        (DOMAIN, "[" * 100 + "]" * 100, r"p\.json:1:66: more than 64 levels"),
        (DOMAIN, {"SumOfGroups": {"domain": {}}}, r"of a kind that cannot be imported: 'SumOf"),
        (DOMAIN, profile("x", issueWeights={"Bread": 1}), r"the weight of 'Price' is missing"),
        (
            DOMAIN,
            profile("x", issueWeights={"Bread": "many", "Price": 1}),
            r"the weight of 'Bread' is no finite number: 'many'",
        ),
        (
            DOMAIN,
            profile("x", issueWeights={"Bread": 1, "Price": 0, "Taste": 1}),
            r"gives a weight for an issue that the domain has not: 'Taste'",
        ),
        (
            DOMAIN,
            profile("x", issueUtilities={**UTILITIES, "Price": {"otherutils": {}}}),
            r"the utilities of 'Price' are of an unknown kind",
        ),
        (
            DOMAIN,
            profile("x", reservationBid={"issuevalues": {"Bread": "oats"}}),
            r"the reservation bid names no value of 'Bread'",
        ),
        (
            {**DOMAIN, "issuesValues": {"Bread": {"values": ["a", "a"]}, "Price": {}}},
            profile("x"),
            r"the issue 'Bread' needs values, each there once[\s\S]*'Price' has neither values nor",
        ),
        (
            {
                "issuesValues": {
                    "Bread": {"values": ["a"]},
                    "Price": {"range": {"low": 0, "high": 1, "step": 0}},
                }
            },
            profile("x"),
            r"the range of 'Price' has no value, or more than 100,000",
        ),
        ({"issuesValues": {}}, profile("x"), r"no profile beside it that speaks of its issues"),
    ],
)
def test_a_file_at_fault_is_told_with_its_place(
    tmp_path: Path, domain: Any, party: Any, message: str
) -> None:
    paths = files(tmp_path, d=domain, p=party)
    with pytest.raises(InputError, match=message):
        import_files(paths)


NEGOLOG: dict[str, Any] = {
    "reservationValue": 0.35,
    "issueWeights": {"A": 0.25, "B": 0.75},
    "issues": {"A": {"a1": 0.2, "a2": 1.0}, "B": {"b1": 1.0, "b2": 0.61, "b3": 0.0}},
}


def test_negolog_profiles_are_a_domain(tmp_path: Path) -> None:
    folder = tmp_path / "domain7"
    folder.mkdir()
    files(folder, profileA=NEGOLOG, profileB={**NEGOLOG, "reservationValue": 0.5}, specs={"x": 1})
    made = import_files([str(folder)])
    assert Study(made.scenario).run().zone.size == 4
    assert (made.scenario.id, [a.name for a in made.scenario.actors]) == (
        "domain7",
        ["profileA", "profileB"],
    )
    assert made.notes == ("specs.json: this file is no part of a domain, and was left aside",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"issueWeights": {"A": 1}}, r"the weight of 'B' is missing"),
        ({"issues": {"A": {"a1": 1, "a2": 1}, "B": {"b1": 1}}}, r"the value of 'b2' in 'B' is mis"),
        ({"issues": {**NEGOLOG["issues"], "C": {"c": 1}}}, r"the first profile does not know 'C'"),
        ({"reservationValue": "1e99999"}, r"the reservation value is no finite number"),
    ],
)
def test_negolog_profiles_that_do_not_fit_are_told(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    paths = files(tmp_path, a=NEGOLOG, b={**NEGOLOG, **change})
    with pytest.raises(InputError, match=message):
        import_files(paths)


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negsim.interop.json_nodes.MOST_NODES", 3)
    assert read_json("[1, 2]", "few.json")
    with pytest.raises(InputError, match=r"many\.json:1:8: more than 3 values"):
        read_json("[1, 2, 3]", "many.json")


plain_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


def read_back(node: Node) -> Any:
    """Give what a node stands for."""
    if isinstance(node, Mapping):
        return {key.text: read_back(value) for key, value in node.items}
    if isinstance(node, Scalar):
        return json.loads(node.text) if node.is_plain else node.text
    return [read_back(item) for item in node.items]


@settings(max_examples=20, deadline=None)
@given(value=plain_values, indent=st.sampled_from([None, 1, "\t"]), ascii_only=st.booleans())
def test_json_is_read_as_python_reads_it(value: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert read_back(read_json(text, "some.json")) == json.loads(text)
