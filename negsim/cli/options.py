"""The arguments and options that commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from negsim.language.model.scenario import Scenario

P = ParamSpec("P")
R = TypeVar("R")


class ScenarioName(click.ParamType[str]):
    """A path, or the name of a shipped scenario; the shell completes both."""

    name = "scenario"

    def shell_complete(
        self,
        ctx: click.Context,
        param: click.Parameter,
        incomplete: str,
    ) -> list[CompletionItem]:
        """Offer the shipped names, and files where none fits."""
        return shipped_completions(ctx, param, incomplete) or [
            CompletionItem(incomplete, type="file")
        ]


def shipped_completions(
    _: click.Context, __: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the names of shipped scenarios."""
    from negsim.language.shipped import shipped_names

    return [CompletionItem(name) for name in shipped_names() if name.startswith(incomplete)]


def scenario_argument(**settings: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Take SCENARIO, a path or a shipped name."""
    return click.argument("name", metavar="SCENARIO", type=ScenarioName(), **settings)


def overlay_options(function: Callable[P, R]) -> Callable[P, R]:
    """Take `--variant` and `--set`, as texts."""
    for option in (
        click.option(
            "--set",
            "sets",
            multiple=True,
            metavar="PATH=VALUE",
            help="Change a number or an element; may be repeated.",
        ),
        click.option(
            "--variant",
            "variants",
            multiple=True,
            metavar="A+B",
            help="Apply variants of the file, or of others, FILE.yaml or FILE.yaml:NAME, in this order.",
            shell_complete=_variants,
        ),
    ):
        function = option(function)
    return function


def with_scenario(function: Callable[..., R]) -> Callable[..., R]:
    """Take SCENARIO, `--variant` and `--set`, and hand on the scenario, read and overlaid, as `scenario`."""

    @scenario_argument()
    @overlay_options
    @wraps(function)
    def command(
        *args: Any, name: str, variants: Sequence[str], sets: Sequence[str], **rest: Any
    ) -> R:
        return function(*args, scenario=read(name, variants, sets), **rest)

    return command


def read(name: str, variants: Sequence[str] = (), sets: Sequence[str] = ()) -> Scenario:
    """Read a scenario and overlay it."""
    from negsim.language.overlay.apply import apply

    scenario, names = offered(name, variants)
    return apply(scenario, names, tuple(sets))


def offered(name: str, variants: Sequence[str] = ()) -> tuple[Scenario, tuple[str, ...]]:
    """Read a scenario, with the variants of files that are named, and give the variants that are asked for."""
    from negsim.language.load import load
    from negsim.language.overlay.files import with_variants_of_files
    from negsim.language.shipped import locate

    return with_variants_of_files(load(locate(name)), stack(variants))


def rows_asked(scenario: Scenario, rows: str) -> tuple[Scenario, list[tuple[str, ...]] | None]:
    """Read `--variants`, stacks with commas between, with the variants of files named there; None for all."""
    from negsim.language.overlay.files import with_variants_of_files

    if rows.strip() == "all":
        return scenario, None
    stacks = []
    for row in rows.split(","):
        if row.strip():
            scenario, names = with_variants_of_files(scenario, stack([row]))
            stacks.append(names)
    return scenario, stacks


def stack(variants: Sequence[str]) -> tuple[str, ...]:
    """Take `a+b` apart, as often as it is given.

    Examples
    --------
    >>> stack(["aid_cut+swap", "bilateral"])
    ('aid_cut', 'swap', 'bilateral')
    """
    return tuple(part.strip() for text in variants for part in text.split("+") if part.strip())


def format_option(*formats: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Take `--format`, text unless told otherwise."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to write the result.",
    )


def all_option(function: Callable[P, R]) -> Callable[P, R]:
    """Take `-v`."""
    return click.option(
        "-v",
        "--all",
        "is_all",
        is_flag=True,
        help="As text, show all of it, not just what a screen holds.",
    )(function)


def engine_option(function: Callable[P, R]) -> Callable[P, R]:
    """Take `--engine`."""
    return click.option(
        "--engine",
        type=click.Choice(["auto", "enumerate", "sweep"]),
        default="auto",
        show_default=True,
        help="Package by package or issue by issue; the answer is the same.",
    )(function)


def exact_option(function: Callable[P, R]) -> Callable[P, R]:
    """Take `--exact`."""
    return click.option(
        "--exact",
        "is_exact",
        is_flag=True,
        help="Count everything exactly, however long it takes; otherwise what would take more than about ten seconds"
        " is estimated, and said to be.",
    )(function)


def spread_options(function: Callable[P, R]) -> Callable[P, R]:
    """Take `--jobs` and `--scheduler`."""
    for option in (
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="Work on the machines of this Dask scheduler instead: tcp://HOST:8786.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(min=1),
            default=1,
            show_default=True,
            help="Work in so many processes; the result is the same.",
        ),
    ):
        function = option(function)
    return function


def suspect_option(function: Callable[P, R]) -> Callable[P, R]:
    """Take `--suspect`."""
    return click.option(
        "--suspect",
        "suspects",
        multiple=True,
        type=click.Choice(["reservations", "rules"]),
        help="Let conflicts blame these too; may be repeated.",
    )(function)


def _variants(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the variants of the scenario named before, after the last plus."""
    from negsim.errors import NegsimError
    from negsim.language.overlay.files import file_of, with_variants_of_files

    # While an option still lacks its value, click leaves the arguments before it unread.
    name = ctx.params.get("name") or next(iter(ctx.args), None)
    if not name:
        return []
    try:
        scenario = read(name)
    except NegsimError:
        return []
    head, plus, last = incomplete.rpartition("+")
    file, colon, begun = last.rpartition(":")
    if colon:
        try:
            scenario = with_variants_of_files(scenario, [file])[0]
        except NegsimError:
            return []
    return [
        CompletionItem(f"{head}{plus}{file}{colon}{variant.id}", help=variant.say)
        for variant in scenario.variants
        if variant.id.startswith(begun) and (file_of(scenario, variant.id) or "") == file
    ]
