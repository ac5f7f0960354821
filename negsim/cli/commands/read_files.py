"""`negsim read`: documents to text with numbered paragraphs, and a register of claims to begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files as resources
from pathlib import Path

import click


@click.command("read")
@click.argument("paths", metavar="FILE…", nargs=-1, required=True, type=click.Path())
@click.option(
    "-o",
    "--out",
    "out",
    metavar="REGISTER",
    help="Write the register here, and each text beside it; without, the text is printed.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    help="Encoding of plain texts and pages, where they do not say it: cp1251, koi8-r …",
)
def command(paths: tuple[str, ...], out: str | None, encoding: str | None) -> None:
    """Read PDF, Word, OpenDocument, RTF, HTML and plain texts, and begin a register of their claims.

    Beside the register stands each text with numbered paragraphs, to be joined, split and put right by hand; anchors of
    claims count in it. Comments of reviewers become claims: confirmed where they are written as one, else proposed.
    """
    from negsim.cli.terminal.layout import WIDEST, wrap
    from negsim.errors import Fault, InputError, NegsimError
    from negsim.language.phrases import counted
    from negsim.sources.documents.file import read_file
    from negsim.sources.form import write_form
    from negsim.sources.register import begin_register, register_text

    faults: list[Fault] = []
    read = []
    for path in paths:
        try:
            read.append(read_file(path, encoding))
        except NegsimError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    begun = begin_register(read)
    for file, name in zip(read, begun.coded, strict=True):
        document = file.document
        told = [counted(len(document.text.paragraphs), "paragraph")]
        last = max((page or 0 for page in document.text.pages), default=0)
        told += [counted(last, "page")] if last else []
        told += [counted(number, "claim") for number in [begun.coded[name]] if number]
        told += [f"{number} proposed" for number in [begun.proposed[name]] if number]
        click.echo(f"{file.path}: {', '.join(told)}", err=True)
        for note in document.notes:
            for line in wrap(note, WIDEST - 2, rest="  "):
                click.echo(f"  {line}", err=True)
    if out is None:
        click.echo("\n".join(write_form(file.document.text) for file in read), nl=False)
        return
    guide = _guide(has_claims=bool(begun.plain["claims"]))
    _write(Path(out), register_text(begun, out, guide), begun.texts)
    texts = ", ".join(str(Path(out).parent / name) for name in begun.texts)
    click.echo(f"wrote {out} and {texts}", err=True)
    click.echo(f"Put the text right, then the claims; check them: negsim validate {out}", err=True)


def _guide(*, has_claims: bool) -> Sequence[str]:
    """Give the words on the keys of claims that `new --register` has, and claims to copy where there are none."""
    template = resources("negsim.cli").joinpath("templates", "register.yaml").read_text("utf-8")
    lines = template.split("\n")
    start = lines.index("claims:") + 1
    stop = next(n for n in range(start, len(lines)) if not lines[n].startswith("  #"))
    end = next(n for n in range(stop + 1, len(lines)) if not lines[n].startswith("    "))
    sample = [] if has_claims else [f"  # {line[2:]}" for line in lines[stop:end]]
    return [line.replace("{{", "{").replace("}}", "}") for line in (*lines[start:stop], *sample)]


def _write(out: Path, register: str, texts: Mapping[str, str]) -> None:
    """Write the register and the texts beside it; nothing that stands is written over."""
    from negsim.errors import InputError, quoted
    from negsim.files import write_text

    wanted = {out: register, **{out.parent / name: text for name, text in texts.items()}}
    for path in wanted:
        if path.exists() or path.is_symlink():
            raise InputError.one(
                f"{quoted(str(path), 200)} is there already",
                "choose another name or folder for the register, or remove it first",
            )
    for path, text in wanted.items():
        write_text(path, text)
