"""What Python programs use, and what the command line stands on: read articles, keep and ask a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from zufolge.ask.claims import Wanted, find_claims
from zufolge.ask.show import Shown, show_claim
from zufolge.ask.stats import Stats, count_ledger
from zufolge.ledger.connection import explained, locate_ledger, open_engine, writing
from zufolge.ledger.views import KeptClaim
from zufolge.ledger.writer import Added, add_reading
from zufolge.model import Reading

DEFAULT_LEDGER = "zufolge.db"


class Ledger:
    """A ledger of attributed claims: SQLite by default, another database by URL. Opening one makes it.

    >>> import zufolge
    >>> reading = zufolge.read("Die Nordfalk AG übernimmt die Alpenwerk GmbH.", published="2024-03-05")
    >>> ledger = zufolge.Ledger(":memory:")
    >>> ledger.add(reading), ledger.add(reading)
    ('new', 'known')
    >>> [(kept.id[:6], kept.claim.type, kept.evidence) for kept in ledger.claims(entity="nordfalk")]
    [('04b521', 'acquisition', 'Die Nordfalk AG übernimmt die Alpenwerk GmbH.')]
    >>> ledger.show("04b5").kept.claim.fillers("target")[0].entity
    'Alpenwerk GmbH'
    >>> ledger.stats().types
    (('acquisition', 1),)
    >>> ledger.close()

    Raises LedgerError where the ledger is locked, newer than this zufolge, damaged, or no ledger at all; with
    `must_exist` also where there is none.
    """

    def __init__(self, ledger: str | Path = DEFAULT_LEDGER, *, must_exist: bool = False) -> None:
        self._url = locate_ledger(str(ledger))
        self._engine = open_engine(str(ledger), must_exist=must_exist)

    def add(self, reading: Reading) -> Added:
        """Keep `reading`, all of it or nothing; says whether it was new, a new version, or known already."""
        with explained(self._url), writing(self._engine) as connection:
            return add_reading(connection, reading)

    def claims(
        self,
        *,
        entity: str | None = None,
        type: str | None = None,  # noqa: A002 -- the word of the field, and of every claim
        status: str | None = None,
        polarity: str | None = None,
        source: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
    ) -> Iterator[KeptClaim]:
        """The claims that fit all of what is given, in the order of publication.

        What each question means, and how names match, says `zufolge.ask.claims.Wanted`.
        """
        wanted = Wanted(entity, type, status, polarity, source, since, until, text)
        with explained(self._url), self._engine.connect() as connection:
            yield from find_claims(connection, wanted)

    def show(self, claim: str) -> Shown:
        """The claim whose id begins with `claim`, with its sentence and the article's origins."""
        with explained(self._url), self._engine.connect() as connection:
            return show_claim(connection, claim)

    def stats(self) -> Stats:
        """How much the ledger holds, and of what."""
        with explained(self._url), self._engine.connect() as connection:
            return count_ledger(connection)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
