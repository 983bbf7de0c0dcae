"""How long pages and search of the web reader take over a ledger of many claims, and what the first page weighs.

    python benchmarks/pages.py [--articles 100000] [--keep FILE] [--pages NAME]

The ledger is made up and filled as in `benchmarks/ledger.py`; the application answers in this process, without a
network. With --keep the ledger stays in FILE and is used again, if it is there, instead of being filled anew.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.ledger import Stopwatch, Taken, fill
from benchmarks.made_up_news import SYLLABLES, News
from fastapi.testclient import TestClient
from httpx import Response

from zufolge.ask.search import Query
from zufolge.serve.app import create_app
from zufolge.serve.desk import Desk, path_of
from zufolge.serve.settings import Settings

ASKED: Final = 20
PATIENCE_SECONDS: Final = 60
DAY: Final = "2022-06-30"
STATIC: Final = re.compile(r"/static/[^\"]+")


@dataclass(frozen=True)
class Samples:
    """Of what the pages are asked: firms as often as they are in the news, and claims, articles and deals of theirs."""

    firms: tuple[str, ...]
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    deals: tuple[tuple[str, str], ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """A page by name, and its addresses for the samples."""

    name: str
    addresses: Callable[[Samples], Sequence[str]]


def same(address: str) -> Callable[[Samples], Sequence[str]]:
    """The one address, as often as others are asked."""
    return lambda _: [address] * ASKED


PAGES: Final = (
    Page("first page", same("/")),
    Page("search: a word", lambda s: [path_of("", text=word) for word in s.words]),
    Page("search: a beginning", lambda s: [path_of("", text=f"{word[:4]}*") for word in s.words]),
    Page("search: a word of every claim", same("/?text=als")),
    Page("search: an entity", lambda s: [path_of("", entity=firm) for firm in s.firms]),
    Page("search: entity, type, days", lambda s: [path_of("", entity=f, type="metric", since="2022") for f in s.firms]),
    Page("search: status and source", same("/?status=rumoured&source=Elbbote")),
    Page("search: until a day", same(f"/?type=acquisition&until={DAY}")),
    Page("search: articles with a word", lambda s: [path_of("", **{"in": "articles", "text": w}) for w in s.words]),
    Page("reader", lambda s: [path_of("articles", article) for article in s.articles]),
    Page("claim", lambda s: [path_of("claims", claim) for claim in s.claims]),
    Page("review", same("/review")),
    Page("review: an entity", lambda s: [path_of("review", entity=firm) for firm in s.firms]),
    Page("review: names", same("/review/names")),
    Page("entity", lambda s: [path_of("entities", firm) for firm in s.firms]),
    Page("deals", same("/deals")),
    Page("deals of an entity", lambda s: [path_of("deals", entity=firm) for firm in s.firms]),
    Page("deal", lambda s: [path_of("deals", deal) for deal, _ in s.deals]),
    Page("deal of a party", lambda s: [path_of("deals", deal, entity=party) for deal, party in s.deals]),
    Page("relations", same("/relations")),
    Page("relations of an entity", lambda s: [path_of("relations", entity=firm) for firm in s.firms]),
    Page("API: claims", lambda s: [path_of("api", "claims", entity=firm) for firm in s.firms]),
    Page("API: one claim", lambda s: [path_of("api", "claims", claim) for claim in s.claims]),
)


def draw(desk: Desk, news: News) -> Samples:
    """What the pages are asked of; the same for the same ledger."""
    firms = tuple(news.frequent_firms(ASKED))
    chance = random.Random(2)
    claims, articles, deals = [], [], []
    for firm in firms:
        found = chance.choice(desk.ledger.search(Query(entities=(firm,)), most=50))
        claims.append(found.kept.id)
        articles.append(found.kept.article.id)
    for found in desk.ledger.recent_deals(most=ASKED).deals:
        deals += [(found.deal.id, party.entity) for party in found.deal.parties[:1]]
    words = tuple("".join(chance.choices(SYLLABLES, k=2)) for _ in range(ASKED))
    return Samples(firms, tuple(claims), tuple(articles), tuple(deals), words)


def measure_page(client: TestClient, page: Page, samples: Samples) -> None:
    """Ask for the page with every sample, and print; no more are asked once the patience is spent."""
    taken: list[Taken] = []
    weights = []
    began = time.perf_counter()
    for address in page.addresses(samples):
        if time.perf_counter() - began < PATIENCE_SECONDS:
            watch = Stopwatch()
            answer = client.get(address)
            taken.append(watch.read())
            check(answer)
            weights.append(len(answer.content))
    clock, processor = [t.clock for t in taken], [t.processor for t in taken]
    figures = (statistics.median(clock), late(clock), statistics.median(processor), late(processor))
    print(
        f"{page.name:32}" + "".join(f"{figure:9.0f}" for figure in figures) + f"{max(weights) / 1000:9.0f}", flush=True
    )


def check(answer: Response) -> None:
    """A page that fails must not count as quick."""
    if answer.status_code != 200:
        raise SystemExit(f"{answer.request.url} answered {answer.status_code}")


def late(times: Sequence[float]) -> float:
    """The time within which 95 of 100 answers came."""
    return sorted(times)[min(len(times) - 1, round(0.95 * len(times)))]


def weigh(client: TestClient) -> None:
    """What a browser fetches for the first page, with styles and scripts."""
    page = client.get("/")
    parts = [page.content, *(client.get(address).content for address in dict.fromkeys(STATIC.findall(page.text)))]
    packed = sum(len(gzip.compress(part)) for part in parts)
    print(f"first page with styles and scripts: {sum(map(len, parts)) / 1000:.0f} kB, {packed / 1000:.0f} kB packed")


def measure(path: Path, articles: int, wanted: str | None) -> None:
    """Fill a ledger, unless it is there, and measure."""
    news = News(articles)
    if not path.exists():
        fill(path, news, articles)
    settings = Settings(ledger=str(path), requests_a_minute=10**9, read_only=False)
    app = create_app(settings)
    desk: Desk = app.state.desk
    desk.ledger.catch_up()
    with TestClient(app) as client:
        client.get("/")
        samples = draw(desk, News(articles))
        weigh(client)
        print(f"{'milliseconds':32}{'clock':>9}{'95 %':>9}{'processor':>9}{'95 %':>9}{'kB':>9}")
        for page in PAGES:
            if wanted is None or wanted in page.name:
                measure_page(client, page, samples)


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--pages", help="ask only those with this in their name")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options.keep or Path(folder) / "ledger.db", options.articles, options.pages)


if __name__ == "__main__":
    main()
