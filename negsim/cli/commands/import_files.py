"""`negsim import`: a scenario from other tools' files, or a register of claims from coding programs'."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from negsim.interop.qda.recognising import CodingKind
    from negsim.interop.recognising import Kind
    from negsim.sources.text import Unit

_SCENARIOS = ("genius", "geniusweb", "negolog", "negmas", "spreadsheet", "scores")
_CODINGS = "refi-qda qualcoder taguette dna doccano label-studio word codings".split()


@click.command("import")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the scenario or register here; printed where absent. Of codings, ending in .csv: a table of codes.",
)
@click.option(
    "--from",
    "kind",
    type=click.Choice([*_SCENARIOS, *_CODINGS]),
    help="Whose files these are; found by what is in them where absent.",
)
@click.option(
    "--steps",
    type=click.IntRange(1, 10_000),
    help="Of a domain: cut a range of real numbers into so many equal steps, 20 where absent.",
)
@click.option(
    "--codes",
    type=click.Path(),
    metavar="TABLE",
    help="Of codings: what each code says of a claim.",
)
@click.option("--coder", metavar="NAME", help="Of codings: whose; all where absent.")
@click.option(
    "--offsets",
    type=click.Choice(["codepoints", "utf16", "utf8"]),
    help="Of codings: what places count; found by the passages themselves where absent.",
)
def command(
    paths: tuple[str, ...],
    output: Path | None,
    kind: str | None,
    steps: int | None,
    codes: str | None,
    coder: str | None,
    offsets: str | None,
) -> None:
    """Make a scenario of another tool's domain, or a register of claims of another program's codings.

    A domain of Genius, GeniusWeb, NegoLog or NegMAS, a spreadsheet, or score files: PATH is a domain's file, whose
    profiles are found beside it, or it and its profiles, or the folder that holds them.

    Codings of NVivo, MAXQDA, ATLAS.ti (as REFI-QDA, .qdpx), QualCoder, Taguette, the Discourse Network Analyzer,
    doccano, Label Studio, comments in a Word document, or a table: PATH is the project; of a table, it and the texts.

    What cannot be carried over is told line by line, and written at the top of the file.
    """
    from typing import cast

    from negsim.interop.qda.recognising import coding_kind
    from negsim.interop.reading import DEFAULT_STEPS

    coded = kind if kind in _CODINGS else None if kind else coding_kind(paths)
    if coded is None:
        _refuse("a domain has no codings", codes=codes, coder=coder, offsets=offsets)
        _scenario(paths, output, cast("Kind | None", kind), steps or DEFAULT_STEPS)
        return
    _refuse("codings have no ranges of numbers", steps=steps)
    found = cast("CodingKind", coded)
    if output is not None and output.suffix.lower() == ".csv":
        why = "a table of codes is written of all of them, as they are"
        _refuse(why, codes=codes, coder=coder, offsets=offsets)
        _codes(paths, output, found)
        return
    _register(paths, output, found, codes, coder, cast("Unit | None", offsets))


def _refuse(why: str, **given: object) -> None:
    """Refuse options that would be idle."""
    from negsim.errors import InputError

    for name, value in given.items():
        if value is not None:
            raise InputError.one(f"`{name}`: {why}", "leave it out", arguments=(name,))


def _scenario(paths: Sequence[str], output: Path | None, kind: Kind | None, steps: int) -> None:
    from negsim.files import write_text
    from negsim.interop.importing import import_files

    made = import_files(paths, kind, steps=steps)
    _tell(made.notes)
    if output is None:
        click.echo(made.text, nl=False)
        return
    write_text(output, made.text)
    click.echo(f"wrote {output}", err=True)


def _codes(paths: Sequence[str], output: Path, kind: CodingKind) -> None:
    from negsim.interop.qda.importing import codes_of_files

    _write({output: codes_of_files(paths, kind)})
    click.echo(f"Fill it in, then: negsim import {' '.join(paths)} --codes {output}", err=True)


def _register(
    paths: Sequence[str],
    output: Path | None,
    kind: CodingKind,
    codes: str | None,
    coder: str | None,
    offsets: Unit | None,
) -> None:
    from negsim.interop.qda.importing import import_codings

    stem = None if output is None else output.stem
    made = import_codings(paths, kind, codes=codes, coder=coder, offsets=offsets, stem=stem)
    _tell(made.notes)
    if output is None:
        click.echo(made.text, nl=False)
        return
    texts = {output.parent / name: text for name, text in made.texts.items()}
    _write({**texts, output: made.text})
    is_open = any(claim.standing == "proposed" for claim in made.register.claims)
    if is_open and codes is None:
        source = " ".join(paths)
        click.echo(f"Say what the codes mean: negsim import {source} -o codes.csv", err=True)
    click.echo(f"Next: negsim validate {output}", err=True)


def _tell(notes: Sequence[str]) -> None:
    from negsim.cli.terminal.layout import WIDEST, wrap

    for note in notes:
        for line in wrap(f"note: {note}", WIDEST, rest="  "):
            click.echo(line, err=True)


def _write(files: dict[Path, str]) -> None:
    """Write files, none of them over what stands: people work on these by hand."""
    from negsim.errors import InputError, quoted
    from negsim.files import write_text

    for path in files:
        if path.exists() or path.is_symlink():
            raise InputError.one(
                f"{quoted(str(path), 200)} is there already",
                "choose another name or folder, or remove it first",
            )
    for path, text in files.items():
        write_text(path, text)
        click.echo(f"wrote {path}", err=True)
