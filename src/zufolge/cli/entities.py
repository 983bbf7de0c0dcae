"""`zufolge entities`: who is named, under which names; what may belong together; and what files know of names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import count_of, make_console, print_line, printing
from zufolge.model import ZufolgeError

if TYPE_CHECKING:
    from zufolge.ask.entities import Candidate, FoundEntity
    from zufolge.connect.knowledge import Imported

MOST_NAMES = 8
_Text = str | None


def entities(
    *,
    words: Annotated[_Text, typer.Argument(help="Words of a name; without them, the most named come first.")] = None,
    kind: Annotated[_Text, typer.Option(help="company, organisation, authority, person, place, product, …")] = None,
    most: Annotated[int, typer.Option(min=0, metavar="N", help="At most so many; 0 for all.")] = 50,
    unsure: Annotated[bool, typer.Option("--unsure", help="Pairs of which nobody knows whether they are one.")] = False,
    import_from: Annotated[
        _Text, typer.Option("--import", metavar="FILE", help="Take in aliases and identifiers, then list nothing.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One entity or pair a line, as JSON.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """List who is named in the articles, each with all names, most named first.

    --import takes a CSV file (columns name, also with bars between aliases, kind, isin, lei, wikidata, ticker, id),
    followthemoney entities as JSON lines, or the word pytickersymbols for that package's listed companies.

    Examples:

      zufolge entities volkswagen

      zufolge entities --kind person --json

      zufolge entities --unsure

      zufolge entities --import aliases.csv
    """
    from zufolge.api import Ledger
    from zufolge.ask.entities import AskedEntities

    if import_from is not None and (unsure or words or kind):
        raise ZufolgeError("--import only takes in what a file knows; ask in a second call.")
    with Ledger(ledger, must_exist=True) as kept:
        if import_from is not None:
            _import(kept.import_knowledge(import_from), import_from)
            return
        with printing():
            if unsure:
                candidates = kept.unsure_entities(words, most or None)
                (_print_candidates_json if as_json else _print_candidates)(candidates)
            else:
                found = kept.entities(AskedEntities(words, kind, most or None))
                (_print_json if as_json else _print_table)(found)


def _import(imported: Imported, source: str) -> None:
    typer.echo(
        f"{count_of(imported.subjects, 'subject')} read from {source}: {count_of(imported.aliases, 'new name')}, "
        f"{count_of(imported.identifiers, 'new identifier')}."
    )


def _print_json(found: Sequence[FoundEntity]) -> None:
    from zufolge.export.annotate_json import write_json
    from zufolge.export.entities_json import entity_as_json

    for one in found:
        print_line(write_json(entity_as_json(one)))


def _print_candidates_json(found: Sequence[Candidate]) -> None:
    from zufolge.export.annotate_json import write_json
    from zufolge.export.entities_json import candidate_as_json

    for one in found:
        print_line(write_json(candidate_as_json(one)))


def _print_table(found: Sequence[FoundEntity]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(show_edge=False, pad_edge=False, box=None, padding=(0, 2, 0, 0))
    table.add_column("Entity", style="bold", overflow="fold")
    table.add_column("Kind", no_wrap=True)
    table.add_column("Articles", justify="right", style="cyan")
    table.add_column("Also called", overflow="fold")
    for one in found:
        names = [f"{name} ({count})" for name, count in one.names if name != one.entity]
        more = f", and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        marks = "".join(f" · {scheme} {value}" for scheme, value in one.identifiers)
        called = ", ".join(names[:MOST_NAMES]) + more + marks
        table.add_row(Text(one.entity), one.kinds[0][0], str(one.articles), Text(called.removeprefix(" · ")))
    if table.row_count:
        make_console().print(table)
    count = f"{table.row_count} {'entity' if table.row_count == 1 else 'entities'}"
    typer.echo(f"{count}.", err=not table.row_count)


def _print_candidates(found: Sequence[Candidate]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(show_edge=False, pad_edge=False, box=None, padding=(0, 2, 0, 0))
    table.add_column("One", style="bold", overflow="fold")
    table.add_column("Other", style="bold", overflow="fold")
    table.add_column("Both with", justify="right", style="cyan")
    table.add_column("Why it is open", overflow="fold")
    for one in found:
        table.add_row(Text(one.one), Text(one.other), str(one.shared), Text(one.decision.reason))
    if table.row_count:
        make_console().print(table)
        typer.echo("`zufolge merge ONE OTHER` makes two one; `zufolge split ENTITY NAME` keeps a name apart.")
    else:
        typer.echo("No pair is open.", err=True)
