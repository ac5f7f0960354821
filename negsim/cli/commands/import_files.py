"""`negsim import`: a scenario from other tools' files, or a register of claims from coding programs'."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from negsim.interop.qda.recognising import CodingKind
    from negsim.interop.recognising import Kind
    from negsim.sources.text import Unit

_SCENARIOS = ("genius", "geniusweb", "negolog", "negmas", "spreadsheet", "scores")
_CODINGS = "refi-qda qualcoder taguette dna doccano label-studio word codings".split()
_PROPOSALS = "proposals"


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
    type=click.Choice([*_SCENARIOS, *_CODINGS, _PROPOSALS]),
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
    type=click.Choice(["codepoints", "utf16", "utf8", "graphemes"]),
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

    Proposals of any program, as JSON lines of document, passage and claim: PATH is their file, and the register that
    they go into (found beside it where absent), or the documents that they quote.

    What cannot be carried over is told line by line, and written at the top of the file.
    """
    from typing import cast

    from negsim.interop.qda.recognising import coding_kind
    from negsim.interop.reading import DEFAULT_STEPS

    proposals = {None: _proposals_among(paths), _PROPOSALS: paths[0]}.get(kind)
    if proposals is not None:
        why = "proposals have neither codes nor ranges"
        _refuse(why, codes=codes, coder=coder, offsets=offsets, steps=steps)
        _propose(proposals, [path for path in paths if path != proposals], output)
        return
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


def _proposals_among(paths: Sequence[str]) -> str | None:
    """Find the file of proposals."""
    from negsim.errors import InputError
    from negsim.language.yaml.text import read_text
    from negsim.sources.proposals import is_proposals

    for path in paths:
        if Path(path).suffix.lower() in {".jsonl", ".ndjson", ".json"} and Path(path).is_file():
            try:
                if is_proposals(read_text(path)):
                    return path
            except InputError:
                continue  # who reads it says so
    return None


def _propose(proposals: str, others: Sequence[str], output: Path | None) -> None:
    """Take proposals into a register: one that stands, or one of the documents that they quote."""
    from negsim.cli.commands.propose import take, tell
    from negsim.errors import InputError
    from negsim.language.load import is_register, loads_register
    from negsim.language.yaml.text import read_text
    from negsim.sources.proposals import read_proposals, register_beside, with_proposals
    from negsim.sources.register import read, write_new
    from negsim.sources.standing import Passages

    asked = read_proposals(read_text(proposals), proposals)
    registers = [path for path in others if Path(path).suffix.lower() in {".yaml", ".yml"}]
    if registers or not others:
        register = registers[0] if registers else register_beside(proposals, asked)
        if len(others) > 1:
            mend = "name the register alone: it names its texts"
            raise InputError.one(f"proposals go into one register, not {len(others)} files", mend)
        if not is_register(Path(register)):
            mend = "name a file that begins with `document` or `documents`"
            raise InputError.one(f"{register} is no register of claims", mend)
        if output is not None and output.exists() and not output.samefile(register):
            _refuse_to_write_over(output)
        take(register, proposals, None if output is None else str(output))
        return
    if output is None:
        mend = "say where the register goes: the texts are written beside it"
        raise InputError.one(
            "`output` is needed where documents are read", mend, arguments=("output",)
        )
    begun = read(*others)
    written = begun.to_yaml(path=str(output))
    register_read = loads_register(written, str(output))
    texts = {name: document.text for name, document in begun.documents.items()}
    found = with_proposals(register_read, written, str(output), Passages({}, texts, {}), asked)
    write_new(output, found.text, begun.texts)
    tell(found, len(asked), str(output))


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
    from negsim.files import write_text

    for path in files:
        if path.exists() or path.is_symlink():
            _refuse_to_write_over(path)
    for path, text in files.items():
        write_text(path, text)
        click.echo(f"wrote {path}", err=True)


def _refuse_to_write_over(path: Path) -> NoReturn:
    from negsim.errors import InputError, quoted

    raise InputError.one(
        f"{quoted(str(path), 200)} is there already",
        "choose another name or folder, or remove it first",
    )
