"""How long a ledger of many claims takes to grow by an article and to answer, and how much room it needs.

    python benchmarks/ledger.py [--articles 100000] [--keep FILE] [--questions NAME]

The articles are made up (`made_up_news.py`), ten claims each; no encoder runs, only the ledger. With --keep the ledger
stays in FILE and is used again, if it is there, instead of being filled anew.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import sqlalchemy as sa
from benchmarks.made_up_news import News

from zufolge.api import Ledger
from zufolge.ask.changes import AskedChanges
from zufolge.ask.contradictions import AskedContradictions
from zufolge.ask.deals import AskedDeals
from zufolge.ask.timeline import AskedTimeline
from zufolge.connect.catch_up import catch_up_ledger
from zufolge.ledger import schema
from zufolge.ledger.connection import open_engine, writing
from zufolge.ledger.writer import add_reading

AT_ONCE = 500
ADDED_ALONE = 30
ASKED = 20
PATIENCE_SECONDS = 60
LAST_WEEK = "2023-12-24"


@dataclass(frozen=True)
class Question:
    """A question to the ledger about one firm, or about all; `before` finds out, untimed, what to ask about."""

    name: str
    ask: Callable[[Ledger, Any], object]
    before: Callable[[Ledger, str], object] = lambda _, firm: firm


def first_deal(ledger: Ledger, firm: str) -> str | None:
    """The id of a deal of the firm."""
    return next((found.deal.id for found in ledger.deals(AskedDeals(entity=firm))), None)


def first_50(found: Iterable[object]) -> list[object]:
    """What a page shows, or a terminal, before anybody asks for more."""
    return list(islice(found, 50))


def ask_deal(ledger: Ledger, deal: str | None) -> object:
    """One deal by its id, if the firm has any."""
    return ledger.deal(deal) if deal else None


QUESTIONS = (
    Question("claims --entity (first 50)", lambda ledger, firm: first_50(ledger.claims(entity=firm))),
    Question("about", lambda ledger, firm: ledger.about(firm)),
    Question("deals --entity (first 50)", lambda ledger, firm: first_50(ledger.deals(AskedDeals(entity=firm)))),
    Question("deals --entity", lambda ledger, firm: list(ledger.deals(AskedDeals(entity=firm)))),
    Question("deals --entity --as-of", lambda ledger, firm: list(ledger.deals(AskedDeals(firm, as_of="2022-01-01")))),
    Question("deal ID", ask_deal, first_deal),
    Question("timeline", lambda ledger, firm: ledger.timeline(AskedTimeline(firm))),
    Question("contradictions --entity", lambda ledger, firm: ledger.contradictions(AskedContradictions(firm))),
    Question("changes --since --entity", lambda ledger, firm: ledger.changes(AskedChanges(LAST_WEEK, entity=firm))),
    Question("deals (first 50)", lambda ledger, _: first_50(ledger.deals())),
    Question("recent deals (40)", lambda ledger, _: ledger.recent_deals()),
    Question("changes --since", lambda ledger, _: ledger.changes(AskedChanges(LAST_WEEK))),
    Question("contradictions (first 50)", lambda ledger, _: ledger.contradictions(AskedContradictions(most=50))),
    Question("stats", lambda ledger, _: ledger.stats()),
)


@dataclass(frozen=True)
class Taken:
    """How long something took: by the clock, and on the processor, which a busy machine does not change. In ms."""

    clock: float
    processor: float


class Stopwatch:
    """Measures from when it is made."""

    def __init__(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.process_time()

    def read(self, parts: int = 1) -> Taken:
        """The time until now, for each of the parts."""
        clock, processor = time.perf_counter() - self._clock, time.process_time() - self._processor
        return Taken(1000 * clock / parts, 1000 * processor / parts)


def fill(path: Path, news: News, articles: int) -> None:
    """Write the articles, some a transaction, then let the ledger catch up with what it derives."""
    readings, written, watch = news.readings(), 0, Stopwatch()
    engine = open_engine(str(path))
    while some := list(islice(readings, AT_ONCE)):
        with writing(engine) as connection:
            for reading in some:
                add_reading(connection, reading)
        written += len(some)
        print(f"\r{written} of {articles} articles", end="", file=sys.stderr)
    print(file=sys.stderr)
    show("writing, each article", [watch.read(articles)])
    watch = Stopwatch()
    catch_up_ledger(engine)
    show("catching up, each article", [watch.read(articles)])
    engine.dispose()


def show(name: str, taken: Sequence[Taken]) -> None:
    """One line of the table: medians by the clock and on the processor, and the slowest on the processor."""
    clock, processor = statistics.median(t.clock for t in taken), statistics.median(t.processor for t in taken)
    slowest = f"{max(t.processor for t in taken):12.1f}" if len(taken) > 1 else ""
    print(f"{name:32}{clock:12.1f}{processor:12.1f}{slowest}", flush=True)


def time_adding(path: Path, news: News) -> Iterator[Taken]:
    """Add articles one by one, each with everything that is derived from it; they go on where the ledger ends."""
    engine = open_engine(str(path))
    with engine.connect() as connection:
        number = connection.execute(sa.select(sa.func.max(schema.articles.c.number))).scalar_one()
    with Ledger(path) as ledger:
        for place in range(ADDED_ALONE):
            reading = news.make_reading(number + place)
            watch = Stopwatch()
            ledger.add(reading)
            ledger.catch_up()
            yield watch.read()
    engine.dispose()


def time_questions(path: Path, news: News, wanted: str | None) -> None:
    """Ask each question about firms as often as they are in the news, and print."""
    firms = news.frequent_firms(ASKED)
    with Ledger(path) as ledger:
        for question in QUESTIONS:
            if wanted is None or wanted in question.name:
                show(question.name, list(time_answers(question, ledger, firms)))


def time_answers(question: Question, ledger: Ledger, firms: Sequence[str]) -> Iterator[Taken]:
    """How long each answer takes; no more are asked once the patience is spent."""
    spent = 0.0
    for firm in firms:
        if spent < PATIENCE_SECONDS * 1000:
            asked = question.before(ledger, firm)
            watch = Stopwatch()
            question.ask(ledger, asked)
            taken = watch.read()
            spent += taken.clock
            yield taken


def megabytes(path: Path) -> float:
    """The size of the ledger with its log."""
    return sum(part.stat().st_size for part in path.parent.glob(path.name + "*")) / 1_000_000


def measure(path: Path, articles: int, wanted: str | None) -> None:
    """Fill a ledger, unless it is there, and measure."""
    news = News(articles)
    print(f"{'milliseconds':32}{'clock':>12}{'processor':>12}{'at worst':>12}")
    if not path.exists():
        fill(path, news, articles)
    before = megabytes(path)
    show("adding one article", list(time_adding(path, news)))
    time_questions(path, news, wanted)
    print(f"the file: {before:.0f} MB, {1000 * before / articles:.1f} kB an article")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--questions", help="ask only those with this in their name")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options.keep or Path(folder) / "ledger.db", options.articles, options.questions)


if __name__ == "__main__":
    main()
