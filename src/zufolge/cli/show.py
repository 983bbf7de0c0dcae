"""`zufolge show`: one claim, who says so, and the sentence with its words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from zufolge.cli.ledger_option import LedgerName
from zufolge.cli.output import make_console, print_line, printing

if TYPE_CHECKING:
    from rich.text import Text

    from zufolge.ask.show import Shown
    from zufolge.model import Span


def show(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or how it begins.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="The claim as one line of JSON.")] = False,
    ledger: LedgerName = "zufolge.db",
) -> None:
    """Show one claim: what it says, who says so, and the sentence with the words marked.

    Example:

      zufolge show 3f2a91
    """
    from zufolge.api import Ledger

    with Ledger(ledger, must_exist=True) as kept:
        shown = kept.show(claim)
    with printing():
        if as_json:
            from zufolge.export.annotate_json import claim_as_json, write_json

            print_line(write_json(claim_as_json(shown.kept.claim, shown.kept.article, shown.kept.about)))
        else:
            _print(shown)


def _print(shown: Shown) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from zufolge.export.plain_words import describe_status

    claim = shown.kept.claim
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, words in _lines(shown):
        table.add_row(Text(name), Text(words))
    console = make_console()
    console.print(Text.assemble((claim.type, "bold"), f" ({describe_status(claim)})  ", (shown.kept.id, "cyan")))
    console.print(Padding(table, (0, 0, 1, 2)))
    console.print(Padding(_mark_sentence(shown), (0, 0, 1, 2)))
    console.print(Padding(Text(_place(shown), style="dim"), (0, 0, 0, 2)))


def _lines(shown: Shown) -> list[tuple[str, str]]:
    """What stands above the sentence, as names and words."""
    from zufolge.export.plain_words import (
        describe_answer,
        describe_chain,
        describe_filler,
        describe_roles,
        describe_time,
    )

    claim = shown.kept.claim
    lines = [(role.name, ", ".join(map(describe_filler, role.fillers))) for role in claim.roles]
    if claim.time:
        lines.append(("when", describe_time(claim.time)))
    lines.append(("according to", describe_chain(claim.attribution, shown.origins)))
    cues = [f"“{link.cue.text}”" for link in claim.attribution if link.cue]
    if cues:
        lines.append(("in the words", ", ".join(cues)))
    lines += [
        (describe_answer(claim), f"{one.claim.type}, {describe_roles(one.claim)} ({one.id})") for one in shown.about
    ]
    lines.append(("found by", f"{claim.by}, with confidence {claim.confidence:.2f}"))
    return lines


def _mark_sentence(shown: Shown) -> Text:
    """The sentence; the words that the claim rests on stand in square brackets."""
    from rich.text import Text

    from zufolge.export.plain_words import mark_words

    claim = shown.kept.claim
    spans: list[Span] = [filler.span for role in claim.roles for filler in role.fillers]
    spans += [source.span for link in claim.attribution for source in link.sources]
    spans += [span for link in claim.attribution if link.cue for span in link.cue.spans]
    spans += [claim.trigger, *([claim.time.span] if claim.time else [])]
    text = Text()
    for words, is_marked in mark_words(shown.kept.article.text, shown.sentence, spans):
        flat = words.replace("\n", " ")
        text.append(f"[{flat}]" if is_marked else flat, style="bold green" if is_marked else "")
    return text


def _place(shown: Shown) -> str:
    """Where it is written: title, paper, date, file or address, characters."""
    article, evidence = shown.kept.article, shown.kept.claim.evidence
    where = (
        article.title,
        article.publisher,
        article.published,
        article.path or article.url or article.id,
        f"characters {evidence.start} to {evidence.end}",
        f"version {shown.kept.version}" if shown.kept.version > 1 else None,
    )
    return " · ".join(words for words in where if words)
