"""The command line. It prints and asks; everything else is done by the modules that it calls."""

from __future__ import annotations

import io
import sys

import click

from pipeline.commands.accounts import accounts
from pipeline.commands.agreement import agreement
from pipeline.commands.audit import audit
from pipeline.commands.codebooks import codebook
from pipeline.commands.codings import codings
from pipeline.commands.entities import entities
from pipeline.commands.export import export
from pipeline.commands.lifecycle import backup, key, restore, withdraw
from pipeline.commands.memos import memo
from pipeline.commands.reading import read
from pipeline.commands.review import review
from pipeline.commands.saturation import saturation
from pipeline.commands.serving import demo, serve
from pipeline.commands.shared import OneLineErrors
from pipeline.commands.study import ingest, init, pseudonymise, publish, run, suggest
from pipeline.commands.trial import identify, try_


@click.group(cls=OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="llais", prog_name="llais")
def main(verbose: bool) -> None:
    """Pseudonymise, code and publish interview transcripts, with everything identifying in one encrypted file."""
    for stream in (sys.stdout, sys.stderr):  # elsewhere than here, a pipe may be thought to speak Windows-1252
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


for command in (
    demo,
    init,
    run,
    ingest,
    pseudonymise,
    suggest,
    publish,
    serve,
    accounts,
    review,
    codings,
    memo,
    agreement,
    saturation,
    entities,
    audit,
    export,
    withdraw,
    key,
    backup,
    restore,
    read,
    try_,
    identify,
    codebook,
):
    main.add_command(command)
