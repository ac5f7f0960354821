from __future__ import annotations

import json

import negsim


def test_explain_gives_claims_grade_and_status_for_each_member() -> None:
    result = json.loads(negsim.load("ukraine_2025", ["as_first_coded"]).explain().to_json())
    assert list(result) == [
        "scenario", "variant", "zone", "suspects", "minimal_conflicts", "minimal_corrections",
        "total",
    ]  # fmt: skip
    conflict = result["minimal_conflicts"][0]
    assert conflict["weakest_grade"] == "F"
    assert conflict["members"][0] == {
        "path": "russia.neutrality",
        "says": "Where does Ukraine stand towards NATO? “neutral, membership ruled out”",
        "reading": "permanent",
        "claims": ["ukraine_news_2025_01.c34"],
        "assumptions": [],
        "status": "evidenced",
        "grade": "F",
        "line": "hardened",
        "carried_by": ["ukraine_news_2025_01.c34"],
    }


def test_explain_of_an_open_zone_has_no_conflict() -> None:
    explanation = negsim.load("harbour").explain("quiet_machines")
    assert explanation.conflicts == ()
    assert explanation.corrections == ()
    assert "no set of them excludes every package" in explanation._repr_html_()
    assert len(explanation.to_frame()) == 0


def test_rules_are_explained_by_their_reason() -> None:
    explanation = negsim.load("harbour").explain(sets={}, variant="", suspects=["rules"])
    rules = [m for c in explanation.conflicts for m in c.members if m.layer == "rules"]
    assert {m.path for m in rules} <= {f"rules.{r.id}" for r in explanation.findings.scenario.rules}
    assert all(m.status == "rule" and m.because for m in rules)
    assert explanation.findings.suspects == ("red_lines", "rules")
