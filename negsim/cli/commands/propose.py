"""`negsim propose`: claims that a program proposes, into a register, for a person to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from negsim.sources.proposals import Proposed


@click.command("propose")
@click.argument("register", metavar="REGISTER", type=click.Path())
@click.argument("proposals", metavar="PROPOSALS", type=click.Path())
@click.option(
    "-o",
    "--out",
    "out",
    metavar="FILE",
    help="Write the register here; may be REGISTER itself. Without, it is printed.",
)
def command(register: str, proposals: str, out: str | None) -> None:
    """Take claims that any program proposes into a register: JSON lines of document, passage and claim.

    A passage that does not stand in the text, letter for letter, is refused and told. The rest are added with
    `status: proposed`: they count for nothing, and nothing may cite them, until a person deletes that line.
    """
    take(register, proposals, out)


def take(register: str, proposals: str, out: str | None) -> None:
    """Take proposals into a register that stands, and tell what became of them."""
    from negsim.files import write_text
    from negsim.language.load import load_register
    from negsim.language.yaml.text import read_text
    from negsim.sources.proposals import read_proposals, with_proposals
    from negsim.sources.standing import passages

    held = load_register(register)
    asked = read_proposals(read_text(proposals), proposals)
    found = with_proposals(held, read_text(register), register, passages(held), asked)
    if out is None:
        click.echo(found.text, nl=False)
    else:
        write_text(out, found.text)
    tell(found, len(asked), out)


def tell(found: Proposed, asked: int, out: str | None) -> None:
    """Say what was refused and why, and how many were taken."""
    from negsim.language.phrases import counted

    for fault in found.refused:
        click.echo(str(fault), err=True)
    if out is not None:
        click.echo(f"wrote {out}", err=True)
    told = f"{counted(len(found.added), 'claim')} proposed, {len(found.refused)} refused"
    known = asked - len(found.added) - len(found.refused)
    click.echo(told + (f", {known} there already" if known else ""), err=True)
