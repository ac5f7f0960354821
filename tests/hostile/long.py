"""Fuzzing: `python -m tests.hostile.long --minutes 60 --seed 1`.

Seeds run from `--seed` on; the seed of a failure makes it again, with `--count 1`. Exit status 1 where something else
came out than an answer or faults.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.hostile.trial import bound, trial


def main(arguments: list[str] | None = None) -> int:
    """Try files until the time or the count is used up; failures go to stdout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--count", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    bound()
    end, failed, seed = time.monotonic() + 60 * wanted.minutes, 0, wanted.seed
    while time.monotonic() < end and seed < wanted.seed + wanted.count:
        with tempfile.TemporaryDirectory() as folder:
            try:
                trial(seed, Path(folder))
            except Exception:  # noqa: BLE001 - whatever it is, it is told with its seed
                failed += 1
                print(f"seed {seed}:\n{traceback.format_exc(limit=-6)}", flush=True)  # noqa: T201
        seed += 1
    print(f"{seed - wanted.seed:,} files, {failed:,} failures", flush=True)  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
