"""The page beside the gallery shows what the news text itself carries, drafted, and how the two files differ."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import yaml

import negsim
from negsim.language.claims.provenance import counts
from negsim.language.load import load, loads
from negsim.language.shipped import locate
from negsim.questions.draft import draft
from negsim.questions.zone.tell import answer
from negsim.questions.zone.ways import smallest_first

DOCS = Path(__file__).resolve().parents[2] / "docs"
FILE = DOCS / "ukraine_2025_drafted.yaml"
PAGE = (DOCS / "gallery-drafted.md").read_text("utf-8")
SECTIONS = ("red_lines", "wishes", "expects")


def test_every_demand_is_drafted_from_the_claim_that_it_names() -> None:
    plain = yaml.load(FILE.read_text("utf-8"), yaml.CBaseLoader)
    actors = plain["actors"].items()
    stands = {name: {key: one[key] for key in SECTIONS if key in one} for name, one in actors}
    for _, one in actors:
        for section in SECTIONS:
            one.pop(section, None)
    bare = loads(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), str(FILE))
    drafted = yaml.load(yaml.safe_dump(draft(bare).additions()["actors"]), yaml.CBaseLoader)
    assert drafted == {name: demands for name, demands in stands.items() if demands}


def test_issues_and_rules_are_those_of_the_file_made_by_hand() -> None:
    drafted, by_hand = load(FILE), load(locate("ukraine_2025"))
    assert drafted.issues == by_hand.issues
    assert [(rule.id, rule.because) for rule in drafted.rules] == [
        (rule.id, rule.because) for rule in by_hand.rules
    ]
    assert [(a.id, a.consent) for a in drafted.actors] == [
        (a.id, a.consent) for a in by_hand.actors
    ]


def test_the_page_has_the_answer_and_the_numbers_of_both() -> None:
    study = negsim.load(FILE)
    found = study.run()
    said = answer(found)
    [knot] = smallest_first(found)
    told = f"**{said.opening}**{said.rest} The knot: " + " × ".join(f"`{p}`" for p in knot.paths)
    lines = textwrap.wrap(f"{told}.", 118, break_on_hyphens=False)
    assert "<!-- drafted -->\n" + "\n".join(lines) + "\n" in PAGE
    columns = []
    for scenario in (study.scenario, load(locate("ukraine_2025"))):
        counted, actors = counts(scenario), scenario.actors
        demands = counted.demands
        soft = sum(len(one.wishes) + len(one.preferences) for one in actors)
        forecasts = sum(len(one.expects) for one in actors)
        columns.append(
            [
                sum(demands.values()),
                demands["stated"],
                demands["hardened"],
                demands["assumed"],
                soft,
                forecasts,
                counted.numbers[0],
            ]
        )
    rows = re.findall(r"^\| [a-z][^|]+ \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE)
    assert [[int(n) for n in column] for column in zip(*rows, strict=True)] == columns
