"""`negsim schema`: the JSON Schema of scenario files and of registers of claims."""

from __future__ import annotations

import click


@click.command("schema")
@click.option("--register", is_flag=True, help="The schema of registers of claims instead.")
def command(register: bool) -> None:
    """Print the JSON Schema of scenario files, for editors that complete and check while one types."""
    from negsim.document.plain import to_json
    from negsim.language.schema import json_schema
    from negsim.language.schema_register import register_schema

    click.echo(to_json(register_schema() if register else json_schema()), nl=False)
