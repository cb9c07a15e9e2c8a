"""
`revtrack demo`: watch an invented newsroom on loopback and write its report.
"""

from pathlib import Path

import click


@click.command(epilog="Example: revtrack demo && open reports/demo/index.html")
@click.option(
    "--database", default="db/demo.db", show_default=True, type=click.Path(dir_okay=False),
    help="The demo's archive; replaced when it is there.",
)  # fmt: skip
@click.option(
    "-o", "--output", default="reports/demo", show_default=True, type=click.Path(file_okay=False), help="The site."
)
def command(database: str, output: str) -> None:
    """Watch a small invented newsroom through three days and write the report."""
    from revtrack.demo import run

    run(Path(database), Path(output), lambda line: click.echo(line))
    click.echo(f"\nThe archive: {database}\nThe report:  {output}/index.html")
