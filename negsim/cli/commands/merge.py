"""`negsim merge`: one register of two coders', with what they have differently marked as disputed."""

from __future__ import annotations

from collections import Counter

import click


@click.command("merge")
@click.argument("first", metavar="REGISTER", type=click.Path())
@click.argument("second", metavar="REGISTER", type=click.Path())
@click.option("-o", "--out", "out", metavar="FILE", required=True, help="The register to write.")
def command(first: str, second: str, out: str) -> None:
    """Write one register of two codings of one document.

    What agrees is taken as the first has it. What differs is `status: disputed`, with both codings in a comment.
    """
    from negsim.files import write_text
    from negsim.language.load import load_register
    from negsim.language.phrases import counted
    from negsim.language.yaml.text import read_text
    from negsim.questions.agree import merged

    one, other = load_register(first), load_register(second)
    text = merged(one, other, read_text(first), read_text(second))
    write_text(out, text)
    standings = Counter(claim.standing for claim in load_register(out).claims)
    proposed = f", {standings['proposed']} only proposed" if standings["proposed"] else ""
    click.echo(f"wrote {out}: {counted(standings['disputed'], 'claim')} disputed{proposed}")
    click.echo(f"Next: negsim validate {out}", err=True)
