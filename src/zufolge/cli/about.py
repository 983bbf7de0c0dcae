"""`zufolge about`: everything that articles tell about an entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.deals import ID_SHOWN, AsOf, At
from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, make_console, print_line, printing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zufolge.ask.about import About


def about(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="A name, or whole words of it.")],
    *,
    as_of: AsOf = None,
    at: At = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Tell everything about an entity: deals and their stages, latest figures, people, owners, contradictions.

    Examples:

      zufolge about Xiaomi

      zufolge about Segway --as-of 2015-04-15 --json
    """
    from zufolge.api import Ledger

    with Ledger(ledger, must_exist=True) as kept:
        told = kept.about(entity, as_of=as_of, at=at)
    with printing():
        if as_json:
            from zufolge.export.annotate_json import write_json
            from zufolge.export.timelines_json import about_as_json

            print_line(write_json(about_as_json(told)))
        else:
            _print(told)


def _print(told: About) -> None:
    from rich.text import Text

    head = f": {count_of(told.claims, 'claim')} in {count_of(told.articles, 'article')}"
    make_console().print(Text.assemble((" / ".join(told.entities), "bold"), head))
    others = [name for name in told.names if name not in told.entities]
    if others:
        make_console().print(Text(f"also called {', '.join(others)}", style="dim"))
    _print_part("Deals", _deals(told))
    _print_part("Figures", _figures(told))
    _print_part("Facts", _facts(told))
    contradictions = [
        (one.kind, f"{one.about}: {one.values[0]} against {one.values[1]}") for one in told.contradictions
    ]
    _print_part("Contradictions", contradictions)


def _print_part(title: str, rows: Iterable[tuple[str, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, words in rows:
        table.add_row(Text(name, style="cyan"), Text(words))
    if table.row_count:
        make_console().print()
        make_console().print(table)


def _deals(told: About) -> Iterable[tuple[str, str]]:
    from zufolge.export.deal_words import describe_origins, describe_parties

    for found in told.deals:
        deal = found.deal
        words = f"{deal.stage or 'no stage'}: {deal.type}, {describe_parties(deal)}"
        yield deal.id[:ID_SHOWN], f"{words} ({describe_origins(found.origins)})"


def _figures(told: About) -> Iterable[tuple[str, str]]:
    for line, last in told.figures:
        scope = f" ({', '.join(line.scope)})" if line.scope else ""
        forecast = ", forecast" if last.is_forecast else ""
        yield line.measure, f"{last.figure.shown}{scope}, {last.when}{forecast}"


def _facts(told: About) -> Iterable[tuple[str, str]]:
    from zufolge.export.plain_words import describe_roles

    for fact in told.facts:
        articles = count_of(len(fact.articles), "article")
        yield fact.latest.claim.type, f"{describe_roles(fact.latest.claim)} ({articles})"
