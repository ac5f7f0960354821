"""Twenty articles in or out, four sides: the counts of a public simulator's own table, against sums over its drafts."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import negsim

ARTICLES = negsim.load("twenty_articles")
EXCLUSIVE = ((2, 3), (5, 6), (8, 10), (12, 13), (14, 15))


def doubled_points(actor: str) -> list[int]:
    """Twice what each article is worth to a side, as the file has it: points have halves."""
    preferences = ARTICLES.scenario.actor[actor].preferences
    return [int(2 * dict(one.points or ())["in"].best) for one in preferences]


def test_nearly_half_of_the_drafts_without_conflict_are_above_all_four_thresholds() -> None:
    findings = ARTICLES.run()
    assert (findings.total, findings.feasible) == (1_048_576, 248_831)
    assert findings.zone.size == 118_136


def test_a_program_that_adds_points_up_counts_the_same() -> None:
    draft = np.arange(2**20)
    holds = [draft >> k & 1 for k in range(20)]
    is_draft = draft > 0
    for one, other in EXCLUSIVE:
        is_draft &= holds[one - 1] + holds[other - 1] < 2
    is_content = is_draft.copy()
    for actor in ARTICLES.scenario.actor:
        is_content &= sum(h * p for h, p in zip(holds, doubled_points(actor), strict=True)) >= 0
    assert (int(is_draft.sum()), int(is_content.sum())) == (248_831, 118_136)


def test_of_drafts_that_hold_nothing_rejected_outright_24_are_left() -> None:
    zone = ARTICLES.run("rejections_are_lines").zone
    assert zone.size == 24
    assert len(zone.backbone) == 15
    assert set(zone.backbone.values()) == {"out"}


def test_a_table_of_articles_in_or_out_is_scored(tmp_path: Path) -> None:
    from negsim.interop.drafts import read_drafts

    rows = [f"a{k:02},{'x' if k in (1, 5, 16, 17, 19) else ''},{k % 2}" for k in range(1, 21)]
    path = tmp_path / "drafts.csv"
    path.write_text("\n".join([",narrow,odd", *rows]), encoding="utf-8")
    found = read_drafts(str(path), ARTICLES.scenario).drafts
    assert [one.name for one in found] == ["narrow", "odd"]
    narrow, odd = ARTICLES.score(
        *(one.package for one in found), variant="rejections_are_lines"
    ).packages
    assert narrow.in_zone
    assert odd.is_feasible
    assert odd.refused_by == ("ukraine", "russia")
    assert odd.nearest is not None
    assert {one.issue for one in odd.nearest.changes} == {"a03", "a07", "a09", "a11", "a13", "a15"}
