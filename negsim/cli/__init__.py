"""The command line: the only place that prints."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status.

    Parameters
    ----------
    arguments : sequence of str, optional
        What follows `negsim`; absent, those of this process.

    Returns
    -------
    int
        0 done, 1 an expectation or check failed, 2 the user's input is at fault, 130 stopped by Ctrl-C,
        141 whoever read the output went away.
    """
    try:
        from negsim.cli.frame import run_command_line

        return run_command_line(arguments)
    except BaseException as error:
        if not _is_stop(error):
            raise
        print("stopped", file=sys.stderr)
        return 130


def _is_stop(error: BaseException | None) -> bool:
    """Whether Ctrl-C is what happened: while a class is made, Python tells another error that it caused."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__
    return error is not None
