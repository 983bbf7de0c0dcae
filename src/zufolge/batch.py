"""Many articles, on one thread or several, always in the order they came. Not the reading itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from zufolge.model import Article, Reading, ZufolgeError
from zufolge.pipeline import read_article
from zufolge.read import Unreadable

Outcome = Reading | Unreadable


def read_articles(articles: Iterable[Article | Unreadable], threads: int = 1) -> Iterator[Outcome]:
    """What zufolge finds in each article; one that cannot be read is passed on, and the rest goes on.

    With several threads at most four articles a thread are under way, so a long list never fills the memory.
    """
    if threads <= 1:
        for article in articles:
            yield _attempt(article)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from _in_order(iter(articles), pool, threads * 4)


def _in_order(
    articles: Iterator[Article | Unreadable],
    pool: ThreadPoolExecutor,
    most_at_once: int,
) -> Iterator[Outcome]:
    waiting: deque[Future[Outcome]] = deque(
        pool.submit(_attempt, article) for article in islice(articles, most_at_once)
    )
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(pool.submit(_attempt, article) for article in islice(articles, 1))


def _attempt(article: Article | Unreadable) -> Outcome:
    """The one place that catches everything: it isolates an article of a batch; its caller counts them.

    A ZufolgeError goes through: no article is at fault for missing weights or a broken data file.
    """
    if isinstance(article, Unreadable):
        return article
    try:
        return read_article(article)
    except ZufolgeError:
        raise
    except Exception as error:
        where = article.path or article.id
        return Unreadable(where, f"zufolge failed on it ({type(error).__name__}: {error}); please report this article.")
