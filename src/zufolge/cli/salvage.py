"""`zufolge salvage`: what can still be read of a damaged ledger, into a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zufolge.cli import exits
from zufolge.cli.output import count_of
from zufolge.model import ZufolgeError


def salvage(
    *,
    damaged: Annotated[Path, typer.Argument(metavar="LEDGER", help="The damaged ledger, a SQLite file; only read.")],
    into: Annotated[Path, typer.Option("--into", metavar="NEW", help="The new ledger; it must not exist.")],
) -> None:
    """Rescue the articles and judgements of a damaged ledger into a new one.

    Every article whose text is still what was stored is read again, which gives its claims anew. Judgements and aliases
    are copied. What is lost is named, one line each. The damaged file is left as it is.

    Example:

      zufolge salvage press.db --into rescued.db
    """
    from zufolge.api import Ledger
    from zufolge.ledger.connection import open_engine, writing
    from zufolge.ledger.salvage import Lost, readable_articles, rescue_judgements
    from zufolge.pipeline import read_article

    if into.exists():
        raise ZufolgeError(f"{into} exists; name a new file, so that nothing is mixed.")
    rescued, lost = 0, 0
    articles = readable_articles(damaged)
    first = next(articles, None)
    with Ledger(into) as ledger:
        while first is not None:
            if isinstance(first, Lost):
                lost += 1
                typer.echo(f"zufolge: article {first.number} is lost: {first.reason}.", err=True)
            else:
                ledger.add(read_article(first))
                rescued += 1
            first = next(articles, None)
    engine = open_engine(str(into))
    with writing(engine) as connection:
        judged = rescue_judgements(damaged, connection)
    engine.dispose()
    typer.echo(
        f"{count_of(rescued, 'article')} and {count_of(judged, 'judgement')} rescued into {into}; "
        f"{count_of(lost, 'article')} lost."
    )
    if lost:
        raise typer.Exit(exits.SOME_UNREADABLE)
