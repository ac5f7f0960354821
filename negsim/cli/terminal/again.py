"""The command that was typed, to be typed again with other options: where what a text leaves off is to be had."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click
from click.core import ParameterSource

from negsim.document.content import Block, Bullets, Facts, Rest, Section, Table


def again(option: str, *values: str) -> str | None:
    """Give the command under way as it was typed, with another value for an option; None where there is none."""
    ctx = click.get_current_context(silent=True)
    if ctx is None:
        return None
    words = _words(ctx, {}, option)
    return " ".join([*map(shlex.quote, words), option, *values])


def has_all() -> bool:
    """Whether the command under way can be asked for all of its answer."""
    ctx = click.get_current_context(silent=True)
    return ctx is not None and "is_all" in ctx.params


def is_given(parameter: str) -> bool:
    """Whether a parameter of the command under way was typed."""
    ctx = click.get_current_context(silent=True)
    return ctx is not None and (ctx.get_parameter_source(parameter) is ParameterSource.COMMANDLINE)


def another(**instead: str | None) -> str:
    """Give the command under way with other values for some parameters, None for those that are left out."""
    return shlex.join(_words(click.get_current_context(), instead))


def _words(
    ctx: click.Context, instead: Mapping[str, str | None], option: str | None = None
) -> list[str]:
    words = ["negsim", ctx.command.name or ""]
    for param in ctx.command.get_params(ctx):
        name = param.name or ""
        source = ctx.get_parameter_source(name)
        if source is ParameterSource.COMMANDLINE and option not in param.opts:
            value = instead.get(name, ctx.params[name])
            words += [] if value is None else _typed(param, value)
    return words


def with_commands(section: Section) -> Section:
    """Say behind every list that is cut what to type for the rest of it, rather than that there is a rest."""
    return replace(
        section,
        blocks=tuple(map(_with_command, section.blocks)),
        sections=tuple(map(with_commands, section.sections)),
    )


def _with_command(block: Block) -> Block:
    if not isinstance(block, Bullets | Facts | Table):
        return block
    shown, total = _counts(block)
    # What the screen alone has cut needs no place of its own: all is there where all is asked for.
    rest = Rest.FULL if block.rest == "" and shown < total else block.rest
    if not isinstance(rest, Rest):
        return block
    what = "lists them all"
    if rest is Rest.MORE:
        most = min(total, max(20, 4 * shown))
        command = again("--limit", str(most))
        what = what if most == total else "lists more of them"
    elif rest is Rest.FULL:
        command = _in_full()
    else:
        command = again("--format", rest.value)
    return block if command is None else replace(block, rest=f"{command} {what}.")


def _in_full() -> str | None:
    ctx = click.get_current_context(silent=True)
    names = set() if ctx is None else {param.name for param in ctx.command.params}
    if "is_all" in names:
        return again("-v")
    return again("--limit", "0") if "limit" in names else None


def _counts(block: Bullets | Facts | Table) -> tuple[int, int]:
    """How many items are shown, and how many there are."""
    if isinstance(block, Bullets):
        shown = len(block.items)
    else:
        shown = len(block.facts if isinstance(block, Facts) else block.rows)
    return shown, shown if block.total is None else block.total


def _typed(param: click.Parameter, value: Any) -> list[str]:
    values = value if isinstance(value, tuple | list) else [value]
    if isinstance(param, click.Argument):
        return [str(one) for one in values]
    name = max(param.opts, key=len)
    if isinstance(param, click.Option) and param.is_flag:
        return [name]
    return [word for one in values for word in (name, str(one))]
