"""`score`, `rank` and `profile` find what their definitions say, in made-up scenarios and under their variants."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.comparison.drafts import disagreements

SEEDS = range(12)  # `python -m tests.comparison.long --of drafts` takes as many as one has time for
AT_ONCE = 6


@pytest.mark.parametrize("version", ["1", "1.1"])
@pytest.mark.parametrize("first", SEEDS[::AT_ONCE])
def test_drafts_stand_as_the_definitions_say(first: int, version: str, tmp_path: Path) -> None:
    seeds = range(first, first + AT_ONCE)
    told = [line for seed in seeds for line in disagreements(seed, tmp_path, version)]
    assert not told, "\n".join(told[:20])
