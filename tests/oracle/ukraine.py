"""Does the oracle itself find the published figures? `python -m tests.oracle.ukraine` (minutes)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from tests.oracle.questions import compare_row, readings_on, retreats_on, room_on, without_assumed
from tests.oracle.solve import conflicts, run_on
from tests.oracle.variants import standing
from tests.oracle.wide import gather_wide

ROOT = Path(__file__).resolve().parents[2]
FIRST = "as_first_coded"  # the coding that the figures are of


def differences(mine: Any, published: Any, path: str = "") -> list[str]:
    """Where two results differ, over the keys that the second has."""
    if isinstance(published, dict):
        return [
            line
            for key, value in published.items()
            for line in (
                differences(mine[key], value, f"{path}/{key}")
                if key in mine
                else [f"{path}/{key} is missing"]
            )
        ]
    if isinstance(published, list) and isinstance(mine, list) and len(mine) == len(published):
        return [
            line
            for k, (one, other) in enumerate(zip(mine, published, strict=True))
            for line in differences(one, other, f"{path}[{k}]")
        ]
    if isinstance(published, float) and isinstance(mine, float) and abs(mine - published) < 2e-12:
        return []
    return [] if mine == published else [f"{path}: {mine!r}, published {published!r}"]


def main() -> None:
    """Print every figure that differs."""
    document = yaml.load(
        (ROOT / "scenarios/ukraine_2025.yaml").read_text(), Loader=yaml.CBaseLoader
    )
    register = yaml.load(
        (ROOT / "seeds/ukraine_news_2025_01.yaml").read_text(), Loader=yaml.CBaseLoader
    )
    [path] = ROOT.glob("tests/**/ukraine_2025.figures.json")
    published = json.loads(path.read_text())
    for row in published["variants"]:
        facts = gather_wide(standing(document, [FIRST, *row["variant"]], [register]))
        whole = run_on(facts)
        mine = {
            **compare_row(facts, row["variant"]),
            "accepted_by": whole["accepted_by"],
            "red_line_accepted_by": whole["red_line_accepted_by"],
            "backbone": whole["zone"]["backbone"],
            "frontier": whole["frontier"],
            **conflicts(facts),
        }
        print(row["variant"], differences(mine, row) or "as published", flush=True)  # noqa: T201
    for kind in ("readings", "room", "levers"):
        for stack, wanted in published[kind].items():
            stands = standing(document, [FIRST, *filter(None, stack.split("+"))], [register])
            facts = gather_wide(stands)
            if kind == "room":
                found = room_on(facts)
            elif kind == "levers":
                found = {"retreats": retreats_on(facts)}
            else:
                found = readings_on(facts)
                stands.trust({"assumptions": "false"})
                found["without_assumed"] = without_assumed(gather_wide(stands))
            print(kind, stack, differences(found, wanted) or "as published", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
