"""Kinds of chart in a report: every one of the table, on a screen and on a telephone."""

from __future__ import annotations

from typing import Any

import pytest

from negsim.charts.kinds import KINDS
from negsim.charts.output import COLUMN, PHONE, SLIDE, Picture
from negsim.document.content import Image
from negsim.questions.zone.result import Findings
from negsim.report.pictures import draw, first
from tests.charts.cases import OF_DRAWS, found, some_draws, some_futures

CASES = dict.fromkeys(KINDS, "letters") | dict.fromkeys(OF_DRAWS, "seasons")
CASES |= {"codings": "coded", "tied_hands": "tied"}


def needed(kind: str, findings: Findings, case: str) -> Any:
    if KINDS[kind].part == "ensemble":
        return some_draws(case)
    if KINDS[kind].part == "simulate":
        return some_futures(case)
    needs = KINDS[kind].needs
    return None if needs is None else needs(findings)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_the_table_has_one_upright_picture_for_a_telephone(kind: str) -> None:
    case = CASES[kind]
    findings = found(case)
    parts = {KINDS[kind].part: needed(kind, findings, case)}
    section = draw(findings, parts, kind, COLUMN if kind == first(findings) else SLIDE)
    one, *more = section.blocks
    assert isinstance(one, Image)
    assert isinstance(one.upright, Picture)
    assert (one.upright.get_figwidth(), len(one.upright.pages)) == (PHONE.width, 1)
    assert all(isinstance(each, Image) and each.upright is None for each in more)
