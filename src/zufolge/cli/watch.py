"""`zufolge watch`: what is new, confirmed, denied or contradicted since the last time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, make_console, print_line, printing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zufolge.ask.watch import News


def watch(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TOML file with [[watch]] entries.")],
    *,
    state: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What was known the last time; by default FILE.seen.json.")
    ] = None,
    webhook: Annotated[str | None, typer.Option(metavar="URL", help="Post the news there, as JSON.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One piece of news a line, as JSON.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Tell what is new, confirmed, denied or contradicted since the last time.

    FILE holds questions: each [[watch]] has an id, asks about "deals" (the default; narrowed by entity, type, stage)
    or about "claims" (entity, type, source, text). The first time everything is new. With --webhook the news are
    posted as one JSON object; only if that went well do they count as told. No news prints and posts nothing.

    Examples:

      printf '[[watch]]\\nid = "xiaomi"\\nentity = "Xiaomi"\\n' > xiaomi.toml

      zufolge watch xiaomi.toml

      zufolge watch xiaomi.toml --webhook https://example.org/hook
    """
    from zufolge.api import Ledger
    from zufolge.ask.seen import load_seen, save_seen
    from zufolge.ask.watch import load_watches

    watches = load_watches(file)
    place = state or file.with_name(f"{file.name}.seen.json")
    before = load_seen(place)
    if webhook:
        from zufolge.export.webhook import check_address

        check_address(webhook)
    with Ledger(ledger, must_exist=True) as kept:
        watched = kept.watch(watches, before)
    if webhook and watched.news:
        _post(webhook, watched.news)
    with printing():
        (_print_json if as_json else _print_lines)(watched.news)
    save_seen(place, {**before, **watched.seen})


def _post(address: str, news: Sequence[News]) -> None:
    from zufolge.export.news_json import news_as_json
    from zufolge.export.webhook import post_json

    post_json(address, {"news": [news_as_json(one) for one in news]})


def _print_json(news: Sequence[News]) -> None:
    from zufolge.export.annotate_json import write_json
    from zufolge.export.news_json import news_as_json

    for one in news:
        print_line(write_json(news_as_json(one)))


def _print_lines(news: Sequence[News]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for one in news:
        change = f"{one.before} → {one.after}" if one.before is not None else one.after
        where = " · ".join(filter(None, (one.deal, ", ".join(one.articles))))
        table.add_row(one.what, Text.assemble(one.about, f"\n{change}", (f"\n{where}", "dim")))
    if news:
        make_console().print(table)
    typer.echo(f"{count_of(len(news), 'piece')} of news." if news else "No news.", err=not news)
