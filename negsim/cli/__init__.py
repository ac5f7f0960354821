"""The command line: the only place that prints."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence

__all__ = ["main"]

SELDOM = (100_000, 50, 100)  # how often, generation by generation, garbage is looked for


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
    # Sums are added as integers; threads for products of floats would only wait for one another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Otherwise pydantic looks through everything that is installed for plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # What is imported and read stays: looking it through for garbage again and again finds none.
    thresholds = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    came: list[int] = []

    def note(number: int, _: object) -> None:
        came.append(number)
        raise KeyboardInterrupt

    ours = threading.current_thread() is threading.main_thread() and (
        signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
    try:
        if ours:
            signal.signal(signal.SIGINT, note)
        from negsim.cli.frame import run_command_line

        return run_command_line(arguments)
    except BaseException as error:
        # While a class or a validator is made, Python and pydantic tell another error that it caused.
        if not came and not isinstance(error.__cause__ or error, KeyboardInterrupt):
            raise
        print("stopped", file=sys.stderr)
        return 130
    finally:
        gc.set_threshold(*thresholds)
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)
