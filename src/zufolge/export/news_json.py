"""News of watches as the JSON objects that `zufolge watch` prints and posts."""

from __future__ import annotations

from typing import Any

from zufolge.ask.watch import News


def news_as_json(news: News) -> dict[str, Any]:
    """One piece of news; `before` is left out where there was nothing before, `deal` where it is about none."""
    found = {
        "watch": news.watch,
        "what": news.what,
        "about": news.about,
        "deal": news.deal,
        "before": news.before,
        "after": news.after,
        "claims": [*news.claims],
        "articles": [*news.articles],
    }
    return {key: value for key, value in found.items() if value is not None}
