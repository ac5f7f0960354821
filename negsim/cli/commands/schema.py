"""`negsim schema`: the JSON Schema of scenario files."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of scenario files, for editors that complete and check while one types."""
    from negsim.document.plain import to_json
    from negsim.language.schema import json_schema

    click.echo(to_json(json_schema()), nl=False)
