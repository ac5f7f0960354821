"""The tables of the page on back-tests are those of the shipped files.

Where a file has changed on purpose, `NEGSIM_PRINT=1 pytest tests/house/test_back_tests_page.py` writes the new ones.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import negsim
from negsim.language.phrases import day, listed
from negsim.language.shipped import shipped_names
from negsim.questions.backtest.result import Backtest, BacktestRow
from negsim.questions.backtest.tell import knot
from negsim.solve.kernels.one_package import RankPlace

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "back-tests.md"
ENDS = {"signed": "signed", "turned_down": "turned down", "no_deal": "nothing agreed"}
# Case -> what is told beside the file as written: what the parties knew, how rivals read it, and earlier stages.
BESIDE = {
    "korea_1953": "assumed_too to_the_letter late_records late_records+july_bargain late_records+seoul_can_wreck",
    "camp_david_1978": "behind_the_fence knesset_decides knesset_decides+behind_the_fence"
    " knesset_votes+behind_the_fence knesset_votes+behind_the_fence+assumed_too knesset_votes+not_enough_votes",
    "dayton_1995": "arbitrator arbitrator+russians_beside assumed_too assumed_too+arbitrator+russians_beside at_dayton"
    " sway_in_pale brcko_not_to_them+arbitrator after_the_call+russians_beside pale_has_a_veto",
    "good_friday_1998": "assumed_too spelled_out last_week last_week+cannot_be_sold"
    " last_week+cannot_be_sold+trimble_alone sinn_fein_needed no_arms_at_all no_arms_at_all+spelled_out",
    "cyprus_2004": "assumed_too council_agrees words_milder known_later",
    "jcpoa_2015": "leader_alone_as_aims leader_alone_as_aims+not_at_once"
    " leader_alone_as_aims+not_at_once+at_once leader_alone_as_aims+not_at_once+as_a_treaty",
    "minsk_2015": "assumed_too two_lines assumed_too+two_lines the_night the_night+spelled_out the_night+no_autonomy"
    " the_night+no_autonomy+spelled_out implementation+president_alone implementation",
    "istanbul_2022": "narrowed narrowed+pair_alone narrowed+pair_alone+settled_now narrowed+pair_alone+staged"
    " narrowed+pair_alone+staged+wary_voters late_papers",
}
KNOTS = {
    "korea_1953": "may_1952 december_1951",
    "camp_david_1978": "base",
    "dayton_1995": "at_dayton pale_has_a_veto assumed_too+brcko_not_to_them",
    "good_friday_1998": "assumed_too+powers_of_their_own arms_first last_week+cannot_be_sold",
    "cyprus_2004": "base",
    "jcpoa_2015": "july_2014 base",
    "minsk_2015": "assumed_too implementation",
    "istanbul_2022": "base late_papers",
}


def rank(found: RankPlace | None) -> str:
    return "" if found is None else f"{found.better + 1:,}"


def figures(row: BacktestRow) -> list[str]:
    """Where the outcome is, and how much that is worth."""
    zone, stands = row.findings.zone.size, row.standing
    where = "inside" if row.in_zone else "outside" if row.is_feasible else "not feasible"
    share = "" if row.share is None else f"{100 * float(row.share):.2f}%"
    return [
        where,
        f"{zone:,}",
        share,
        "" if row.lift is None else f"{float(row.lift):,.0f}",
        "" if row.placebo is None else f"{100 * float(row.placebo):.2f}%",
        rank(None if stands is None else stands.by_floor_in_zone),
        rank(None if stands is None else stands.by_nash),
    ]


def table(head: str, rows: list[list[str]]) -> str:
    names = head.split(" | ")
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def tables(found: list[Backtest]) -> list[str]:
    written, beside, knots = [], [], []
    for one in found:
        rows = {row.name: row for row in one.stacks}
        name, base = f"`{one.base.id}`", rows["base"]
        assert one.as_of is not None
        agrees = "as it went" if base.agrees else "**a miss**"
        written.append([name, day(one.as_of), ENDS[one.history.end], agrees, *figures(base)])
        others = BESIDE[one.base.id].split()
        beside += [[name, f"`{variant}`", *figures(rows[variant])] for variant in others]
        for variant in KNOTS[one.base.id].split():
            said = knot(rows[variant]) or "the zone is open"
            knots.append([name, listed(one.history.blocked), f"`{variant}`", said])
    numbers = "outcome | zone | share | lift | placebo | by floor | by Nash"
    return [
        table(f"case | positions of | history | as written | {numbers}", written),
        table(f"case | with | {numbers}", beside),
        table("case | blocked | with | knot", knots),
    ]


def test_the_page_shows_what_the_shipped_files_come_to() -> None:
    cases = [n for n in shipped_names() if negsim.load(n).base.outcome is not None]
    assert set(BESIDE) == set(KNOTS) == set(cases)
    found = [
        negsim.load(name).backtest(
            [v for v in dict.fromkeys(f"{BESIDE[name]} {KNOTS[name]}".split()) if v != "base"]
        )
        for name in BESIDE
    ]
    text = PAGE.read_text("utf-8")
    shown = re.compile(r"(?<=<!-- table -->\n\n)(?:\|.*\n)*")
    made = iter(tables(found))
    answered = shown.sub(lambda _: f"{next(made)}\n", text)
    assert list(made) == []
    if os.environ.get("NEGSIM_PRINT"):
        PAGE.write_text(answered, "utf-8")
    assert PAGE.read_text("utf-8") == answered
