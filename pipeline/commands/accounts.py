"""Accounts of a study's pages: llais accounts STUDY add, list, remove, password and proxy."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.commands.shared import ACTOR, JSON, STUDY, report

NAME = click.argument("name")


@click.group()
@STUDY
@click.pass_context
def accounts(ctx: click.Context, study: Path) -> None:
    """Say who may sign in to the pages of llais serve --sign-in, and as what. The store is never opened."""
    ctx.obj = study


@accounts.command()
@NAME
@click.option(
    "--role",
    required=True,
    type=click.Choice(["reader", "coder", "ethics"]),
    help="reader: everything of the team, to read. coder: to code and settle too. ethics: the ethics pages alone.",
)
@click.option("--analyst", is_flag=True, help="May ask the published tables in SQL.")
@click.option("--no-password", is_flag=True, help="The server in front signs them in (--sign-in proxy).")
@ACTOR
@click.pass_obj
def add(study: Path, name: str, role: str, analyst: bool, no_password: bool, actor: str) -> None:
    """Give NAME an account; the password is asked for, or read from stdin."""
    from pipeline.accounts import add_account

    add_account(study, name, role, analyst, None if no_password else _new_password, actor)
    click.echo(f"{name} may sign in as {role}{', and ask in SQL' if analyst else ''}.")


@accounts.command("list")
@JSON
@click.pass_obj
def list_(study: Path, as_json: bool) -> None:
    """List who has an account, and as what."""
    from pipeline.accounts import list_accounts

    listed = list_accounts(study)
    lines = [
        f"{one['name']:<40} {one['role']:<8}{'SQL  ' if one['analyst'] else '     '}"
        f"{'password' if one['password'] else 'by the server in front'}"
        for one in listed
    ]
    report(
        {"accounts": listed}, as_json, "\n".join(lines) or "Nobody has an account yet: llais accounts STUDY add NAME"
    )


@accounts.command()
@NAME
@ACTOR
@click.pass_obj
def remove(study: Path, name: str, actor: str) -> None:
    """Take NAME's account away; whoever is signed in with it is signed out."""
    from pipeline.accounts import remove_account

    remove_account(study, name, actor)
    click.echo(f"{name} may not sign in any more.")


@accounts.command()
@NAME
@ACTOR
@click.pass_obj
def password(study: Path, name: str, actor: str) -> None:
    """Give NAME a new password; whoever is signed in with the old one is signed out."""
    from pipeline.accounts import change_password

    change_password(study, name, _new_password, actor)
    click.echo(f"{name} has a new password.")


@accounts.command()
@click.pass_obj
def proxy(study: Path) -> None:
    """Print the line of nginx by which llais knows the server in front. It is a secret."""
    from pipeline.accounts import proxy_line

    click.echo(proxy_line(study))


def _new_password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("New password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
