"""`negsim read`: documents to text with numbered paragraphs, and a register of claims to begin with."""

from __future__ import annotations

from collections.abc import Sequence
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
    from negsim.language.phrases import counted
    from negsim.sources.form import write_form
    from negsim.sources.register import read

    begun = read(*paths, encoding=encoding)
    for path, (name, document) in zip(paths, begun.documents.items(), strict=True):
        told = [counted(len(document.text.paragraphs), "paragraph")]
        last = max((page or 0 for page in document.text.pages), default=0)
        told += [counted(last, "page")] if last else []
        told += [counted(number, "claim") for number in [begun.coded[name]] if number]
        told += [f"{number} proposed" for number in [begun.proposed[name]] if number]
        click.echo(f"{path}: {', '.join(told)}", err=True)
        for note in document.notes:
            for line in wrap(note, WIDEST - 2, rest="  "):
                click.echo(f"  {line}", err=True)
    if out is None:
        click.echo("\n".join(write_form(one.text) for one in begun.documents.values()), nl=False)
        return
    begun.save(out, _guide(has_claims=bool(begun.plain["claims"])))
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
