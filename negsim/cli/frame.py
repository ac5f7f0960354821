"""Commands that are imported only when asked for, and how each way of ending becomes an exit status."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn, TextIO

import click

from negsim.errors import NegsimError

# Command -> its module in negsim.cli.commands (which holds `command`), and its line in the help.
COMMANDS = {
    "run": ("run", "Is there a deal? What is in it, who accepts what, and why not?"),
    "explain": ("explain", "Why there is none: conflicts, what would lift them, the evidence."),
    "score": ("score", "How does a draft of mine stand with each of them?"),
    "profile": ("profile", "What does each want, as the model has it, and what is ours?"),
    "rank": ("rank", "What packages are there, the nearest or the best first?"),
    "levers": ("levers", "The smallest changes that open the zone or raise its floor, ranked."),
    "trade": ("trade", "What can be exchanged from a package on, so that nobody loses."),
    "divide": (
        "divide",
        "Who gets what, so that neither of two sides envies the other?",
    ),
    "stability": ("stability", "Does it hold once signed? Who could better itself alone?"),
    "position": ("position", "Where would influence and salience alone put each ordered issue?"),
    "trace": ("trace", "What the answer hangs on: sources, grades, and what nobody has said."),
    "compare": ("compare", "What does each variant change, and what is to be said of it?"),
    "readings": ("readings", "Which meanings of ambiguous words open the zone, which close it?"),
    "codings": ("codings", "How much hangs on which sentence is a red line, and in which reading?"),
    "ratify": ("ratify", "Who must say yes at home? Whose votes are missing, and at what price?"),
    "room": ("room", "How much more could each actor ask for? What does each red line cost?"),
    "ensemble": ("ensemble", "Does the answer survive other numbers? What decides it?"),
    "simulate": ("simulate", "When does a deal open and close, and which would last?"),
    "backtest": ("backtest", "Had the files of past talks room for what really happened?"),
    "chart": ("chart", "Draw a picture of it: the zone, the wall, the knots, and more."),
    "text": ("text", "A negotiating text: what is agreed, clean; what is open, in brackets."),
    "report": ("report", "All of it in one file: a page for a minister, and an annex."),
    "explore": ("explore", "A page on which one moves the numbers and sees the zone open."),
    "studio": ("studio", "Write a scenario in the browser, and see the answer change."),
    "class": ("lesson", "Play it: sheets for roles, a form, and the debrief of what came of it."),
    "validate": ("validate", "Is the file sound? And what in it is idle or unsupported?"),
    "check": ("check", "Do the file's expectations hold?"),
    "read": ("read_files", "Documents to numbered paragraphs, and a register of their claims."),
    "propose": ("propose", "Claims that a program proposes, for a person to confirm."),
    "confirm": ("confirm", "Claims that were only proposed, and that you stand by."),
    "draft": ("draft", "From claims to demands: what claims that nothing cites yet become."),
    "agree": ("agree", "Do two coders of one document agree, and does it turn the answer?"),
    "merge": ("merge", "One register of two coders', what differs marked as disputed."),
    "diff": ("diff", "What do two files have differently, and what does each do?"),
    "new": ("new", "Write a first scenario to start from, or copy a shipped one."),
    "import": (
        "import_files",
        "A scenario from other tools' files, or claims from coding programs.",
    ),
    "export": ("export_files", "A scenario for other tools, or claims for coding programs."),
    "schema": ("schema", "Print the JSON Schema of scenario files, for editors."),
}

_EPILOG = """\b
SCENARIO is a file, or the name of a shipped scenario:
  negsim run ukraine_2025
  negsim run ukraine_2025 --variant moratorium_swap
  negsim new --example
"""


# What writing to standard output may meet, where that is a file.
_DISK_FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class ClosedPipe(Exception):
    """Whoever read the output went away."""


# Arguments of Python that the command line calls otherwise.
FLAGS = {"start": "from", "sets": "set", "variants": "variant", "suspects": "suspect"}


class Stopped(Exception):
    """Ctrl-C was pressed."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run; their help stands in a table."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Name the commands, in the table's order."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"negsim.cli.commands.{COMMANDS[cmd_name][0]}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was asked for, or say which was probably meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            raise click.exceptions.NoSuchCommand(name, possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's signature)
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, say) for name, (_, say) in COMMANDS.items()])

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments; help and version are printed here."""
        with _telling_ends():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with _telling_ends():
            result = super().invoke(ctx)
            sys.stdout.flush()
        return result


@contextmanager
def _telling_ends() -> Iterator[None]:
    """Keep click from its own words for Ctrl-C, and from the status of a failed check when whoever reads goes away."""
    try:
        yield
    except BrokenPipeError:
        raise ClosedPipe from None
    except KeyboardInterrupt:
        raise Stopped from None


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from negsim import __version__

        click.echo(f"negsim {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Say which version this is.",
)
@click.pass_context
def app(ctx: click.Context) -> None:
    """Is there a deal that everyone can accept? Negotiation scenarios, answered exactly."""
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def run_command_line(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status, as `negsim.cli.main` describes it."""
    sys.stdout = _buffered(sys.stdout)
    _write_utf8(sys.stdout)
    _write_utf8(sys.stderr)
    try:
        status = app.main(args=arguments, prog_name="negsim", standalone_mode=False)
    except (click.Abort, Stopped, KeyboardInterrupt):
        # A terminal shows ^C where the cursor is.
        click.echo("\nstopped" if sys.stderr.isatty() else "stopped", err=True)
        return 130
    except ClosedPipe:
        _leave_quietly(sys.stdout, sys.stderr)
        return 141
    except click.ClickException as error:
        error.show(sys.stderr)
        return 2
    except NegsimError as error:
        click.echo(_faults(error), err=True)
        return error.exit_status
    except OSError as error:
        if error.errno not in _DISK_FAULTS:
            raise
        _leave_quietly(sys.stdout)
        reason = os.strerror(error.errno).lower()
        click.echo(
            f"the output was not written: {reason}\n      mend: make room, or write elsewhere",
            err=True,
        )
        return 2
    except MemoryError:
        click.echo(
            "there is not enough memory for this\n      mend: fix some options with --variant, or"
            " use a machine with more",
            err=True,
        )
        return 2
    return status if isinstance(status, int) else 0


def exit_with(status: int) -> NoReturn:
    """End a command with an exit status."""
    click.get_current_context().exit(status)


def flag(argument: str) -> str:
    """Give what the command line calls an argument of Python.

    Examples
    --------
    >>> flag("start"), flag("between")
    ('--from', '--between')
    """
    return f"--{FLAGS.get(argument, argument).replace('_', '-')}"


def _faults(error: NegsimError) -> str:
    error = error.named(flag)
    if len(error.faults) == 1:
        return str(error)
    return f"{error}\n\n{len(error.faults):,} faults, nothing was run."


def _buffered(stream: TextIO) -> TextIO:
    """Give a stream that writes all or raises; without a buffer, a write cut short is no error to Python."""
    raw = getattr(stream, "buffer", None)
    if stream is not sys.__stdout__ or not isinstance(raw, io.RawIOBase):
        return stream
    return io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True)


def _write_utf8(stream: TextIO) -> None:
    """Make a stream of this process take any letter, and write the same bytes everywhere."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _leave_quietly(*streams: TextIO) -> None:
    """Keep the interpreter from flushing into a closed pipe or a full disk once more when it ends."""
    sink = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        try:
            os.dup2(sink, stream.fileno())
        except (OSError, ValueError):
            continue
