"""Readings made by hand, so that what stands around the pipeline can be tested without it."""

from __future__ import annotations

from dataclasses import replace

from zufolge.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Cue,
    Filler,
    Link,
    Mention,
    Note,
    Origin,
    Quantity,
    Reading,
    Role,
    Sentence,
    Source,
    Span,
    Time,
)

TEXT = (
    "Nordfalk greift nach Alpenwerk\n"
    "Hamburg (dpa) - Der Konzern will Alpenwerk für rund 75 Millionen Euro kaufen, "
    'berichtete die "Abendpost" am Dienstag unter Berufung auf Insider.'
)


def span_of(words: str, text: str = TEXT, nth: int = 0) -> Span:
    """Where `words` stand in `text` for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def make_article(text: str = TEXT, article_id: str = "a1", published: str | None = "2024-03-06") -> Article:
    """An article of an invented agency story."""
    return Article(
        id=article_id,
        text=text,
        path=f"press/{article_id}.txt",
        title="Nordfalk greift nach Alpenwerk",
        published=published,
        published_from="argument" if published else None,
        publisher="Kurier",
    )


def make_claim() -> Claim:
    """The acquisition that the article reports, with a chain of two links."""
    text = TEXT
    paper = Source('die "Abendpost"', span_of('die "Abendpost"'), "Abendpost", "medium")
    insiders = Source("Insider", span_of("Insider"), None, "anonymous")
    day = span_of("am Dienstag")
    price = span_of("rund 75 Millionen Euro")
    return Claim(
        type="acquisition",
        roles=(
            Role("buyer", (Filler("Der Konzern", span_of("Der Konzern"), entity="Nordfalk", kind="company"),)),
            Role(
                "target",
                (Filler("Alpenwerk", span_of("Alpenwerk", nth=1), entity="Alpenwerk", kind="company"),),
            ),
            Role("price", (Filler(price.of(text), price, value=75000000.0, unit="EUR", approx="about"),)),
        ),
        evidence=Span(span_of("Der Konzern").start, span_of("kaufen").end),
        trigger=span_of("kaufen"),
        by="cue:want-to-buy",
        confidence=0.9,
        status="rumoured",
        attribution=(
            Link((paper,), Cue("berichtete", (span_of("berichtete"),)), "indirect"),
            Link((insiders,), Cue("unter Berufung auf", (span_of("unter Berufung auf"),)), "reported"),
        ),
        time=Time(day, "am Dienstag", "DATE", "2024-03-05", "2024-03-05", "2024-03-05", "day"),
    )


def make_reading(article: Article | None = None, claims: tuple[Claim, ...] | None = None) -> Reading:
    """The reading of `make_article` with one claim, or with the claims given."""
    claim = make_claim()
    sentence = Span(span_of("Der Konzern").start, len(TEXT))
    price = span_of("rund 75 Millionen Euro")
    assert claim.time is not None
    return Reading(
        article=article or make_article(),
        blocks=(Block(Span(0, 30), "headline"), Block(Span(31, len(TEXT)), "paragraph")),
        sentences=(Sentence(Span(0, 30), "headline"), Sentence(sentence, "paragraph")),
        origins=(Origin("dpa", "dpa", span_of("dpa")),),
        mentions=(
            Mention(span_of("Nordfalk"), "Nordfalk", "company", "Nordfalk"),
            Mention(span_of("Der Konzern"), "Der Konzern", "company", "Nordfalk", "nominal"),
        ),
        times=(claim.time,),
        quantities=(Quantity(price, price.of(TEXT), "money", 75000000.0, unit="EUR", approx="about"),),
        attributions=(Attribution((claim.evidence,), claim.attribution),),
        claims=claims if claims is not None else (claim,),
        notes=(Note(Span(0, 8), "The headline repeats the text."),),
    )


def changed(reading: Reading, text: str, published: str | None = None) -> Reading:
    """The same article with another text (offsets kept: only for texts that change at the end)."""
    article = replace(reading.article, text=text, published=published or reading.article.published)
    return replace(reading, article=article)
