"""`negsim confirm`: claims that were only proposed, and that a person has read and stands by."""

from __future__ import annotations

import click


@click.command("confirm")
@click.argument("register", metavar="REGISTER", type=click.Path())
@click.argument("claims", metavar="CLAIM…", nargs=-1, required=True)
def command(register: str, claims: tuple[str, ...]) -> None:
    """Say that you have read these claims against the text, and stand by them: they count from now on.

    In REGISTER their `status: proposed` becomes `confirmed`; comments and order are kept.
    """
    from negsim.files import write_text
    from negsim.language.load import load_register
    from negsim.language.phrases import counted
    from negsim.language.yaml.text import read_text
    from negsim.sources.proposals import with_confirmed

    text = with_confirmed(load_register(register), read_text(register), register, claims)
    write_text(register, text)
    click.echo(f"wrote {register}: {counted(len(set(claims)), 'claim')} confirmed", err=True)
