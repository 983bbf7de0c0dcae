"""The options that say which claims are meant, shared by the commands that list claims or write them to files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from functools import wraps
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from zufolge.model import ZufolgeError

if TYPE_CHECKING:
    from zufolge.ask.claims import Wanted

_Text = str | None


@dataclass(frozen=True, slots=True)
class ClaimFilters:
    """What the caller gives; every field is an option, and None leaves it open."""

    entity: Annotated[_Text, typer.Option(help="Somebody by that name fills a role.")] = None
    type: Annotated[_Text, typer.Option(help="The claim's type, as acquisition or metric.")] = None
    status: Annotated[_Text, typer.Option(help="asserted, planned, expected, possible, rumoured, …")] = None
    polarity: Annotated[_Text, typer.Option(help="positive or negative.")] = None
    source: Annotated[_Text, typer.Option(help="Who says so: a name, a kind (medium), or an agency.")] = None
    since: Annotated[_Text, typer.Option(metavar="DATE", help="In articles published then or later.")] = None
    until: Annotated[_Text, typer.Option(metavar="DATE", help="In articles published by then.")] = None
    text: Annotated[_Text, typer.Option(help="Words that the evidence holds; a word may end in *.")] = None
    as_of: Annotated[
        _Text, typer.Option(metavar="DATE", help="Only what was published by then counts, as it stood then.")
    ] = None

    def wanted(self) -> Wanted:
        """The question to the ledger. Raises ZufolgeError for a type, status or polarity that there is not."""
        from zufolge.ask.claims import Wanted

        check_word("--type", self.type, _known_types())
        check_word("--status", self.status, _known_statuses())
        check_word("--polarity", self.polarity, ("positive", "negative"))
        return Wanted(**asdict(self))


def takes_filters(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each filter where it has a parameter `filters`; typer knows no groups."""

    @wraps(command)
    def narrowed(*arguments: Any, **options: Any) -> None:
        given = {field.name: options.pop(field.name) for field in fields(ClaimFilters)}
        command(*arguments, filters=ClaimFilters(**given), **options)

    parameters: list[Parameter] = []
    for one in signature(command, eval_str=True).parameters.values():
        parameters += _options() if one.name == "filters" else [one]
    narrowed.__signature__ = signature(command).replace(parameters=parameters)  # type: ignore[attr-defined]
    return narrowed


def _options() -> list[Parameter]:
    hints = get_type_hints(ClaimFilters, include_extras=True)
    return [
        Parameter(field.name, Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name])
        for field in fields(ClaimFilters)
    ]


def check_word(option: str, word: str | None, known: tuple[str, ...]) -> None:
    """Refuse a word that is none of the known ones, naming those."""
    if word is not None and word not in known:
        raise ZufolgeError(f"{option} {word} is not known; known are {', '.join(known)}.")


def _known_statuses() -> tuple[str, ...]:
    from typing import get_args

    from zufolge.model.claim import Status

    return get_args(Status)


def _known_types() -> tuple[str, ...]:
    from zufolge.claim_types import load_claim_types

    return tuple(load_claim_types())
